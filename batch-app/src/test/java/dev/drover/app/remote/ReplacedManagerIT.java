package dev.drover.app.remote;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manager's machine stands still for longer than its lease, and a manager on another
 * one goes on. When the first one wakes up it says who has it, and the second one's
 * workers have no less to do than before.
 */
@Tag("proof")
class ReplacedManagerIT {

	private static final int ROWS = 250_000;

	private static final int REFUSED = 2;

	@TempDir
	Path directory;

	private Crew crew;

	private Process next;

	@AfterEach
	void end() {
		this.crew.close();
	}

	@Test
	void theSuccessorOfAManagerThatWakesUpGoesOn() throws Exception {
		this.crew = new Crew(this.directory, Place.postgresql(), Place.postgresql(), Place.postgresql());
		this.crew.prepare("far", ROWS, "copy: {chunk_rows: 5000}\ncutover: {gate: never}\n");
		this.crew.worker("worker", 1500, "--concurrency", "1");
		Process first = this.crew.manager("first", "run", this.crew.plan().toString(), "--workers", "remote");
		this.crew.untilBegun("worker");
		Crew.signal(first, "STOP");
		this.next = restartedElsewhere();
		this.crew.until(this::successorOwns);
		// it gives out what the worker does not have
		this.crew.until(() -> this.crew.said("next").contains("step copy"));
		Crew.signal(first, "CONT");
		assertThat(this.crew.end(first)).as(this.crew.lastWords()).isEqualTo(1);
		assertThat(this.crew.said("first")).contains("COPY_002", "was taken over by process");
		this.crew.worker("fast", 0);
		assertThat(this.crew.end(this.next)).as(this.crew.lastWords()).isZero();
		this.crew.isWhole("far", ROWS);
		assertThat(this.crew.said("worker")).as("it was there all the time").doesNotContain("silent for too long");
	}

	private Process restartedElsewhere() {
		return this.crew.managerElsewhere("next", "restart", "far", "--workers", "remote", "--status-interval",
				"500ms");
	}

	/** As long as the first one may live the restart is refused. */
	private boolean successorOwns() throws Exception {
		if (!this.next.isAlive()) {
			assertThat(this.next.exitValue()).as(this.crew.said("next")).isEqualTo(REFUSED);
			this.next = restartedElsewhere();
		}
		return this.crew.control()
			.number("SELECT count(*) FROM drover_migration WHERE owner LIKE '%|" + this.next.pid() + "|%'") == 1;
	}

}
