package dev.drover.app.remote;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.CutProxy;
import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The control database has done what it was asked for, and the line breaks before its
 * answer: nobody waits for somebody who does not know what he has.
 */
class ControlLostIT {

	private static final int ROWS = 400_000;

	@TempDir
	Path directory;

	private CutProxy line;

	private Crew crew;

	private Crew behind;

	@BeforeEach
	void prepare() throws Exception {
		Place control = Place.postgresql();
		this.line = new CutProxy(control.url(), CutProxy.Where.NEVER, 0, true);
		this.crew = new Crew(this.directory, control, Place.postgresql(), Place.postgresql());
		this.behind = this.crew.with(Map.of("DROVER_CONTROL_URL", this.line.url(control.url())));
		this.crew.prepare("far", ROWS, "copy: {chunk_rows: 20000, parallelism: 4}\ncutover: {gate: never}\n");
	}

	@AfterEach
	void end() throws Exception {
		this.behind.close();
		this.crew.close();
		this.line.close();
	}

	@Test
	void aWorkerHearsNothingOfWhatItHasTakenOrGivenBack() throws Exception {
		worksBehindALineThatLoses("UPDATE drover_claim SET state = 'TAKEN'", "UPDATE drover_claim SET trouble");
	}

	@Test
	@Tag("proof")
	void aWorkerHearsNothingOfAnythingThatItWrites() throws Exception {
		// the sign of life, which comes each second, first: all others come with the
		// partitions, however soon
		worksBehindALineThatLoses("UPDATE drover_worker", "UPDATE drover_partition SET attempts",
				"UPDATE drover_claim SET trouble", "UPDATE drover_partition SET completed",
				"UPDATE BATCH_STEP_EXECUTION");
	}

	private void worksBehindALineThatLoses(String... words) throws Exception {
		this.behind.worker("worker", 0, "--concurrency", "1");
		this.crew.until(() -> this.crew.said("worker").contains("takes partitions"));
		this.line.loseAnswers(words);
		Process manager = this.crew.manager("manager", "run", this.crew.plan().toString(), "--workers", "remote");
		assertThat(this.crew.end(manager)).as(this.crew.lastWords()).isZero();
		assertThat(this.line.cuts()).isEqualTo(words.length);
		this.crew.isWhole("far", ROWS);
	}

	@Test
	@Tag("proof")
	void aManagerHearsNothingOfWhatItHasWritten() throws Exception {
		this.crew.worker("worker", 0, "--concurrency", "1");
		String[] words = { "UPDATE drover_migration SET phase", "INSERT INTO drover_claim", "INT_CHANNEL_MESSAGE",
				"UPDATE drover_step SET status", "UPDATE BATCH_STEP_EXECUTION", "UPDATE BATCH_JOB_EXECUTION" };
		this.line.loseAnswers(words);
		Process manager = this.behind.manager("manager", "run", this.crew.plan().toString(), "--workers", "remote");
		assertThat(this.crew.end(manager)).as(this.crew.lastWords()).isZero();
		assertThat(this.line.cuts()).isEqualTo(words.length);
		this.crew.isWhole("far", ROWS);
	}

}
