package dev.drover.app.wrong;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.drover.testserver.MysqlServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A table without a key begins again as a whole after a failure, unless somebody else's
 * rows came into the target meanwhile: those are never deleted.
 */
class KeylessRestartIT {

	private static final int ROWS = 3000;

	private static final String ALL = "SELECT at, text FROM log";

	@TempDir
	Path directory;

	private Place source;

	private Scene scene;

	@BeforeEach
	void source() throws Exception {
		this.source = Place.postgresql();
		this.source.execute("CREATE TABLE log (at int, text varchar(40))",
				"INSERT INTO log SELECT i, 'line ' || i % 7 FROM generate_series(1, " + ROWS + ") i");
		this.scene = new Scene(this.directory, this.source, ROWS);
	}

	@Test
	void rowsThatCameIntoPostgresqlMeanwhileAreKept() throws Exception {
		keepsOthersRows(Place::postgresql);
	}

	@Test
	@Tag("proof")
	void rowsThatCameIntoH2MeanwhileAreKept() throws Exception {
		keepsOthersRows(() -> Place.h2(this.directory.resolve("target")));
	}

	@Test
	@Tag("proof")
	void rowsThatCameIntoSqliteMeanwhileAreKept() throws Exception {
		keepsOthersRows(() -> Place.sqlite(this.directory.resolve("target.sqlite")));
	}

	@Test
	void rowsThatCameIntoMysqlMeanwhileAreKept() throws Exception {
		MysqlServer server = MysqlServer.mysql();
		keepsOthersRows(() -> new Place(server.createDatabase(), server.user(), server.password()));
	}

	private static void breakOff() {
		throw new IllegalStateException("broken off by the test");
	}

	private void keepsOthersRows(Supplier<Place> targets) throws Exception {
		Place target = targets.get();
		Path plan = this.scene.plan("log", target);
		Answer first = TestFaults.during("copy.after-commit", 2, KeylessRestartIT::breakOff,
				() -> this.scene.drover("run", plan.toString()));
		assertThat(first.status()).as(first.toString()).isEqualTo(1);
		long copied = target.number("SELECT count(*) FROM log");
		assertThat(copied).isPositive().isLessThan(ROWS);
		target.execute("INSERT INTO log VALUES (-1, 'not of this migration'), (-2, 'nor this')");
		for (int attempt = 1; attempt <= 2; attempt++) {
			this.scene.drover("restart", "log")
				.isOneLine(1, "COPY_004", "table log ", (copied + 2) + " rows", copied + " were copied",
						"drover restart log");
			assertThat(target.number("SELECT count(*) FROM log")).isEqualTo(copied + 2);
			assertThat(target.number("SELECT count(*) FROM log WHERE at < 0")).isEqualTo(2);
		}
		target.execute("DELETE FROM log WHERE at < 0");
		Answer again = this.scene.drover("restart", "log");
		assertThat(again.status()).as(again.toString()).isZero();
		assertThat(target.rows(ALL)).isEqualTo(this.source.rows(ALL));
		JsonNode totals = new JsonMapper().readTree(Files.readString(this.directory.resolve("data/reports/log.json")))
			.get("totals");
		assertThat(totals.get("rows_source").asLong()).isEqualTo(ROWS);
		assertThat(totals.get("rows_verified").asLong()).isEqualTo(ROWS);
		assertThat(totals.get("rows_copied").asLong()).as("what was thrown away counts").isEqualTo(ROWS + copied);
	}

}
