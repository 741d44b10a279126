package dev.drover.app.remote;

import java.nio.file.Path;
import java.sql.SQLException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manager is killed, and its worker goes on: whoever takes the migration back, or
 * goes on without workers, calls back first what the worker has.
 */
class CalledBackIT {

	private static final int ROWS = 150_000;

	private static final String TABLES = "SELECT count(*) FROM information_schema.tables"
			+ " WHERE table_schema NOT IN ('pg_catalog', 'information_schema')";

	@TempDir
	Path directory;

	private Crew crew;

	private Process worker;

	@BeforeEach
	void killTheManager() throws Exception {
		this.crew = new Crew(this.directory, Place.postgresql(), Place.postgresql(), Place.postgresql());
		this.crew.prepare("far", ROWS, "data: {type: snapshot}\ncopy: {chunk_rows: 5000}\n");
		this.worker = this.crew.worker("worker", 1500, "--concurrency", "1");
		Process manager = this.crew.manager("manager", "run", this.crew.plan().toString(), "--workers", "remote");
		this.crew.untilBegun("worker");
		this.crew.until(() -> this.crew.target().number("SELECT count(*) FROM orders") > 0);
		manager.destroyForcibly().waitFor();
		assertThat(taken()).isEqualTo(1);
	}

	@AfterEach
	void end() {
		this.crew.close();
	}

	private long taken() throws SQLException {
		return this.crew.control().number("SELECT count(*) FROM drover_claim WHERE state = 'TAKEN'");
	}

	private void isEmpty() throws SQLException {
		assertThat(this.crew.target().number(TABLES)).as("tables in the target").isZero();
	}

	@Test
	void aRollbackTakesBackWhatAWorkerHasAndTheTargetStaysEmpty() throws Exception {
		assertThat(this.crew.end(this.crew.manager("rollback", "rollback", "far"))).as(this.crew.lastWords()).isZero();
		isEmpty();
		assertThat(taken()).isZero();
		this.crew.until(() -> this.crew.said("worker").contains("given back"));
		Crew.signal(this.worker, "TERM");
		assertThat(this.crew.end(this.worker)).as(this.crew.said("worker")).isZero();
		isEmpty();
	}

	@Test
	@Tag("proof")
	void aRollbackTakesBackWhatASuspendedWorkerHasWhichThenWritesNothing() throws Exception {
		Crew.signal(this.worker, "STOP");
		assertThat(this.crew.end(this.crew.manager("rollback", "rollback", "far"))).as(this.crew.lastWords()).isZero();
		isEmpty();
		Crew.signal(this.worker, "CONT");
		this.crew.until(() -> this.crew.said("worker").contains("was given to another one"));
		Crew.signal(this.worker, "TERM");
		assertThat(this.crew.end(this.worker)).as(this.crew.said("worker")).isZero();
		isEmpty();
	}

	@Test
	@Tag("proof")
	void aRestartWithoutWorkersAndItsSwitchComeAfterWhatTheWorkerHas() throws Exception {
		Process again = this.crew.manager("again", "restart", "far", "--workers", "local", "--status-interval",
				"500ms");
		this.crew.until(() -> this.crew.said("worker").contains("given back"));
		assertThat(this.crew.end(again)).as(this.crew.lastWords()).isZero();
		assertThat(this.crew.said("again")).contains("worker processes end their chunks");
		this.crew.isWhole("far", ROWS);
		assertThat(this.crew.control().number("SELECT count(*) FROM drover_route")).as("switched").isEqualTo(1);
	}

}
