package dev.drover.app.remote;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes of different versions of Drover meet: whoever can't understand the other says
 * so and ends, and the rest goes on.
 */
class OtherVersionIT {

	private static final int ROWS = 1_000;

	/** What a worker of a newer version would write. */
	private static final String STRANGER = "INSERT INTO drover_worker SELECT 'stranger', 'far|1|1|', '7.7.7', 2, 'jdbc', '',"
			+ " 2, 0, 0, 0, CAST(extract(epoch FROM now()) * 1000 AS BIGINT)";

	@TempDir
	Path directory;

	private Crew crew;

	@BeforeEach
	void prepare() throws Exception {
		this.crew = new Crew(this.directory, Place.postgresql(), Place.postgresql(), Place.postgresql());
		this.crew.prepare("far", ROWS, "cutover: {gate: never}\n");
	}

	@AfterEach
	void end() {
		this.crew.close();
	}

	@Test
	void aWorkerThatMeetsANewerManagersMessageLeavesItAndEnds() throws Exception {
		Process manager = this.crew.manager("manager", "run", this.crew.plan().toString(), "--workers", "remote",
				"--status-interval", "200ms");
		this.crew.until(() -> this.crew.said("manager").contains("no worker process is there"));
		this.crew.control().execute(STRANGER);
		this.crew.until(() -> this.crew.said("manager").contains("no worker process that understands this manager"));
		assertThat(this.crew.said("manager"))
			.contains("only 1 of Drover 7.7.7: install the same version of Drover on both sides");
		assertThat(this.crew.end(this.crew.manager("status", "status", "far"))).isZero();
		assertThat(this.crew.said("status")).contains("7.7.7", "incompatible");
		rewriteMessages(1, 2);
		Process old = this.crew.worker("old", 0);
		assertThat(this.crew.end(old)).as(this.crew.said("old")).isEqualTo(2);
		assertThat(this.crew.said("old"))
			.contains("CONN_008 a manager speaks version 2 of the language between manager and workers, this worker 1; "
					+ "install the same version of Drover on both sides");
		// it stays for a worker that understands it
		rewriteMessages(2, 1);
		this.crew.worker("worker", 0);
		assertThat(this.crew.end(manager)).as(this.crew.lastWords()).isZero();
		this.crew.isWhole("far", ROWS);
	}

	private void rewriteMessages(int from, int to) throws Exception {
		String mark = "protocol\\\":";
		assertThat(
				this.crew.control()
					.rows("UPDATE int_channel_message SET message_content = replace(message_content, '" + mark + from
							+ "', '" + mark + to + "') RETURNING message_content"))
			.singleElement()
			.asString()
			.contains(mark + to);
	}

	@Test
	void nobodyUsesAControlDatabaseOfANewerVersion() throws Exception {
		assertThat(this.crew.end(this.crew.manager("list", "run", this.crew.plan().toString()))).isZero();
		this.crew.control()
			.execute("INSERT INTO drover_schema_history SELECT 900, '900', description, type, script, checksum,"
					+ " installed_by, now(), 0, success FROM drover_schema_history WHERE installed_rank = 1");
		String refusal = "has a schema of version 900, this Drover knows those up to ";
		assertThat(this.crew.end(this.crew.worker("worker", 0))).isEqualTo(2);
		assertThat(this.crew.said("worker")).contains("CONN_008", refusal);
		assertThat(this.crew.end(this.crew.manager("manager", "restart", "far", "--workers", "remote"))).isEqualTo(2);
		assertThat(this.crew.said("manager")).contains("CONN_008", refusal);
		assertThat(this.crew.end(this.crew.manager("status", "status", "far"))).isEqualTo(2);
		assertThat(this.crew.said("status")).contains("CONN_008", refusal);
	}

}
