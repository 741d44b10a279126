package dev.drover.live;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

}
