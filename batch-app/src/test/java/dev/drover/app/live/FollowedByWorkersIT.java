package dev.drover.app.live;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Worker processes copy and compare a database that applications write to all the time.
 * What they find different they look at again after the manager, which alone applies
 * changes, has applied what was noted; and it may be killed meanwhile.
 */
class FollowedByWorkersIT {

	@TempDir
	Path directory;

	@Test
	void theManagerIsKilledInCatchUpAndTheRestGoesByWorkers() throws Exception {
		Place control = Place.postgresql();
		Drover drover = new Drover(this.directory, Map.of("DROVER_CONTROL_URL", control.url(), "DROVER_CONTROL_USER",
				control.user(), "DROVER_CONTROL_PASSWORD", control.password()));
		LiveMove move = LiveMove.of(drover, this.directory, Place.postgresql(), Place.postgresql(), "");
		Path said = this.directory.resolve("worker.log");
		Process worker = drover.start(said, List.of(), "worker", "--concurrency", "1");
		try (Applications applications = move.applications(3)) {
			drover.dies("catch-up.entered", "run", move.plan(), "--workers", "remote");
			drover.does("restart", "bank", "--workers", "remote");
			applications.awaitWrites(50, 60);
			applications.find("new");
			assertThat(Files.readString(said)).contains("copy p0001 of bank: done").contains("verify ");
			assertThat(control.number("SELECT count(*) FROM drover_sweep")).as("sweeps that nobody waits for").isZero();
			worker.destroy();
			assertThat(worker.waitFor(30, TimeUnit.SECONDS)).isTrue();
			assertThat(worker.exitValue()).as(Files.readString(said)).isZero();
		}
		finally {
			worker.destroyForcibly();
		}
	}

}
