package dev.drover.app.remote;

import java.nio.file.Path;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the plan allows is for all partitions of all workers together.
 */
class SharedThrottleIT {

	private static final int ROWS = 200_000;

	@TempDir
	Path directory;

	private Crew crew;

	@AfterEach
	void end() {
		this.crew.close();
	}

	@Test
	@Tag("proof")
	void workersTogetherTakeNoMoreThanThePlanAllowsAndTheManagerSaysWhyTheyWait() throws Exception {
		this.crew = new Crew(this.directory, Place.postgresql(), Place.postgresql(), Place.postgresql());
		this.crew.prepare("slow", ROWS, "throttle: {rows_per_second: 20000}\ncutover: {gate: never}\n");
		Process manager = this.crew.manager("manager", "run", this.crew.plan().toString(), "--workers", "remote",
				"--status-interval", "500ms");
		this.crew.worker("one", 0, "--concurrency", "2");
		this.crew.worker("two", 0, "--concurrency", "2");
		assertThat(this.crew.end(manager)).as(this.crew.lastWords()).isZero();
		this.crew.isWhole("slow", ROWS);
		// ten seconds, less what is kept of one, and of the one before all know of all
		assertThat(copySeconds()).isGreaterThan(7.5);
		assertThat(this.crew.said("manager")).contains("waits: throttle.rows_per_second allows 20,000");
	}

	private double copySeconds() throws Exception {
		return StreamSupport.stream(this.crew.report("slow").get("steps").spliterator(), false)
			.filter((step) -> step.get("name").asString().equals("copy"))
			.mapToDouble((step) -> step.get("seconds").asDouble())
			.sum();
	}

}
