package dev.drover.app.remote;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Place;
import dev.drover.testserver.BrokerProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages to workers go over a JMS broker, which lets nobody in without a password.
 */
class JmsWorkersIT {

	private static final int ROWS = 250_000;

	@TempDir
	Path directory;

	private BrokerProcess broker;

	private Crew crew;

	@BeforeEach
	void prepare() throws Exception {
		this.broker = BrokerProcess.start(this.directory.resolve("broker"));
		this.crew = new Crew(this.directory, Place.postgresql(), Place.postgresql(), Place.postgresql())
			.with(this.broker.environment());
		this.crew.prepare("far", ROWS, "copy: {chunk_rows: 5000}\ncutover: {gate: never}\n");
	}

	@AfterEach
	void end() throws Exception {
		this.crew.close();
		this.broker.close();
	}

	@Test
	void partitionsAreHeardOfByTheBroker() throws Exception {
		Process worker = this.crew.worker("worker", 0);
		this.crew.until(() -> this.crew.said("worker").contains("from the channel jms"));
		Process manager = this.crew.manager("manager", "run", this.crew.plan().toString(), "--workers", "remote");
		assertThat(this.crew.end(manager)).as(this.crew.said("manager")).isZero();
		this.crew.isWhole("far", ROWS);
		assertThat(this.crew.control().number("SELECT count(*) FROM int_message_seq WHERE is_called"))
			.as("messages in the control database")
			.isZero();
		assertThat(this.crew.said("worker")).contains("copy p0001 of far: done");
		Crew.signal(worker, "TERM");
		assertThat(this.crew.end(worker)).isZero();
	}

	/**
	 * It keeps no messages. While nobody has to be told anything nothing is waited for;
	 * as soon as a worker is free for what it was told in vain, the reason is shown.
	 */
	@Test
	@Tag("proof")
	void aBrokerThatIsKilledAndStartedAgainHoldsUpAndBreaksNothing() throws Exception {
		this.crew.worker("worker", 400, "--concurrency", "1");
		Process manager = this.crew.manager("manager", "run", this.crew.plan().toString(), "--workers", "remote",
				"--status-interval", "500ms");
		this.crew.untilBegun("worker");
		this.broker.kill();
		String reason = "the channel jms does not answer";
		this.crew.until(() -> this.crew.said("worker").contains("no partition can be had, " + reason));
		this.crew.until(() -> this.crew.said("manager").contains("waits: " + reason));
		assertThat(this.crew.end(this.crew.manager("status", "status", "far", "--json"))).isZero();
		assertThat(this.crew.said("status")).containsPattern("\"waits_for\" *: *\"" + reason);
		this.broker.startAgain();
		assertThat(this.crew.end(manager)).as(this.crew.said("manager")).isZero();
		this.crew.isWhole("far", ROWS);
		assertThat(this.crew.end(this.crew.manager("after", "status", "far", "--json"))).isZero();
		assertThat(this.crew.said("after")).doesNotContain(reason);
	}

}
