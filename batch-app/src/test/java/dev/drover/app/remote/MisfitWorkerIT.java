package dev.drover.app.remote;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A worker whose machine lacks a secret fails in no time, and so it is always the one
 * that is idle.
 */
class MisfitWorkerIT {

	private static final int ROWS = 250_000;

	@TempDir
	Path directory;

	private Crew crew;

	@AfterEach
	void end() {
		this.crew.close();
	}

	@Test
	void aWorkerWithoutTheSecretLeavesTheWorkToOneThatHasIt() throws Exception {
		this.crew = new Crew(this.directory, Place.postgresql(), Place.postgresql(), Place.postgresql());
		this.crew.prepare("far", ROWS, "copy: {chunk_rows: 5000}\ncutover: {gate: never}\n");
		Process manager = this.crew.manager("manager", "run", this.crew.plan().toString(), "--workers", "remote",
				"--status-interval", "500ms");
		this.crew.worker("fit", 200, "--concurrency", "1");
		this.crew.untilBegun("fit");
		try (Crew others = this.crew.without("TARGET_PASSWORD")) {
			others.worker("misfit", 0);
			this.crew.until(() -> this.crew.said("manager").contains("is given nothing more of this"));
			assertThat(this.crew.end(manager)).as(this.crew.lastWords()).isZero();
		}
		this.crew.isWhole("far", ROWS);
		assertThat(this.crew.said("misfit")).contains("PLAN_010", "TARGET_PASSWORD");
		assertThat(this.crew.said("manager").split("is given nothing more of this", -1)).as("said once in each step")
			.hasSizeBetween(2, 3);
	}

}
