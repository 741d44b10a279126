package dev.drover.app.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.cli.CommandLineMain;
import dev.drover.app.demo.OrderDatabase;
import dev.drover.testserver.MysqlServer;
import dev.drover.testserver.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code verify --repair} makes the target equal and touches nothing else.
 */
class RepairIT {

	@TempDir
	Path directory;

	@Test
	void mendsPostgresqlAndTouchesNoOtherRow() throws Exception {
		mendsPostgresql(50_000, 1_000);
	}

	@Test
	@Tag("proof")
	void mendsTenThousandChangesAmongAMillionRows() throws Exception {
		mendsPostgresql(1_000_000, 10_000);
	}

	/** Row versions are PostgreSQL's {@code xmin} and {@code ctid}. */
	private void mendsPostgresql(int rows, int changes) throws Exception {
		PostgresServer server = PostgresServer.shared();
		String url = server.createDatabase();
		Path source = this.directory.resolve("source.sqlite");
		OrderDatabase.generate(source, rows);
		String plan = plan("orders", "jdbc:sqlite:" + source, url, server.user(), server.password());
		assertThat(drover("run", plan)).isZero();
		try (Connection target = DriverManager.getConnection(url, server.user(), server.password());
				Statement statement = target.createStatement()) {
			statement.execute("SET session_replication_role = replica");
			Map<String, String> before = versions(statement);
			changeAtRandom(statement, changes);
			Map<String, String> changed = versions(statement);
			Set<String> untouched = new TreeSet<>(before.keySet());
			untouched.removeIf((row) -> !before.get(row).equals(changed.get(row)));
			assertThat(drover("verify", "orders")).isEqualTo(3);
			assertThat(drover("verify", "orders", "--repair")).isZero();
			Map<String, String> after = versions(statement);
			assertThat(after.keySet()).isEqualTo(before.keySet());
			assertThat(untouched).allMatch((row) -> after.get(row).equals(before.get(row)));
			assertThat(untouched.size()).isBetween(before.size() - 3 * changes, before.size() - 1);
		}
		assertThat(drover("verify", "orders", "--level", "full")).isZero();
	}

	/** Table and row key to row version. */
	private static Map<String, String> versions(Statement statement) throws SQLException {
		Map<String, String> versions = new TreeMap<>();
		for (String table : List.of("customers", "restaurants", "orders", "payments")) {
			read(statement, versions, table, "id::text");
		}
		read(statement, versions, "order_items", "order_id || '/' || line_no");
		return versions;
	}

	private static void read(Statement statement, Map<String, String> versions, String table, String key)
			throws SQLException {
		try (ResultSet row = statement.executeQuery("SELECT " + key + ", xmin::text || ctid::text FROM " + table)) {
			while (row.next()) {
				versions.put(table + " " + row.getString(1), row.getString(2));
			}
		}
	}

	private static void changeAtRandom(Statement statement, int changes) throws SQLException {
		long seed = System.nanoTime();
		System.out.println("repair seed " + seed);
		Random random = new Random(seed);
		int orders = number(statement, "SELECT max(id) FROM orders");
		for (int i = 0; i < changes; i++) {
			int id = 1 + random.nextInt(orders);
			statement.addBatch(switch (random.nextInt(5)) {
				case 0 -> "UPDATE orders SET note = 'by hand " + i + "' WHERE id = " + id;
				case 1 -> "DELETE FROM order_items WHERE order_id = " + id;
				case 2 -> "INSERT INTO order_items SELECT order_id, line_no + 1000 + " + i
						+ ", dish, quantity, price, remark FROM order_items WHERE order_id = " + id
						+ " AND line_no = 1";
				case 3 -> "DELETE FROM orders WHERE id = " + id;
				default -> "UPDATE order_items SET quantity = quantity + 1 WHERE order_id = " + id;
			});
		}
		statement.executeBatch();
	}

	private static int number(Statement statement, String sql) throws SQLException {
		try (ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getInt(1);
		}
	}

