package dev.drover.app.kill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.demo.OrderDatabase;
import dev.drover.testserver.MysqlServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A MySQL or MariaDB server holds the ledger: killed, a migration goes on from it, from
 * another data directory too.
 */
class MysqlControlIT {

	@TempDir
	Path directory;

	@Test
	void aKilledMigrationGoesOnFromMysql() throws Exception {
		goesOn(MysqlServer.mysql(), "jdbc:mysql:");
	}

	@Test
	void aKilledMigrationGoesOnFromMariadb() throws Exception {
		goesOn(MysqlServer.mariadb(), "jdbc:mariadb:");
	}

	private void goesOn(MysqlServer server, String prefix) throws Exception {
		Path source = this.directory.resolve("source.sqlite");
		OrderDatabase.generate(source, 60_000);
		Path plan = Files.writeString(this.directory.resolve("plan.yaml"), """
				id: kept
				source: {url: "jdbc:sqlite:%s"}
				target: {url: "jdbc:sqlite:%s"}
				data: {type: snapshot}
				copy: {chunk_rows: 2000}
				""".formatted(source, this.directory.resolve("target.sqlite")));
		Map<String, String> control = Map.of("DROVER_CONTROL_URL",
				server.createDatabase().replaceFirst("^jdbc:mysql:", prefix), "DROVER_CONTROL_USER", server.user(),
				"DROVER_CONTROL_PASSWORD", server.password());
		DroverProcess drover = new DroverProcess(this.directory, control);
		Process first = drover.start("run", plan.toString());
		// the first committed chunk shows in the file
		Path target = this.directory.resolve("target.sqlite");
		await().atMost(Duration.ofMinutes(2))
			.pollInterval(Duration.ofMillis(20))
			.until(() -> !first.isAlive() || (Files.exists(target) && Files.size(target) > 500_000));
		assertThat(first.isAlive()).as(output()).isTrue();
		first.destroyForcibly().waitFor();
		assertThat(drover.run("status", "kept")).as(output()).isZero();
		assertThat(drover.run("restart", "kept")).as(output()).isZero();
		assertThat(drover.run("verify", "kept", "--level", "full")).as(output()).isZero();
		assertThat(output()).contains("COMPLETED");
		assertThat(this.directory.resolve("data/control.mv.db")).doesNotExist();
		assertThat(Files.readString(this.directory.resolve("data/reports/kept.json"))).contains("\"rows_copied\"");
	}

	private String output() throws Exception {
		return Files.readString(this.directory.resolve("output.log"));
	}

}
