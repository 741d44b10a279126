package dev.drover.app.realdata;

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
 * What {@code mapping.values} says is done by the copy and known to the comparison: a
 * value that was changed by it is no difference.
 */
class ValuePoliciesIT {

	@TempDir
	Path directory;

	@Test
	void zeroDatesBecomeNullUnlessThePlanSaysOtherwise() throws Exception {
		Moves moves = new Moves(this.directory);
		for (MysqlServer server : List.of(MysqlServer.mysql(), MysqlServer.mariadb())) {
			Base source = withDates(server);
			Base target = Moves.fresh(PostgresServer.shared());
			String id = (server == MysqlServer.mysql()) ? "mysql" : "mariadb";
			assertThat(moves.run(id, source, target, "")).isZero();
			assertThat(target.rows("SELECT id, d, t FROM dated")).containsExactly("1|null|null", "2|null|null",
					"3|2024-02-29|2024-02-29 12:00:00");
			List<String> findings = findings(moves.report(id));
			assertThat(findings).filteredOn((finding) -> finding.startsWith("DATA_008"))
				.containsExactlyInAnyOrder("DATA_008 info dated.d", "DATA_008 info dated.t");
			assertThat(moves.call(List.of("verify", id, "--level", "full"))).isZero();
		}
	}

	@Test
	void anErrorRefusesTheRowByName() throws Exception {
		Moves moves = new Moves(this.directory);
		Base source = withDates(MysqlServer.mysql());
		Base target = Moves.fresh(PostgresServer.shared());
		assertThat(moves.run("refused", source, target, "mapping: {values: {zero_date: error}}\n")).isNotZero();
		assertThat(findings(moves.report("refused"))).noneMatch((finding) -> finding.startsWith("DATA_008"));
	}

	@Test
	void aZeroDateThatMustNotBeNullIsRefused() throws Exception {
		Moves moves = new Moves(this.directory);
		Base source = Moves.fresh(MysqlServer.mysql());
		source.execute("SET SESSION sql_mode = ''", "CREATE TABLE strict (id int PRIMARY KEY, d date NOT NULL)");
		withoutMode(source, "INSERT INTO strict VALUES (1, '0000-00-00')");
		assertThat(moves.run("strict", source, Moves.fresh(PostgresServer.shared()), "")).isNotZero();
		Base clamped = Moves.fresh(PostgresServer.shared());
		assertThat(moves.run("clamped", source, clamped, "mapping: {values: {zero_date: clamp}}\n")).isZero();
		assertThat(clamped.rows("SELECT d FROM strict")).containsExactly("0001-01-01");
	}

	@Test
	void whatPostgresqlKnowsAndMysqlDoesNotIsClampedOrNulled() throws Exception {
		Moves moves = new Moves(this.directory);
		Base source = Moves.fresh(PostgresServer.shared());
		source.execute(
				"CREATE TABLE odd (id int PRIMARY KEY, f double precision, n numeric(10,2), d date,"
						+ " ts timestamp, r real)",
				"INSERT INTO odd VALUES (1, 'NaN', 'NaN', 'infinity', '-infinity', 1.5),"
						+ " (2, 'Infinity', 1.25, '0044-03-15 BC', '12024-01-01', '-Infinity'), (3, 1, 2, '2024-01-01',"
						+ " '2024-01-01 10:00:00.5', 0)");
		String policies = "mapping: {values: {nan: \"null\", infinity: clamp, out_of_range: clamp}}\n";
		Base target = Moves.fresh(MysqlServer.mysql());
		assertThat(moves.run("odd", source, target, policies)).isZero();
		assertThat(target.rows("SELECT id, f = 1.7976931348623157e308, n, d, CAST(ts AS CHAR), r < -3e38 FROM odd"))
			.containsExactly("1|null|null|9999-12-31|0001-01-01 00:00:00.000000|0",
					"2|1|1.25|0001-01-01|9999-12-31 23:59:59.999999|1",
					"3|0|2.00|2024-01-01|2024-01-01 10:00:00.500000|0");
		assertThat(moves.call(List.of("verify", "odd", "--level", "full"))).isZero();
	}

	@Test
	void aNulByteGoesOutOfTextsWhereThePlanWantsIt() throws Exception {
		Moves moves = new Moves(this.directory);
		Base source = Moves.fresh(MysqlServer.mysql());
		source.execute("CREATE TABLE texts (id int PRIMARY KEY, v varchar(20))",
				"INSERT INTO texts VALUES (1, CONCAT('a', CHAR(0), 'b')), (2, 'plain')");
		assertThat(moves.run("refused", source, Moves.fresh(PostgresServer.shared()), "", "--force")).isNotZero();
		Base target = Moves.fresh(PostgresServer.shared());
		assertThat(moves.run("clamped", source, target, "mapping: {values: {nul_byte: clamp}}\n", "--force")).isZero();
		assertThat(target.rows("SELECT id, v FROM texts")).containsExactly("1|ab", "2|plain");
	}

	private static Base withDates(MysqlServer server) throws Exception {
		Base source = Moves.fresh(server);
		source.execute("CREATE TABLE dated (id int PRIMARY KEY, d date, t datetime)");
		withoutMode(source, "INSERT INTO dated VALUES (1, '0000-00-00', '0000-00-00 00:00:00'),"
				+ " (2, '2024-00-10', '2024-10-00 01:02:03'), (3, '2024-02-29', '2024-02-29 12:00:00')");
		return source;
	}

	private static void withoutMode(Base base, String sql) throws Exception {
		base.execute("SET SESSION sql_mode = ''", sql);
	}

	private static List<String> findings(JsonNode report) {
		return report.get("findings")
			.valueStream()
			.map((finding) -> finding.get("code").asString() + " " + finding.get("level").asString() + " "
					+ finding.get("object").asString())
			.toList();
	}

}
