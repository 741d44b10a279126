package dev.drover.live;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.apply.AskedAgain;
import dev.drover.engine.Reject;

import static org.assertj.core.api.Assertions.assertThat;

/** What only SQLite does to rows. */
class SqliteCaptureIT extends CaptureContract {

	@TempDir
	Path directory;

	@Override
	Database database(String name) {
		return Database.sqlite(name, this.directory.resolve(name + ".sqlite"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE UNIQUE INDEX u ON word (w)", "CREATE UNIQUE INDEX u ON word (w COLLATE NOCASE)",
			"CREATE UNIQUE INDEX u ON word (lower(w))", "CREATE UNIQUE INDEX u ON word (n) WHERE w <> 'never'",
			"CREATE UNIQUE INDEX u ON word (n % 10, substr(w, 1, 1)) WHERE n > 0" })
	void a_row_that_REPLACE_takes_away_is_noted_whatever_made_it_unique(String index) throws SQLException {
		follows(ground("CREATE TABLE word (id INTEGER PRIMARY KEY, w TEXT, n INTEGER)", index),
				"SELECT * FROM word ORDER BY id", "INSERT INTO word VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', 3)",
				"REPLACE INTO word VALUES (4, 'a', 1)", "UPDATE OR REPLACE word SET w = 'b', n = 2 WHERE id = 3",
				"REPLACE INTO word VALUES (5, 'B', 2)", "INSERT OR IGNORE INTO word VALUES (6, 'B', 2)",
				"INSERT INTO word VALUES (3, 'x', 9) ON CONFLICT DO UPDATE SET w = 'upserted'", "DELETE FROM word");
	}

	@Test
	void tables_without_rowid_and_rows_of_cascades_arrive() throws SQLException {
		follows(ground("CREATE TABLE a (id TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID",
				"CREATE TABLE b (id BLOB NOT NULL, n REAL NOT NULL, a TEXT REFERENCES a ON DELETE CASCADE ON UPDATE CASCADE,"
						+ " PRIMARY KEY (id, n)) WITHOUT ROWID"),
				"SELECT id, 0, NULL FROM a UNION ALL SELECT hex(id), n, a FROM b ORDER BY 1, 2",
				"PRAGMA foreign_keys = ON", "INSERT INTO a VALUES ('x'), ('y')",
				"INSERT INTO b VALUES (x'00ff', 0.1, 'x'), (x'', 2, 'y')", "UPDATE a SET id = 'z' WHERE id = 'x'",
				"DELETE FROM a WHERE id = 'z'", "REPLACE INTO a VALUES ('y')");
	}

	@Test
	void keys_of_other_storage_classes_than_their_column_says_arrive() throws SQLException {
		follows(ground("CREATE TABLE loose (id PRIMARY KEY NOT NULL, n INTEGER)"),
				"SELECT typeof(id), id, n FROM loose ORDER BY n",
				"INSERT INTO loose VALUES (1, 1), ('1', 2), (x'31', 3), (1.5, 4)", "UPDATE loose SET n = n + 10",
				"UPDATE loose SET id = 'one' WHERE n = 12", "DELETE FROM loose WHERE n = 13");
	}

	@Test
	void a_key_that_the_other_side_can_not_have_is_a_reject_until_it_is_mended_or_gone() throws SQLException {
		Ground ground = Ground.of(database("old"), Database.postgresql("new"),
				"CREATE TABLE part (id INT PRIMARY KEY, n INTEGER)");
		ground.source().execute("INSERT INTO part VALUES (1, 1), ('abc', 2), ('xyz', 3), (4, 4)");
		ground.apply();
		assertThat(ground.target().rows("SELECT id, n FROM part ORDER BY id")).containsExactly("1|1", "4|4");
		assertThat(ground.waiting()).isZero();
		assertThat(ground.rejects()).extracting(Reject::told)
			.containsExactly("table part, key abc, column id: 'abc' is not a INTEGER value",
					"table part, key xyz, column id: 'xyz' is not a INTEGER value");
		List<String> marks = ground.rejects().stream().map(Reject::keyMark).toList();
		List<String> gone = new ArrayList<>();
		new AskedAgain(ground.flow()).note("part", Set.copyOf(marks), gone::add);
		assertThat(gone).isEmpty();
		assertThat(new AskedAgain(ground.flow()).keys("part", Set.copyOf(marks))).containsOnlyKeys(marks);
		ground.rejects().clear();
		ground.source()
			.execute("UPDATE part SET id = 2 WHERE id = 'abc'", "DELETE FROM part WHERE id = 'xyz'",
					"UPDATE part SET n = 5 WHERE id = 4");
		ground.apply();
		assertThat(ground.rejects()).isEmpty();
		assertThat(ground.brought()).containsAll(marks);
		assertThat(ground.target().rows("SELECT id, n FROM part ORDER BY id")).containsExactly("1|1", "2|2", "4|5");
	}

	@Test
	void a_key_that_holds_NULL_is_a_reject_until_it_is_mended_or_gone() throws SQLException {
		Ground ground = Ground.of(database("old"), Database.postgresql("new"),
				"CREATE TABLE pair (a INTEGER, b INTEGER, n INTEGER, PRIMARY KEY (a, b))");
		ground.source().execute("INSERT INTO pair VALUES (1, 1, 1), (1, NULL, 2), (NULL, 3, 3), (2, 2, 4)");
		ground.apply();
		assertThat(ground.target().rows("SELECT a, b, n FROM pair ORDER BY n")).containsExactly("1|1|1", "2|2|4");
		assertThat(ground.rejects()).extracting(Reject::told)
			.containsExactly("table pair, key 1, NULL, column b: NULL in a key",
					"table pair, key NULL, 3, column a: NULL in a key");
		List<String> marks = ground.rejects().stream().map(Reject::keyMark).toList();
		List<String> gone = new ArrayList<>();
		new AskedAgain(ground.flow()).note("pair", Set.copyOf(marks), gone::add);
		assertThat(gone).isEmpty();
		ground.rejects().clear();
		ground.source().execute("UPDATE pair SET b = 2 WHERE n = 2", "DELETE FROM pair WHERE n = 3");
		ground.apply();
		assertThat(ground.rejects()).isEmpty();
		assertThat(ground.brought()).containsAll(marks);
		assertThat(ground.target().rows("SELECT a, b, n FROM pair ORDER BY n")).containsExactly("1|1|1", "1|2|2",
				"2|2|4");
	}

}
