package dev.drover.app.remote;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The control database does not answer any more, and nothing says that the line has
 * ended: manager and workers do not wait for an answer for ever.
 */
@Tag("proof")
class ControlSilentIT {

	private static final int ROWS = 150_000;

	@TempDir
	Path directory;

	@Test
	void onPostgresql() throws Exception {
		goesOnAfterTheSilence(Place.postgresql());
	}

	@Test
	void onMysql() throws Exception {
		goesOnAfterTheSilence(Place.mysql());
	}

	private void goesOnAfterTheSilence(Place control) throws Exception {
		try (SilentLine line = new SilentLine(control.url(), this.directory.resolve("line.log"));
				Crew seen = new Crew(this.directory, control, Place.postgresql(), Place.postgresql());
				Crew crew = seen.with(Map.of("DROVER_CONTROL_URL", line.url(control.url())))) {
			crew.prepare("far", ROWS, "copy: {chunk_rows: 5000}\ncutover: {gate: never}\n");
			crew.worker("worker", 400, "--concurrency", "1");
			Process manager = crew.manager("manager", "run", crew.plan().toString(), "--workers", "remote",
					"--status-interval", "500ms");
			crew.untilBegun("worker");
			line.beSilent();
			crew.until(() -> crew.said("manager").contains("the control database does not answer"));
			crew.until(() -> crew.said("worker").contains("no sign of life could be given"));
			Process status = crew.manager("status", "status", "far");
			assertThat(crew.end(status)).as(crew.said("status")).isEqualTo(2);
			assertThat(crew.said("status")).contains("CONN_006");
			line.speakAgain();
			assertThat(crew.end(manager)).as(crew.lastWords()).isZero();
			seen.isWhole("far", ROWS);
		}
	}

}
