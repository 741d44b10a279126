package dev.drover.app.live;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Place;

/**
 * Applications write while their database moves, over the switch, back and forth: every
 * write that was acknowledged is at the owner, and at the end both sides are equal and
 * nothing of Drover is left on them.
 */
class FollowedIT {

	@TempDir
	Path directory;

	@Test
	void postgresqlToPostgresql() throws Exception {
		moves(Place.postgresql(), Place.postgresql(), 3);
	}

	@Test
	void mysqlToPostgresql() throws Exception {
		moves(Place.mysql(), Place.postgresql(), 3);
	}

	@Test
	void sqliteToSqlite() throws Exception {
		moves(Place.sqlite(this.directory.resolve("old.sqlite")), Place.sqlite(this.directory.resolve("new.sqlite")),
				2);
	}

	@Test
	@Tag("proof")
	void postgresqlToMysql() throws Exception {
		moves(Place.postgresql(), Place.mysql(), 3);
	}

	@Test
	@Tag("proof")
	void mysqlToMysql() throws Exception {
		moves(Place.mysql(), Place.mysql(), 3);
	}

	@Test
	@Tag("proof")
	void mariadbToPostgresql() throws Exception {
		moves(Place.mariadb(), Place.postgresql(), 3);
	}

	@Test
	@Tag("proof")
	void sqliteToPostgresql() throws Exception {
		moves(Place.sqlite(this.directory.resolve("old.sqlite")), Place.postgresql(), 2);
	}

	@Test
	@Tag("proof")
	void sqliteToMysql() throws Exception {
		moves(Place.sqlite(this.directory.resolve("old.sqlite")), Place.mysql(), 2);
	}

	private void moves(Place source, Place target, int writers) throws Exception {
		LiveMove move = LiveMove.of(this.directory, source, target, "");
		try (Applications applications = move.applications(writers)) {
			move.drover().does("run", move.plan());
			applications.awaitWrites(50, 60);
			move.drover().does("rollback", "bank");
			applications.awaitWrites(50, 60);
			move.drover().does("cutover", "bank");
			applications.awaitWrites(50, 60);
			applications.find("new");
			move.drover().does("finalize", "bank");
			applications.find("new");
			applications.find("old");
			move.leavesNothing();
		}
	}

}
