package dev.drover.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.drover.engine.catalog.Table;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.KeyTuple;
import dev.drover.plan.Endpoint;
import dev.drover.testserver.MysqlServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * How MySQL and MariaDB are read: pages, resume points, one moment, and whose session it
 * is.
 */
abstract class MysqlReadingContract extends MysqlTables {

	MysqlReadingContract(MysqlServer server) {
		super(server);
	}

	@Test
	void resumes_after_each_row_in_the_order_of_the_server() throws SQLException {
		try (Connection connection = this.engine.connect(this.endpoint)) {
			execute(connection,
					"INSERT INTO pair VALUES (1, 'a', 1), (1, 'Ö', 2), (1, 'b', 3), (1, 'B2', 4), (2, '', 5),"
							+ " (-3, 'z', 6), (2, 'c ', 7)");
			execute(connection,
					"INSERT INTO ranked VALUES ('a', 1.5, 18446744073709551615, x'00', 0.1, '-838:00:00'),"
							+ " ('z', 12345678901234567.125, 9007199254740993, x'FF00', -0.5, '00:00:00.000001'),"
							+ " ('z', 12345678901234567.126, 9007199254740993, x'FF', 1e30, '12:00:00'),"
							+ " ('z', 12345678901234567.126, 9007199254740993, x'FF', 1e30, '12:00:00.5'),"
							+ " ('m', -1, 0, x'', 0, '00:00:00')");
			for (String name : List.of("pair", "ranked")) {
				resumesEverywhere(connection, table(name));
			}
		}
	}

	private void resumesEverywhere(Connection connection, Table table) throws SQLException {
		List<KeyTuple> keys = new ArrayList<>();
		try (RowCursor cursor = this.engine.read(connection,
				new TableRead(table.name(), List.of(), table.rowKey(), KeyRange.ALL))) {
			while (cursor.next() != null) {
				keys.add(KeyTuple.decode(cursor.key().encode()));
			}
		}
		for (int i = 0; i < keys.size(); i++) {
			assertThat(count(connection,
					new TableRead(table.name(), bindings(table), table.rowKey(), new KeyRange(keys.get(i), null))))
				.as("after " + keys.get(i).display())
				.isEqualTo(keys.size() - i - 1);
			assertThat(count(connection,
					new TableRead(table.name(), bindings(table), table.rowKey(), new KeyRange(null, keys.get(i)))))
				.as("through " + keys.get(i).display())
				.isEqualTo(i + 1);
		}
	}

	@Test
	void reads_beyond_one_page() throws SQLException {
		try (Connection connection = this.engine.connect(this.endpoint)) {
			execute(connection, "SET SESSION " + (this.engine.kind() == EngineKind.MARIADB ? "max_recursive_iterations"
					: "cte_max_recursion_depth") + " = 100000");
			execute(connection, "INSERT INTO pair WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
					+ " WHERE i < 45000) SELECT i DIV 100, CONCAT('k', i), i FROM n");
			Table table = table("pair");
			assertThat(count(connection, new TableRead(table.name(), bindings(table), table.rowKey(), KeyRange.ALL)))
				.isEqualTo(45_000);
			assertThat(count(connection, new TableRead(table.name(), bindings(table), List.of(), KeyRange.ALL)))
				.isEqualTo(45_000);
		}
	}

	@Test
	void readers_share_one_moment() throws SQLException {
		Table child = table("child");
		try (SourceMoment moment = this.engine.openMoment(this.endpoint, 2);
				Connection writer = this.engine.connect(this.endpoint)) {
			assertThat(moment.consistent()).isTrue();
			execute(writer, "INSERT INTO child VALUES (10, NULL)");
			TableRead read = new TableRead(child.name(), bindings(child), child.rowKey(), KeyRange.ALL);
			try (Connection one = moment.connect(); Connection two = moment.connect()) {
				assertThat(count(one, read)).isZero();
				assertThat(count(two, read)).isZero();
			}
			assertThat(count(writer, read)).isEqualTo(1);
		}
	}

	@Test
	void says_so_where_the_moment_is_not_one() throws SQLException {
		String user = "u" + System.nanoTime();
		try (Connection connection = this.engine.connect(this.endpoint)) {
			execute(connection, "CREATE USER " + user + " IDENTIFIED BY 'p''\\\\\"%&=?#'");
			execute(connection, "GRANT SELECT ON " + string(connection, "SELECT DATABASE()") + ".* TO " + user);
		}
		Endpoint poor = new Endpoint("there", this.endpoint.url(), user, "p'\\\"%&=?#");
		try (SourceMoment moment = this.engine.openMoment(poor, 1); Connection reader = moment.connect()) {
			assertThat(moment.consistent()).isFalse();
			assertThat(string(reader, "SELECT COUNT(*) FROM child")).isEqualTo("0");
		}
	}

	@Test
	void ends_the_session_of_a_replaced_worker() throws SQLException {
		try (Connection worker = this.engine.connect(this.endpoint);
				Connection successor = this.engine.connect(this.endpoint)) {
			String backend = this.engine.backend(worker);
			assertThat(this.engine.backend(worker)).isEqualTo(backend);
			this.engine.beginWrite(worker);
			execute(worker, "INSERT INTO child VALUES (11, NULL)");
			successor.setAutoCommit(false);
			this.engine.endBackend(successor, backend);
			assertThatThrownBy(() -> execute(worker, "SELECT 1")).isInstanceOf(SQLException.class);
			execute(successor, "INSERT INTO child VALUES (11, NULL)");
			this.engine.endBackend(successor, backend);
		}
	}

}
