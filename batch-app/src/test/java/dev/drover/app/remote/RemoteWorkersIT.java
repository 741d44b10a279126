package dev.drover.app.remote;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Worker processes come and go while a manager gives partitions out: the run ends well
 * without an operator.
 */
class RemoteWorkersIT {

	private static final int ROWS = 250_000;

	@TempDir
	Path directory;

	private Crew crew;

	@BeforeEach
	void prepare() throws Exception {
		this.crew = new Crew(this.directory, Place.postgresql(), Place.postgresql(), Place.postgresql());
		this.crew.prepare("far", ROWS, "copy: {chunk_rows: 5000}\ncutover: {gate: never}\n");
	}

	@AfterEach
	void end() {
		this.crew.close();
	}

	@Test
	void aWorkerThatDrainsAndOneThatIsKilledLeaveTheirPartitionsToOthers() throws Exception {
		Process manager = this.crew.manager("manager", "run", this.crew.plan().toString(), "--workers", "remote",
				"--status-interval", "500ms");
		this.crew.until(() -> this.crew.said("manager").contains("no worker process is there"));
		Process killed = this.crew.worker("killed", 200, "--concurrency", "1");
		Process drained = this.crew.worker("drained", 200, "--concurrency", "1");
		this.crew.untilBegun("killed");
		this.crew.untilBegun("drained");
		killed.destroyForcibly().waitFor();
		Crew.signal(drained, "TERM");
		assertThat(drained.waitFor(10, TimeUnit.SECONDS)).as("drained within ten seconds").isTrue();
		assertThat(drained.exitValue()).as(this.crew.said("drained")).isZero();
		assertThat(this.crew.said("drained")).contains("given back");
		Process last = this.crew.worker("last", 0);
		assertThat(this.crew.end(manager)).as(this.crew.said("manager")).isZero();
		assertThat(this.crew.said("manager")).contains("is given to another one");
		this.crew.isWhole("far", ROWS);
		Crew.signal(last, "TERM");
		assertThat(last.waitFor(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS)).isTrue();
		assertThat(last.exitValue()).isZero();
	}

}