	@Test
	void mendsTablesWithoutAKeyAndCirclesOfForeignKeys() throws Exception {
		Path source = this.directory.resolve("source.sqlite");
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + source);
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE log (line TEXT, at INTEGER)");
			statement.execute("CREATE TABLE boss (id INTEGER PRIMARY KEY, favourite INTEGER REFERENCES worker(id))");
			statement.execute("CREATE TABLE worker (id INTEGER PRIMARY KEY, boss INTEGER REFERENCES boss(id), "
					+ "mail TEXT UNIQUE)");
			statement.execute("INSERT INTO log VALUES ('a', 1), ('a', 1), ('a', 1), (NULL, 2), ('b', NULL), ('B', 3)");
			statement.execute("INSERT INTO boss VALUES (1, 11), (2, NULL), (3, 13)");
			statement.execute("INSERT INTO worker VALUES (11, 1, 'm11'), (12, 2, 'm12'), (13, 3, 'm13')");
		}
		PostgresServer server = PostgresServer.shared();
		for (Target target : List.of(new Target("sqlite", "jdbc:sqlite:" + this.directory.resolve("t.sqlite"), "", ""),
				new Target("h2", "jdbc:h2:file:" + this.directory.resolve("t"), "", ""),
				new Target("mysql", MysqlServer.mysql().createDatabase(), MysqlServer.mysql().user(),
						MysqlServer.mysql().password()),
				new Target("mariadb", MysqlServer.mariadb().createDatabase(), MysqlServer.mariadb().user(),
						MysqlServer.mariadb().password()),
				new Target("postgresql", server.createDatabase(), server.user(), server.password()))) {
			String plan = plan(target.id(), "jdbc:sqlite:" + source, target.url(), target.user(), target.password());
			assertThat(drover("run", plan)).isZero();
			List<String> before = content(target);
			try (Connection connection = DriverManager.getConnection(target.url(), target.user(), target.password());
					Statement statement = connection.createStatement()) {
				statement.execute("INSERT INTO log VALUES ('b', NULL), ('a', 1), ('b', 3), ('b ', 3)");
				statement.execute("UPDATE log SET at = 7 WHERE line IS NULL");
				statement.execute("UPDATE boss SET favourite = NULL");
				statement.execute("DELETE FROM worker WHERE id IN (11, 13)");
				statement.execute("INSERT INTO worker VALUES (99, 2, 'm11')");
				statement.execute("DELETE FROM boss WHERE id = 3");
				statement.execute("INSERT INTO boss VALUES (98, 99)");
			}
			assertThat(drover("verify", target.id(), "--repair")).as(target.id()).isZero();
			assertThat(content(target)).as(target.id()).isEqualTo(before);
			assertThat(drover("verify", target.id())).as(target.id()).isZero();
		}
	}

	@Test
	void aColumnThatFollowsEveryUpdateKeepsItsValue() throws Exception {
		Path source = this.directory.resolve("source.sqlite");
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + source);
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, line TEXT, at DATETIME)");
			statement.execute("INSERT INTO note VALUES (1, 'right', '2020-01-02 03:04:05'), (2, 'b', NULL)");
		}
		String url = "jdbc:h2:file:" + this.directory.resolve("target");
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE note (id BIGINT PRIMARY KEY, line VARCHAR,"
					+ " at TIMESTAMP(9) DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP)");
			statement.execute("INSERT INTO note VALUES (1, 'wrong', '2020-01-02 03:04:05'), (2, 'c', NULL)");
		}
		assertThat(drover("verify", plan("note", "jdbc:sqlite:" + source, url, "", ""), "--repair")).isZero();
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT count(*) FROM note WHERE (id = 1 AND line = 'right'"
						+ " AND at = TIMESTAMP '2020-01-02 03:04:05') OR (id = 2 AND line = 'b' AND at IS NULL)")) {
			row.next();
			assertThat(row.getLong(1)).isEqualTo(2);
		}
	}

	private static List<String> content(Target target) throws SQLException {
		List<String> rows = new ArrayList<>();
		try (Connection connection = DriverManager.getConnection(target.url(), target.user(), target.password());
				Statement statement = connection.createStatement()) {
			for (String sql : List.of("SELECT line, at, '' FROM log ORDER BY 1, 2",
					"SELECT id, favourite, '' FROM boss ORDER BY 1", "SELECT id, boss, mail FROM worker ORDER BY 1")) {
				try (ResultSet row = statement.executeQuery(sql)) {
					while (row.next()) {
						rows.add(row.getString(1) + "|" + row.getString(2) + "|" + row.getString(3));
					}
				}
			}
		}
		return rows;
	}

	private String plan(String id, String source, String url, String user, String password) throws Exception {
		Path plan = this.directory.resolve(id + ".yaml");
		Files.writeString(plan, """
				id: %s
				source: {url: "%s"}
				target: {url: "%s", user: "%s", password: "%s"}
				data: {type: snapshot}
				""".formatted(id, source, url, user, password));
		return plan.toString();
	}

	private int drover(String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.addAll(List.of("--data-dir", this.directory.resolve("data").toString()));
		return CommandLineMain.run(all.toArray(String[]::new), Map.of());
	}

	private record Target(String id, String url, String user, String password) {

	}

}
