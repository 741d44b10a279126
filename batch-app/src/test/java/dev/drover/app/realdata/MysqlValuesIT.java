package dev.drover.app.realdata;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.drover.app.realdata.Moves.Base;
import dev.drover.testserver.MysqlServer;
import dev.drover.testserver.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What only MySQL has arrives elsewhere as the same value, or is refused by name.
 */
class MysqlValuesIT {

	private static final String TABLE = "CREATE TABLE `values` (id int PRIMARY KEY, ub bigint unsigned, b bit(10),"
			+ " e enum('x','y'), s set('p','q'), j json, l varchar(20) CHARACTER SET latin1,"
			+ " bin varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, y year, t time(6), ti tinyint(1), f float,"
			+ " d decimal(65,30), u varchar(20) CHARACTER SET utf8mb4, vb varbinary(9))";

	private static final String ROWS = "INSERT INTO `values` VALUES (1, 18446744073709551615, b'1000000001', 'y', 'p,q',"
			+ " '{\"a\": 1.5, \"b\": []}', 'äÿ', 'A ', 2024, '23:59:59.999999', 2, 0.1,"
			+ " 12345678901234567890123456789012345.000000000000000000000000000001, '😀', x'00ff'),"
			+ " (2, 0, b'0', '', '', 'null', '', 'a', 0, '00:00:00', -1, -0e0, 0, '', ''),"
			+ " (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)";

	@TempDir
	Path directory;

	@Test
	void theyAreTheSameEverywhere() throws Exception {
		Moves moves = new Moves(this.directory);
		for (MysqlServer server : List.of(MysqlServer.mysql(), MysqlServer.mariadb())) {
			String name = (server == MysqlServer.mysql()) ? "mysql" : "mariadb";
			Base source = Moves.fresh(server);
			source.execute("SET SESSION sql_mode = ''", TABLE, ROWS);
			Base postgresql = Moves.fresh(PostgresServer.shared());
			assertThat(moves.run(name + "-postgresql", source, postgresql, "", "--force")).isZero();
			assertThat(postgresql
				.rows("SELECT id, ub, b, e, s, j, l, bin, y, t, ti, f, d, u, encode(vb, 'hex')" + " FROM \"values\""))
				.containsExactly(
						"1|18446744073709551615|1000000001|y|p,q|{\"a\": 1.5, \"b\": []}|äÿ|A |2024|23:59:59.999999"
								+ "|2|0.1|12345678901234567890123456789012345.000000000000000000000000000001|😀|00ff",
						"2|0|0000000000|||null||a|0|00:00:00|-1|-0" + "|0.000000000000000000000000000000||",
						"3" + "|null".repeat(14));
			for (String url : List.of("jdbc:sqlite:" + this.directory.resolve(name + ".sqlite"),
					"jdbc:h2:file:" + this.directory.resolve(name))) {
				String id = name + "-" + url.split(":")[1];
				// neither of the two has a negative zero
				assertThat(moves.run(id, source, new Base(url, "", ""), "mapping: {values: {out_of_range: clamp}}\n",
						"--force"))
					.isZero();
			}
		}
	}

	@Test
	void aTimeThatIsADurationIsRefusedByNameOrClamped() throws Exception {
		Moves moves = new Moves(this.directory);
		Base source = Moves.fresh(MysqlServer.mysql());
		source.execute("CREATE TABLE spans (id int PRIMARY KEY, t time)",
				"INSERT INTO spans VALUES (1, '12:00:00'), (2, '838:59:59'), (3, '-00:00:01')");
		Path log = this.directory.resolve("refused.log");
		assertThat(moves.run("refused", source, Moves.fresh(PostgresServer.shared()), "", "--log-file", log.toString()))
			.isEqualTo(3);
		assertThat(Files.readString(log)).contains("DATA_002 table spans, key 2");
		Base target = Moves.fresh(PostgresServer.shared());
		assertThat(moves.run("clamped", source, target, "mapping: {values: {out_of_range: clamp}}\n")).isZero();
		assertThat(target.rows("SELECT id, t FROM spans")).containsExactly("1|12:00:00", "2|23:59:59", "3|00:00:00");
	}

	@Test
	void aKeyThatComparesWithoutCaseIsAWarningAndAnOrdinaryTextIsNot() throws Exception {
		Moves moves = new Moves(this.directory);
		Base source = Moves.fresh(MysqlServer.mysql());
		source.execute("CREATE TABLE keyed (id int PRIMARY KEY, name varchar(20) UNIQUE, other varchar(20))");
		assertThat(moves.run("keyed", source, Moves.fresh(PostgresServer.shared()), "")).isEqualTo(2);
		assertThat(findings(moves.report("keyed"))).contains("SCHEMA_007 warning keyed.name")
			.noneMatch((finding) -> finding.endsWith("keyed.other"));
		source.execute("ALTER TABLE keyed DROP INDEX name");
		assertThat(moves.run("free", source, Moves.fresh(PostgresServer.shared()), "")).isZero();
	}

	private static List<String> findings(JsonNode report) {
		return report.get("findings")
			.valueStream()
			.map((finding) -> finding.get("code").asString() + " " + finding.get("level").asString() + " "
					+ finding.get("object").asString())
			.toList();
	}

}
