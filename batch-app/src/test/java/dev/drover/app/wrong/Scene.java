package dev.drover.app.wrong;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A source of two tables with keys, indexes and a foreign key, and what has to be in a
 * target in the end.
 *
 * @param directory where its files lie
 * @param source the source
 * @param rows rows of each table
 */
record Scene(Path directory, Place source, int rows) {

	/** Fills an empty database. */
	static Scene in(Path directory, Place source, int rows) throws SQLException {
		source.execute(
				"CREATE TABLE parent (id INTEGER PRIMARY KEY, code VARCHAR(20) NOT NULL UNIQUE, text VARCHAR(200))",
				// MySQL takes no notice of a foreign key beside its column
				"CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL, amount INTEGER,"
						+ " FOREIGN KEY (parent_id) REFERENCES parent (id))",
				"CREATE INDEX child_parent ON child (parent_id)");
		try (Connection connection = source.connect();
				PreparedStatement parent = connection.prepareStatement("INSERT INTO parent VALUES (?, ?, ?)");
				PreparedStatement child = connection.prepareStatement("INSERT INTO child VALUES (?, ?, ?)")) {
			connection.setAutoCommit(false);
			for (int i = 1; i <= rows; i++) {
				parent.setInt(1, i * 3);
				parent.setString(2, "code-" + i);
				parent.setString(3, "some text of row " + i + " " + "x".repeat(i % 100));
				parent.addBatch();
				child.setInt(1, i);
				child.setInt(2, (rows - i + 1) * 3);
				child.setInt(3, i * 7);
				child.addBatch();
			}
			parent.executeBatch();
			child.executeBatch();
			connection.commit();
		}
		return new Scene(directory, source, rows);
	}

	/** Writes a plan. */
	Path plan(String id, Place from, Place to, String rest) {
		try {
			return Files.writeString(this.directory.resolve(id + ".yaml"),
					"id: " + id + "\nsource: " + from.yaml() + "\ntarget: " + to.yaml()
							+ (rest.contains("data:") ? "" : "\ndata: {type: snapshot}") + "\ncopy: {chunk_rows: 500}\n"
							+ rest);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Path plan(String id, Place to) {
		return plan(id, this.source, to, "");
	}

	Answer drover(String... words) {
		return drover(Map.of(), words);
	}

	Answer drover(Map<String, String> environment, String... words) {
		List<String> all = new ArrayList<>(List.of(words));
		all.addAll(List.of("--data-dir", this.directory.resolve("data").toString()));
		return Answer.of(environment, all.toArray(String[]::new));
	}

	/**
	 * Every row once, said by both databases and not by Drover; keys, index and foreign
	 * key; nothing of Drover's.
	 */
	void isWhole(Place target, String id) throws Exception {
		assertThat(sums(target)).isEqualTo(sums(this.source));
		JsonNode report = new JsonMapper()
			.readTree(Files.readString(this.directory.resolve("data/reports/" + id + ".json")));
		assertThat(report.get("state").asString()).isEqualTo("COMPLETED");
		// counted by the checkpoints over all attempts: no chunk was committed twice
		assertThat(report.get("totals").get("rows_copied").asLong()).isEqualTo(2L * this.rows);
		assertThat(report.get("totals").get("rows_verified").asLong()).isEqualTo(2L * this.rows);
		try (Connection connection = target.connect()) {
			String child = target.url().startsWith("jdbc:h2:") ? "CHILD" : "child";
			String parent = target.url().startsWith("jdbc:h2:") ? "PARENT" : "parent";
			try (ResultSet keys = connection.getMetaData().getImportedKeys(null, null, child)) {
				assertThat(keys.next()).as("foreign key of child").isTrue();
			}
			try (ResultSet keys = connection.getMetaData().getPrimaryKeys(null, null, parent)) {
				assertThat(keys.next()).as("primary key of parent").isTrue();
			}
			List<String> indexed = new ArrayList<>();
			for (String table : List.of(parent, child)) {
				try (ResultSet index = connection.getMetaData().getIndexInfo(null, null, table, false, false)) {
					while (index.next()) {
						indexed.add(String.valueOf(index.getString("COLUMN_NAME")).toLowerCase(Locale.ROOT));
					}
				}
			}
			assertThat(indexed).contains("parent_id", "code");
			try (ResultSet tables = connection.getMetaData()
				.getTables(connection.getCatalog(), null, "%", new String[] { "TABLE", "BASE TABLE" })) {
				while (tables.next()) {
					assertThat((tables.getString("TABLE_SCHEM") + "." + tables.getString("TABLE_NAME"))
						.toLowerCase(Locale.ROOT)).doesNotContain("drover");
				}
			}
		}
	}

	private static List<String> sums(Place place) throws SQLException {
		List<String> sums = new ArrayList<>();
		for (String sql : List.of("SELECT count(*), count(DISTINCT id), sum(id), sum(length(text)) FROM parent",
				"SELECT count(*), count(DISTINCT code), min(length(code)), max(length(code)) FROM parent",
				"SELECT count(*), count(DISTINCT id), sum(parent_id), sum(amount) FROM child")) {
			try (Connection connection = place.connect();
					Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery(sql)) {
				row.next();
				sums.add(row.getLong(1) + " " + row.getLong(2) + " " + row.getLong(3) + " " + row.getLong(4));
			}
		}
		return sums;
	}

}
