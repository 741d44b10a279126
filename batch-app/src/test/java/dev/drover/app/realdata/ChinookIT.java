package dev.drover.app.realdata;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.cli.CommandLineMain;
import dev.drover.testserver.MysqlServer;
import dev.drover.testserver.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Chinook goes to another engine and comes back with every value and type of storage as
 * it was. Compared by SQLite itself, not by Drover.
 */
class ChinookIT {

	private static final Path CHINOOK = Path.of("../../shared/data/chinook/Chinook_Sqlite.sqlite").toAbsolutePath();

	@TempDir
	Path directory;

	@BeforeEach
	void dataIsThere() {
		boolean there = Files.isRegularFile(CHINOOK);
		if (!there) {
			System.out.println("LEFT OUT: Chinook is not beside the checkout");
		}
		Assumptions.assumeTrue(there, "Chinook is not beside the checkout");
	}

	@Test
	void comesBackFromH2AsItWas() throws Exception {
		goesAndComesBack("{url: \"jdbc:h2:file:" + this.directory.resolve("h2") + "\"}");
	}

	@Test
	void comesBackFromPostgresqlAsItWas() throws Exception {
		PostgresServer server = PostgresServer.shared();
		goesAndComesBack("{url: \"" + server.createDatabase() + "\", user: \"" + server.user() + "\", password: \""
				+ server.password() + "\"}");
	}

	@Test
	void comesBackFromMysqlAsItWas() throws Exception {
		goesAndComesBack(fresh(MysqlServer.mysql()));
	}

	@Test
	void comesBackFromMariadbAsItWas() throws Exception {
		goesAndComesBack(fresh(MysqlServer.mariadb()));
	}

	@Test
	void goesFromMysqlToPostgresqlAndBack() throws Exception {
		MysqlServer server = MysqlServer.mysql();
		String origin = server.createDatabase();
		createChinook(origin, server);
		String back = server.createDatabase();
		PostgresServer middle = PostgresServer.shared();
		String between = "{url: \"" + middle.createDatabase() + "\", user: \"" + middle.user() + "\", password: \""
				+ middle.password() + "\"}";
		assertThat(move("there", endpoint(origin, server), between)).isZero();
		assertThat(move("back", between, endpoint(back, server))).isZero();
		Map<String, List<String>> before = mysqlContent(origin, server);
		assertThat(before).hasSize(11);
		assertThat(mysqlContent(back, server)).isEqualTo(before);
	}

	private static String fresh(MysqlServer server) {
		return endpoint(server.createDatabase(), server);
	}

	private static String endpoint(String url, MysqlServer server) {
		return "{url: \"" + url + "\", user: \"" + server.user() + "\", password: \"" + server.password() + "\"}";
	}

	/** The script without its own choice of a database. */
	private static void createChinook(String url, MysqlServer server) throws Exception {
		String script = Files.readString(CHINOOK.resolveSibling("Chinook_MySql.sql"))
			.replaceAll("(?m)^(DROP DATABASE|CREATE DATABASE|USE) .*$", "");
		try (Connection connection = DriverManager.getConnection(
				url + (url.contains("?") ? "&" : "?") + "allowMultiQueries=true", server.user(), server.password());
				Statement statement = connection.createStatement()) {
			statement.execute(script);
			while (statement.getMoreResults() || statement.getUpdateCount() >= 0) {
				// each statement has a result of its own
			}
		}
	}

	/** Rows by lower-case table name, sorted. */
	private static Map<String, List<String>> mysqlContent(String url, MysqlServer server) throws SQLException {
		Map<String, List<String>> content = new TreeMap<>();
		try (Connection connection = DriverManager.getConnection(url, server.user(), server.password());
				Statement statement = connection.createStatement()) {
			for (String table : strings(statement, "SHOW TABLES")) {
				List<String> rows = new ArrayList<>();
				try (ResultSet row = statement.executeQuery("SELECT * FROM `" + table + "`")) {
					while (row.next()) {
						List<String> values = new ArrayList<>();
						for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
							values.add(row.getString(i));
						}
						rows.add(values.toString());
					}
				}
				Collections.sort(rows);
				content.put(table.toLowerCase(Locale.ROOT), rows);
			}
		}
		return content;
	}

	private void goesAndComesBack(String middle) throws Exception {
		Path back = this.directory.resolve("back.sqlite");
		assertThat(move("there", "{url: \"jdbc:sqlite:" + CHINOOK + "\"}", middle)).isZero();
		assertThat(move("back", middle, "{url: \"jdbc:sqlite:" + back + "\"}")).isZero();
		Map<String, List<String>> before = content(CHINOOK);
		assertThat(before).hasSize(11);
		assertThat(content(back)).isEqualTo(before);
		assertThat(foreignKeys(back)).isEqualTo(foreignKeys(CHINOOK)).isEqualTo(11);
	}

	private int move(String id, String source, String target) throws Exception {
		Path plan = this.directory.resolve(id + ".yaml");
		Files.writeString(plan, "id: " + id + "\nsource: " + source + "\ntarget: " + target
				+ "\ndata: {type: snapshot}\nverify: {level: full}\n");
		return CommandLineMain.run(
				new String[] { "run", plan.toString(), "--data-dir", this.directory.resolve("data").toString() },
				Map.of());
	}

	/** Rows by lower-case table name, each as values with their storage types, sorted. */
	private static Map<String, List<String>> content(Path file) throws SQLException {
		Map<String, List<String>> content = new TreeMap<>();
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
				Statement statement = connection.createStatement()) {
			for (String table : strings(statement,
					"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")) {
				List<String> columns = new ArrayList<>();
				for (String column : strings(statement, "SELECT name FROM pragma_table_info('" + table + "')")) {
					columns.add("quote(\"" + column + "\") || typeof(\"" + column + "\")");
				}
				List<String> rows = strings(statement,
						"SELECT " + String.join(" || ',' || ", columns) + " FROM \"" + table + "\"");
				Collections.sort(rows);
				content.put(table.toLowerCase(Locale.ROOT), rows);
			}
		}
		return content;
	}

	private static int foreignKeys(Path file) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
				Statement statement = connection.createStatement()) {
			return Integer.parseInt(strings(statement,
					"SELECT count(*) FROM sqlite_master t, pragma_foreign_key_list(t.name) WHERE t.type = 'table'")
				.get(0));
		}
	}

	private static List<String> strings(Statement statement, String sql) throws SQLException {
		List<String> strings = new ArrayList<>();
		try (ResultSet row = statement.executeQuery(sql)) {
			while (row.next()) {
				strings.add(row.getString(1));
			}
		}
		return strings;
	}

}
