package dev.drover.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.drover.engine.Engine;
import dev.drover.engine.Engines;
import dev.drover.engine.jdbc.Statements;
import dev.drover.plan.Endpoint;
import dev.drover.plan.PlanReader;
import dev.drover.plan.VerifySettings;
import dev.drover.schema.TableMapping;
import dev.drover.schema.Translation;
import dev.drover.testserver.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * More rows of a table in use that differ than are looked at again at a time.
 */
@Tag("proof")
class ManySuspectsIT {

	private static final int ROWS = Suspects.AT_ONCE + 1;

	private final Engine engine = Engines.forUrl("jdbc:postgresql:");

	@Test
	void areAllLookedAtAgainAndNoneBesideAnOpenCursor() throws SQLException {
		String table = "CREATE TABLE t (id integer PRIMARY KEY, v text)";
		try (Connection from = open(table, "INSERT INTO t SELECT n, 'x' FROM generate_series(1, " + ROWS + ") n");
				Connection to = open(table)) {
			TableMapping mapping = new Translation(this.engine, this.engine,
					new PlanReader(Map.of()).read("id: many\nsource: {url: 'jdbc:postgresql://h/a'}\n"
							+ "target: {url: 'jdbc:postgresql://h/b'}\n", "the test"))
				.of(this.engine.readCatalog(from))
				.table("t");
			AtomicInteger waits = new AtomicInteger();
			TableVerdict verdict = assertTimeoutPreemptively(Duration.ofMinutes(5),
					() -> new TableComparison(mapping, new VerifySettings(VerifySettings.Level.HASH, 100, false),
							VerifyListener.NONE, this.engine, from, this.engine, to)
						.recheckingAfter(waits::incrementAndGet)
						.compare());
			assertThat(verdict).isNotNull();
			assertThat(verdict.differenceCount()).isEqualTo(ROWS);
			assertThat(waits.get()).isPositive();
		}
	}

	private Connection open(String... statements) throws SQLException {
		PostgresServer server = PostgresServer.shared();
		Connection connection = this.engine
			.connect(new Endpoint("side", server.createDatabase(), server.user(), server.password()));
		for (String sql : statements) {
			Statements.execute(connection, sql);
		}
		return connection;
	}

}
