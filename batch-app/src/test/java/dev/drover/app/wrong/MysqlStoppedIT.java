package dev.drover.app.wrong;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.drover.testserver.OwnMysql;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A MySQL or MariaDB server dies in the middle of the copy and comes back.
 */
class MysqlStoppedIT {

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource({ "mysql, source", "mariadb, target" })
	void aServerThatWasStartedAgainIsGoneOnWith(String engine, String side) throws Exception {
		goesOn(engine, side);
	}

	@ParameterizedTest
	@CsvSource({ "mysql, target", "mariadb, source" })
	@Tag("proof")
	void anyServerThatWasStartedAgainIsGoneOnWith(String engine, String side) throws Exception {
		goesOn(engine, side);
	}

	private void goesOn(String engine, String side) throws Exception {
		try (OwnMysql server = engine.equals("mysql") ? OwnMysql.mysql() : OwnMysql.mariadb()) {
			Place place = new Place(server.url() + "moved", "root", "");
			new Place(server.url(), "root", "").execute("CREATE DATABASE moved");
			Place file = Place.sqlite(this.directory.resolve("file.sqlite"));
			boolean source = side.equals("source");
			Scene scene = Scene.in(this.directory, source ? place : file, 24_000);
			Place target = source ? file : place;
			Path plan = scene.plan("stopped", target);
			TestFaults
				.during("copy.after-commit", 5, server::stopAtOnce,
						() -> scene.drover("run", plan.toString(), "--force"))
				.isOneLine(1, "CONN_004", "drover restart stopped");
			// a target is asked for before the first step looks at the source
			scene.drover("restart", "stopped", "--force").isOneLine(1, source ? "CONN_001" : "CONN_004", "127.0.0.1");
			server.startAgain();
			Answer again = scene.drover("restart", "stopped", "--force");
			assertThat(again.status()).as(again.toString()).isZero();
			scene.isWhole(target, "stopped");
		}
	}

}
