package dev.drover.app.remote;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manager takes partitions beside worker processes.
 */
class BothIT {

	private static final int ROWS = 250_000;

	@TempDir
	Path directory;

	private Crew crew;

	@AfterEach
	void end() {
		this.crew.close();
	}

	@Test
	void theManagerAndAWorkerShareASnapshotAndItsMomentsAreTold() throws Exception {
		this.crew = new Crew(this.directory, Place.postgresql(), Place.postgresql(), Place.postgresql());
		// slow enough that each of them gets some
		this.crew.prepare("both", ROWS,
				"data: {type: snapshot}\ncopy: {parallelism: 1}\nthrottle: {rows_per_second: 60000}\ncutover: {gate: never}\n");
		Process worker = this.crew.worker("worker", 0, "--concurrency", "1");
		this.crew.until(() -> this.crew.said("worker").contains("takes partitions"));
		Process manager = this.crew.manager("manager", "run", this.crew.plan().toString(), "--workers", "both");
		assertThat(this.crew.end(manager)).as(this.crew.lastWords()).isZero();
		this.crew.isWhole("both", ROWS);
		assertThat(this.crew.control().number("SELECT count(DISTINCT worker) FROM drover_claim WHERE step = 'copy'"))
			.as(this.crew.lastWords())
			.isEqualTo(2);
		assertThat(this.crew.report("both").get("findings").toString()).contains("DATA_005", "moments of their own");
		Crew.signal(worker, "TERM");
		assertThat(this.crew.end(worker)).as(this.crew.said("worker")).isZero();
	}

}
