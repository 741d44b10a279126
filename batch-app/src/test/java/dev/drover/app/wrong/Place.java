package dev.drover.app.wrong;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.drover.testserver.MysqlServer;
import dev.drover.testserver.PostgresServer;

/**
 * One database of a test, reached without Drover.
 *
 * @param url its URL
 * @param user the user, may be empty
 * @param password the password, may be empty
 */
public record Place(String url, String user, String password) {

	public static Place sqlite(Path file) {
		return new Place("jdbc:sqlite:" + file, "", "");
	}

	public static Place h2(Path file) {
		return new Place("jdbc:h2:file:" + file, "", "");
	}

	public static Place postgresql() {
		PostgresServer server = PostgresServer.shared();
		return new Place(server.createDatabase(), server.user(), server.password());
	}

	public static Place mysql() {
		return of(MysqlServer.mysql());
	}

	public static Place mariadb() {
		return of(MysqlServer.mariadb());
	}

	private static Place of(MysqlServer server) {
		return new Place(server.createDatabase(), server.user(), server.password());
	}

	public Place as(String otherUser, String otherPassword) {
		return new Place(this.url, otherUser, otherPassword);
	}

	public Place at(String otherUrl) {
		return new Place(otherUrl, this.user, this.password);
	}

	/** As a plan writes it. */
	public String yaml() {
		return "{url: \"" + this.url + "\", user: \"" + this.user + "\", password: \"" + this.password + "\"}";
	}

	public Connection connect() throws SQLException {
		return DriverManager.getConnection(this.url, this.user, this.password);
	}

	public void execute(String... statements) throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	public String text(String sql) throws SQLException {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getString(1);
		}
	}

	public long number(String sql) throws SQLException {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getLong(1);
		}
	}

	/** The rows as text, in an order of their own. */
	public List<String> rows(String sql) throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			return rows(statement, sql);
		}
	}

	/** Schema and content of everything in it, Drover's objects too. */
	public Map<String, List<String>> dump() throws SQLException {
		Map<String, List<String>> dump = new TreeMap<>();
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			if (this.url.startsWith("jdbc:sqlite:")) {
				dump.put("schema", rows(statement, "SELECT type, name, tbl_name, sql FROM sqlite_master"));
				for (String table : rows(statement, "SELECT name FROM sqlite_master WHERE type = 'table'")) {
					dump.put(table, rows(statement, "SELECT * FROM \"" + table + "\""));
				}
			}
			else if (this.url.startsWith("jdbc:h2:")) {
				dump.put("script", rows(statement, "SCRIPT"));
			}
			else if (this.url.startsWith("jdbc:mysql:") || this.url.startsWith("jdbc:mariadb:")) {
				for (String table : rows(statement,
						"SELECT table_name FROM information_schema.tables WHERE table_schema = database()")) {
					dump.put("schema of " + table, rows(statement, "SHOW CREATE TABLE `" + table + "`"));
					dump.put(table, rows(statement, "SELECT * FROM `" + table + "`"));
				}
			}
			else {
				postgresql(statement, dump);
			}
		}
		return dump;
	}

	private static void postgresql(Statement statement, Map<String, List<String>> dump) throws SQLException {
		// a server that has crashed leaves temporary tables behind without their files
		String own = " !~ '^(pg_catalog|information_schema|pg_toast|pg_temp_.*|pg_toast_temp_.*)$'";
		dump.put("schemas", rows(statement, "SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg_temp%'"
				+ " AND nspname NOT LIKE 'pg_toast_temp%'"));
		dump.put("relations",
				rows(statement, "SELECT nspname, relname, relkind, relacl FROM pg_class JOIN pg_namespace n"
						+ " ON n.oid = relnamespace WHERE nspname" + own));
		dump.put("columns", rows(statement,
				"SELECT table_schema, table_name, column_name, data_type, character_maximum_length, is_nullable, column_default"
						+ " FROM information_schema.columns WHERE table_schema" + own));
		dump.put("types",
				rows(statement,
						"SELECT nspname, typname FROM pg_type JOIN pg_namespace n ON n.oid = typnamespace WHERE nspname"
								+ own));
		dump.put("constraints", rows(statement, "SELECT conrelid::regclass, conname, pg_get_constraintdef(c.oid)"
				+ " FROM pg_constraint c JOIN pg_namespace n ON n.oid = connamespace WHERE nspname" + own));
		dump.put("indexes", rows(statement, "SELECT indexdef FROM pg_indexes WHERE schemaname" + own));
		for (String sequence : rows(statement,
				"SELECT format('%I.%I', schemaname, sequencename) FROM pg_sequences WHERE schemaname" + own)) {
			dump.put(sequence, rows(statement, "SELECT last_value, is_called FROM " + sequence));
		}
		for (String table : rows(statement,
				"SELECT format('%I.%I', schemaname, tablename) FROM pg_tables" + " WHERE schemaname" + own)) {
			dump.put(table, rows(statement, "SELECT t::text FROM " + table + " t"));
		}
	}

	private static List<String> rows(Statement statement, String sql) throws SQLException {
		List<String> rows = new ArrayList<>();
		try (ResultSet row = statement.executeQuery(sql)) {
			int columns = row.getMetaData().getColumnCount();
			while (row.next()) {
				StringBuilder text = new StringBuilder(String.valueOf(row.getString(1)));
				for (int i = 2; i <= columns; i++) {
					text.append('|').append(row.getString(i));
				}
				rows.add(text.toString());
			}
		}
		Collections.sort(rows);
		return rows;
	}

}
