package dev.drover.app.kill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.drover.app.demo.OrderDatabase;
import dev.drover.testserver.MysqlServer;
import dev.drover.testserver.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Killed at random moments and restarted, a migration ends with every row once.
 */
class KilledAnywhereIT {

	@TempDir
	Path directory;

	private int rounds;

	@Test
	void postgresqlHoldsEveryRowOnceAfterThreeKills() throws Exception {
		survives(postgresql(), 3, 120_000);
	}

	@Test
	void mysqlAndFromThereMariadbHoldEveryRowOnceAfterThreeKills() throws Exception {
		Target filled = survives(mysql(MysqlServer.mysql()), 3, 120_000);
		survives(filled, mysql(MysqlServer.mariadb()), 3, 120_000);
	}

	@Test
	@Tag("proof")
	void mysqlAndFromThereMariadbHoldEveryRowOnceAfterTwentyKillsOfAMillionRows() throws Exception {
		Target filled = survives(mysql(MysqlServer.mysql()), 20, 1_000_000);
		survives(filled, mysql(MysqlServer.mariadb()), 20, 1_000_000);
	}

	@Test
	@Tag("proof")
	void h2HoldsEveryRowOnceAfterTwentyKillsOfAMillionRows() throws Exception {
		survives(h2(), 20, 1_000_000);
	}

	@Test
	@Tag("proof")
	void sqliteHoldsEveryRowOnceAfterTwentyKillsOfAMillionRows() throws Exception {
		survives(sqlite(), 20, 1_000_000);
	}

	@Test
	@Tag("proof")
	void postgresqlHoldsEveryRowOnceAfterTwentyKillsOfAMillionRows() throws Exception {
		survives(postgresql(), 20, 1_000_000);
	}

	private Targets h2() {
		return (round) -> new Target("jdbc:h2:file:" + this.directory.resolve("h2-" + round), "", "");
	}

	private Targets sqlite() {
		return (round) -> new Target("jdbc:sqlite:" + this.directory.resolve("target-" + round + ".sqlite"), "", "");
	}

	private static Targets postgresql() {
		PostgresServer server = PostgresServer.shared();
		return (round) -> new Target(server.createDatabase(), server.user(), server.password());
	}

	private static Targets mysql(MysqlServer server) {
		return (round) -> new Target(server.createDatabase(), server.user(), server.password());
	}

	private Target survives(Targets targets, int kills, int rows) throws Exception {
		return survives(orders(rows), targets, kills, rows);
	}

	private Target orders(int rows) throws Exception {
		Path file = this.directory.resolve("source.sqlite");
		OrderDatabase.generate(file, rows);
		return new Target("jdbc:sqlite:" + file, "", "");
	}

	/** Returns a target that survived. */
	private Target survives(Target source, Targets targets, int kills, int rows) throws Exception {
		long seed = System.nanoTime();
		System.out.println("kill seed " + seed);
		Random random = new Random(seed);
		DroverProcess drover = new DroverProcess(this.directory);
		int killed = 0;
		// a round ends early when the copy is faster than the kills: then the next begins
		while (true) {
			int round = ++this.rounds;
			assertThat(round).as("rounds without enough kills; the output is in output.log").isLessThan(4 * kills);
			Target target = targets.target(round);
			String id = "round-" + round;
			Path plan = plan(id, source, target);
			Process process = drover.start("run", plan.toString(), "--continue");
			while (killed < kills && !process.waitFor(500 + random.nextInt(3500), TimeUnit.MILLISECONDS)) {
				process.destroyForcibly().waitFor();
				killed++;
				process = drover.start("run", plan.toString(), "--continue");
			}
			assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
			int status = process.exitValue();
			if (status == 1 || status == 2) {
				status = drover.run("restart", id);
			}
			assertThat(status).as(Files.readString(this.directory.resolve("output.log"))).isZero();
			everyRowOnce(id, source, target, rows);
			if (killed == kills) {
				int verified = drover.run("verify", id, "--level", "full");
				assertThat(verified).as(Files.readString(this.directory.resolve("output.log"))).isZero();
				return target;
			}
		}
	}

	private Path plan(String id, Target source, Target target) throws Exception {
		Path plan = this.directory.resolve(id + ".yaml");
		Files.writeString(plan, """
				id: %s
				source: {url: "%s", user: "%s", password: "%s"}
				target: {url: "%s", user: "%s", password: "%s"}
				data: {type: snapshot}
				copy: {chunk_rows: 2000}
				""".formatted(id, source.url(), source.user(), source.password(), target.url(), target.user(),
				target.password()));
		return plan;
	}

	/**
	 * The report's counts come from the checkpoints; the content is asked of both sides.
	 */
	private void everyRowOnce(String id, Target source, Target target, int rows) throws Exception {
		JsonNode report = new JsonMapper()
			.readTree(Files.readString(this.directory.resolve("data/reports/" + id + ".json")));
		assertThat(report.get("state").asString()).isEqualTo("COMPLETED");
		assertThat(report.get("totals").get("rows_source").asLong()).isEqualTo(rows);
		assertThat(report.get("totals").get("rows_copied").asLong()).isEqualTo(rows);
		assertThat(report.get("totals").get("rows_verified").asLong()).isEqualTo(rows);
		try (Connection from = DriverManager.getConnection(source.url(), source.user(), source.password());
				Connection to = DriverManager.getConnection(target.url(), target.user(), target.password())) {
			assertThat(sums(to)).isEqualTo(sums(from));
		}
	}

	private static List<String> sums(Connection connection) throws SQLException {
		List<String> sums = new ArrayList<>();
		for (String sql : List.of("SELECT count(*), count(DISTINCT id), sum(id), sum(length(email)) FROM customers",
				"SELECT count(*), count(DISTINCT id), sum(id), count(rating) FROM restaurants",
				"SELECT count(*), count(DISTINCT id), sum(customer_id), count(note) FROM orders",
				"SELECT count(*), sum(order_id * line_no), sum(quantity), count(remark) FROM order_items",
				"SELECT count(*), count(DISTINCT id), sum(order_id), count(tip) FROM payments")) {
			try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
				row.next();
				sums.add(row.getLong(1) + " " + row.getLong(2) + " " + row.getLong(3) + " " + row.getLong(4));
			}
		}
		return sums;
	}

	@FunctionalInterface
	private interface Targets {

		Target target(int round);

	}

	private record Target(String url, String user, String password) {

	}

}
