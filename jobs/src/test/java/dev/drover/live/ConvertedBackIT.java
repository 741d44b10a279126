package dev.drover.live;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.engine.live.Watched;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On the way back values become what they were before the plan's types turned them into
 * others, and what still means the same stays as it was written.
 */
class ConvertedBackIT {

	private static final String ONE = "00112233-4455-6677-8899-aabbccddeeff";

	private static final String TWO = "ffeeddcc-bbaa-9988-7766-554433221100";

	@TempDir
	Path directory;

	@Test
	void bytesThatAreUuidsAndLettersThatAreTruthValues() throws SQLException {
		Ground ground = Ground.planned(
				"mapping: {types: {'binary(16)': uuid, 't.flag': boolean, 'tinyint(1)': boolean}}\n",
				Database.mysql("old"), Database.postgresql("new"),
				"CREATE TABLE t (id BINARY(16) PRIMARY KEY, flag VARCHAR(5), bit TINYINT(1), n INT)");
		ground.source()
			.execute("INSERT INTO t VALUES (UNHEX(REPLACE('" + ONE + "', '-', '')), 'Y', 1, 0)," + " (UNHEX(REPLACE('"
					+ TWO + "', '-', '')), 'n', 0, 0)");
		ground.apply();
		assertThat(ground.target().rows("SELECT * FROM t ORDER BY id")).hasSize(2);
		ground.cutOver();
		ground.target()
			.execute("UPDATE t SET n = 1 WHERE id = '" + ONE + "'", "DELETE FROM t WHERE id = '" + TWO + "'",
					"INSERT INTO t VALUES ('12345678-1234-1234-1234-123456789abc', false, true, 2)");
		ground.cutBack();
		assertThat(ground.rejects()).isEmpty();
		assertThat(ground.source().rows("SELECT lower(hex(id)), flag, bit, n FROM t ORDER BY n"))
			.containsExactly(ONE.replace("-", "") + "|Y|1|1", "12345678123412341234123456789abc|false|1|2");
	}

	@Test
	void textsThatAreUuidsInUpperCase() throws SQLException {
		Ground ground = Ground.planned("mapping: {types: {'*.id': uuid}}\n",
				Database.sqlite("old", this.directory.resolve("old.sqlite")), Database.postgresql("new"),
				"CREATE TABLE t (id TEXT NOT NULL PRIMARY KEY, n INTEGER, slot INTEGER UNIQUE)");
		ground.source()
			.execute("INSERT INTO t VALUES (upper('" + ONE + "'), 0, 1), ('" + TWO + "', 0, 2), ('{"
					+ TWO.replace('f', 'e') + "}', 0, 3)");
		ground.apply();
		ground.cutOver();
		ground.target()
			.execute("UPDATE t SET slot = 0 - slot", "UPDATE t SET n = 5, slot = 4 + slot",
					"DELETE FROM t WHERE id = '" + TWO.replace('f', 'e') + "'");
		ground.cutBack();
		assertThat(ground.rejects()).isEmpty();
		assertThat(ground.source().rows("SELECT id, n, slot FROM t ORDER BY slot")).containsExactly(TWO + "|5|2",
				ONE.toUpperCase(Locale.ROOT) + "|5|3");
	}

	/** No type of the plan: what SQLite keeps in a column that is declared so. */
	@Test
	void keysThatAreNotSpelledAsTheirTypeIs() throws SQLException {
		Ground ground = Ground.of(Database.sqlite("old", this.directory.resolve("spelled.sqlite")),
				Database.postgresql("new"),
				"CREATE TABLE t (id UUID NOT NULL PRIMARY KEY, n INTEGER, slot INTEGER UNIQUE)",
				"CREATE TABLE e (at DATETIME NOT NULL, id UUID NOT NULL, n INTEGER, slot INTEGER UNIQUE, PRIMARY KEY (at, id))");
		String one = ONE.toUpperCase(Locale.ROOT);
		String two = TWO.toUpperCase(Locale.ROOT);
		String third = TWO.replace('f', 'e').toUpperCase(Locale.ROOT);
		ground.source()
			.execute("INSERT INTO t VALUES ('" + one + "', 0, 1), ('" + two + "', 0, 2), ('" + third + "', 0, 3)",
					"INSERT INTO e SELECT '2020-01-0' || slot || 'T10:00:00.500Z', id, n, slot FROM t",
					"INSERT INTO e SELECT '2021-01-0' || slot || 'T10:00:00+00:00', id, n, slot + 10 FROM t");
		same(ground);
		ground.source()
			.execute("UPDATE t SET n = 5", "UPDATE e SET n = 6 WHERE slot < 10",
					"UPDATE t SET id = '" + third.replace('E', 'D') + "' WHERE slot = 3",
					"UPDATE e SET at = '2020-02-03T10:00:00Z' WHERE slot = 3");
		same(ground);
		for (Watched table : ground.flow().from().tables()) {
			String name = table.table().name().name();
			String queue = ground.flow().from().live().queue(table);
			// of the two that exchanged their values, only one is noted now
			ground.source()
				.execute("UPDATE " + name + " SET slot = -1 WHERE slot = 1",
						"UPDATE " + name + " SET slot = 1 WHERE slot = 2",
						"UPDATE " + name + " SET slot = 2 WHERE slot = -1",
						"DELETE FROM " + queue + " WHERE id < (SELECT max(id) FROM " + queue + ")");
			same(ground);
		}
		ground.source().execute("DELETE FROM t WHERE slot = 3", "DELETE FROM e WHERE slot = 13");
		same(ground);
		ground.cutOver();
		ground.target()
			.execute("UPDATE t SET n = 9, slot = slot + 20", "UPDATE e SET n = 8 WHERE slot < 3",
					"UPDATE e SET at = '2020-03-03 10:00:00' WHERE slot = 3", "DELETE FROM e WHERE slot = 11");
		ground.cutBack();
		same(ground);
		assertThat(ground.source().rows("SELECT 't', id, n, slot FROM t UNION ALL SELECT at, id, n, slot FROM e"))
			.containsExactlyInAnyOrder("t|" + one + "|9|22", "t|" + two + "|9|21",
					"2020-01-01T10:00:00.500Z|" + one + "|8|2", "2020-01-02T10:00:00.500Z|" + two + "|8|1",
					"2020-03-03 10:00:00|" + third.toLowerCase(Locale.ROOT) + "|6|3",
					"2021-01-02T10:00:00+00:00|" + two + "|0|12");
	}

	private static void same(Ground ground) throws SQLException {
		String query = "SELECT n, slot FROM t UNION ALL SELECT n, slot FROM e ORDER BY slot, n";
		ground.apply();
		assertThat(ground.rejects()).isEmpty();
		assertThat(ground.target().rows(query)).isEqualTo(ground.source().rows(query));
	}

}
