package dev.drover.live;

import java.nio.file.Path;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

}
