package dev.drover.app.remote;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Place;
import dev.drover.testserver.Broker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A worker that is told to end while a server is silent does not keep anybody waiting.
 */
class DrainIT {

	/** Ten are promised, by the worker's clock. */
	private static final int SECONDS = 12;

	private static final int ROWS = 150_000;

	@TempDir
	Path directory;

	private Place control;

	private Crew crew;

	@BeforeEach
	void prepare() throws Exception {
		this.control = Place.postgresql();
		this.crew = new Crew(this.directory, this.control, Place.postgresql(), Place.postgresql());
	}

	@AfterEach
	void end() {
		this.crew.close();
	}

	private static int drained(Process worker) throws IOException, InterruptedException {
		Crew.signal(worker, "TERM");
		assertThat(worker.waitFor(SECONDS, TimeUnit.SECONDS)).as("an end within ten seconds").isTrue();
		return worker.exitValue();
	}

	@Test
	void theControlDatabaseIsSilent() throws Exception {
		try (SilentLine line = new SilentLine(this.control.url(), this.directory.resolve("line.log"));
				Crew behind = this.crew.with(Map.of("DROVER_CONTROL_URL", line.url(this.control.url())))) {
			Process worker = behind.worker("worker", 0);
			behind.until(() -> behind.said("worker").contains("takes partitions"));
			line.beSilent();
			assertThat(drained(worker)).as(behind.lastWords()).isEqualTo(1);
			assertThat(behind.said("worker")).contains("a server does not answer", "for 15 seconds");
		}
	}

	@Test
	@Tag("proof")
	void theControlDatabaseIsSilentWhileThereIsWork() throws Exception {
		this.crew.prepare("far", ROWS, "copy: {chunk_rows: 5000}\ncutover: {gate: never}\n");
		try (SilentLine line = new SilentLine(this.control.url(), this.directory.resolve("line.log"));
				Crew behind = this.crew.with(Map.of("DROVER_CONTROL_URL", line.url(this.control.url())))) {
			Process worker = behind.worker("worker", 400, "--concurrency", "1");
			Process manager = this.crew.manager("manager", "run", this.crew.plan().toString(), "--workers", "remote");
			behind.untilBegun("worker");
			line.beSilent();
			assertThat(drained(worker)).as(behind.lastWords()).isEqualTo(1);
			this.crew.worker("next", 0);
			assertThat(this.crew.end(manager)).as(this.crew.lastWords()).isZero();
			this.crew.isWhole("far", ROWS);
		}
	}

	@Test
	@Tag("proof")
	void theBrokerIsSilent() throws Exception {
		try (Broker broker = Broker.start(this.directory.resolve("broker"));
				SilentLine line = new SilentLine(broker.url(), this.directory.resolve("line.log"));
				Crew behind = this.crew.with(broker.environment())
					.with(Map.of("DROVER_BROKER_URL", line.url(broker.url())))) {
			Process worker = behind.worker("worker", 0);
			behind.until(() -> behind.said("worker").contains("from the channel jms"));
			line.beSilent();
			assertThat(drained(worker)).as(behind.lastWords()).isZero();
			assertThat(this.control.number("SELECT count(*) FROM drover_worker")).isZero();
		}
	}

}
