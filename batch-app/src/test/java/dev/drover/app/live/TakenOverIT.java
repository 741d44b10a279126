package dev.drover.app.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.app.wrong.Place;
import dev.drover.testserver.OwnPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The machine of a process that follows its source stands still: from another host nobody
 * can see that, so that a restart there is told who has it until it has been silent for
 * some seconds. Then it goes on, and the first one, once it wakes up, does nothing more
 * and says who has it.
 */
@Tag("proof")
class TakenOverIT {

	private static final int REFUSED = 2;

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "apply.claimed", "apply.taken", "apply.before-check", "apply.committed",
			"cutover-prepare.ready", "cutover.intended", "cutover.intent", "cutover.armed" })
	void anotherHostGoesOnAndTheFirstOneWakesUp(String point) throws Exception {
		try (OwnPostgres control = OwnPostgres.start()) {
			Drover here = new Drover(this.directory, Map.of("DROVER_CONTROL_URL", control.url(), "DROVER_CONTROL_USER",
					control.user(), "DROVER_CONTROL_PASSWORD", ""));
			LiveMove move = LiveMove.of(here, this.directory, Place.postgresql(), Place.postgresql(), "");
			try (Applications applications = move.applications(2)) {
				// the end of the way back lets both sides go
				try (OneOwner owner = OneOwner.watching(move.source(), move.target())) {
					isTakenOver(point, here, move, "restart");
					applications.awaitWrites(20, 60);
					owner.holds();
				}
				applications.find("new");
				move.drover().does("finalize", "bank");
				applications.find("old");
			}
			move.leavesNothing();
		}
	}

	/** What was meant is not done: the target may be gone by then. */
	@ParameterizedTest
	@ValueSource(
			strings = { "apply.taken", "apply.before-check", "cutover.intended", "cutover.intent", "cutover.armed" })
	void anotherHostTakesItBackAndTheFirstOneWakesUp(String point) throws Exception {
		try (OwnPostgres control = OwnPostgres.start()) {
			Drover here = new Drover(this.directory, Map.of("DROVER_CONTROL_URL", control.url(), "DROVER_CONTROL_USER",
					control.user(), "DROVER_CONTROL_PASSWORD", ""));
			LiveMove move = LiveMove.of(here, this.directory, Place.postgresql(), Place.postgresql(), "");
			try (Applications applications = move.applications(2)) {
				isTakenOver(point, here, move, "rollback");
				applications.awaitWrites(20, 60);
				applications.find("old");
			}
			move.leavesNothing();
			assertThat(move.target().dump().toString()).doesNotContain("account");
		}
	}

	private void isTakenOver(String point, Drover here, LiveMove move, String command) throws Exception {
		StoppedDrover stopped = StoppedDrover.at(point, move, "run", move.plan());
		Path output = this.directory.resolve("elsewhere.log");
		Process process = started(here, output, command);
		assertThat(Files.readString(output)).contains("PLAN_004 ", "is running in process " + stopped.pid() + " of ");
		long begun = System.nanoTime();
		while (process.exitValue() == REFUSED && System.nanoTime() - begun < TimeUnit.MINUTES.toNanos(1)) {
			process = started(here, output, command);
		}
		assertThat(process.exitValue()).as(Files.readString(output)).isZero();
		assertThat(stopped.wakesUpAndEnds()).as(stopped.said()).isEqualTo(1);
		assertThat(stopped.said()).contains("COPY_002 ", "was taken over by process " + process.pid() + " of ");
	}

	private static Process started(Drover here, Path output, String command) throws Exception {
		Process process = here.startElsewhere(output, command, "bank");
		assertThat(process.waitFor(4, TimeUnit.MINUTES)).as(() -> said(output)).isTrue();
		return process;
	}

	private static String said(Path output) {
		try {
			return Files.readString(output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
