package dev.drover.live;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.FieldCursor;
import dev.drover.engine.RowCursor;
import dev.drover.engine.TableRead;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.jdbc.FlowingMoment;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.Row;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A SQLite file whose journal is no WAL, as files are unless somebody chose: as long as
 * somebody reads, nobody can commit.
 */
class SqliteReadersIT {

	private static final int ROWS = 5_000;

	@TempDir
	Path directory;

	private Database source;

	@BeforeEach
	void rows() throws SQLException {
		this.source = Database.sqlite("old", this.directory.resolve("old.sqlite"));
		this.source.execute("PRAGMA journal_mode = DELETE",
				"CREATE TABLE item (a INTEGER NOT NULL, b TEXT NOT NULL, n INTEGER, r REAL, PRIMARY KEY (b, a))",
				"WITH RECURSIVE i (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < " + ROWS
						+ ") INSERT INTO item SELECT i, 'b' || i % 7, 0, i / 2.0 FROM i");
	}

	@Test
	void who_reads_rows_slowly_keeps_no_writer_from_its_commit() throws SQLException {
		try (Connection reading = reading();
				RowCursor cursor = this.source.engine().read(reading, read(reading));
				Session writer = writer()) {
			List<String> keys = new ArrayList<>();
			while (cursor.next() != null) {
				keys.add(cursor.key().display());
				write(writer, keys.size());
			}
			requireAll(keys);
		}
	}

	@Test
	void who_reads_fields_slowly_keeps_no_writer_from_its_commit() throws SQLException {
		try (Connection reading = reading();
				FieldCursor cursor = this.source.engine().fields(reading, read(reading));
				Session writer = writer()) {
			List<String> keys = new ArrayList<>();
			while (cursor.next()) {
				keys.add(cursor.key().display());
				write(writer, keys.size());
			}
			requireAll(keys);
		}
	}

	/**
	 * They came since the catalog was read, and no key says where a page of them ended.
	 */
	@Test
	void rows_whose_keys_hold_null_may_go_without_another_being_passed_over() throws SQLException {
		this.source.execute("DROP TABLE item", "CREATE TABLE loose (k TEXT PRIMARY KEY, n INTEGER)");
		try (Connection reading = reading()) {
			TableRead read = read(reading);
			this.source.execute(
					"WITH RECURSIVE i (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < 64)"
							+ " INSERT INTO loose SELECT NULL, i FROM i",
					"INSERT INTO loose VALUES ('a', 65), ('b', 66), ('c', 67)");
			try (RowCursor cursor = this.source.engine().read(reading, read); Session writer = writer()) {
				List<String> found = new ArrayList<>();
				for (Row row = cursor.next(); row != null; row = cursor.next()) {
					found.add(String.valueOf(row.get(1)));
					if (found.size() == 64) {
						writer.execute("DELETE FROM loose WHERE n = 5");
					}
				}
				assertThat(found).contains("65", "66", "67").doesNotHaveDuplicates();
			}
		}
	}

	private Connection reading() throws SQLException {
		return new FlowingMoment(this.source.engine(), this.source.endpoint()).connect();
	}

	private TableRead read(Connection reading) throws SQLException {
		Table table = this.source.engine().readCatalog(reading).tables().get(0);
		return new TableRead(table.name(),
				table.columns().stream().map((column) -> new ColumnBinding(column, column.type().kind())).toList(),
				table.rowKey(), KeyRange.ALL);
	}

	private Session writer() throws SQLException {
		Session writer = this.source.session();
		writer.execute("PRAGMA busy_timeout = 500");
		return writer;
	}

	private static void write(Session writer, int read) throws SQLException {
		if (read % 1_000 == 1) {
			writer.execute("UPDATE item SET n = n + 1 WHERE a = " + read);
		}
	}

	private void requireAll(List<String> keys) throws SQLException {
		assertThat(keys).isEqualTo(this.source.rows("SELECT b || ', ' || a FROM item ORDER BY b, a"));
		assertThat(this.source.rows("SELECT sum(n) FROM item")).containsExactly(String.valueOf(ROWS / 1_000));
	}

}
