package dev.drover.app.live;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;
import dev.drover.app.wrong.TestFaults;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The new owner is lost right behind the point of no return: how the command ends tells
 * whether the switch was done.
 */
class BehindTheMoveIT {

	@TempDir
	Path directory;

	@Test
	void oneWhoseConnectionsAreCutIsDone() throws Exception {
		Place target = Place.postgresql();
		LiveMove move = LiveMove.of(this.directory, Place.postgresql(), target, "");
		Answer run = TestFaults.during(Map.of("cutover.moved", () -> cut(target)),
				() -> drover(move, "run", move.plan()));
		assertThat(run.status()).as(run.toString()).isZero();
		move.hasOneOwnerAtMost();
		target.execute("INSERT INTO account VALUES (1, 1, 0, 'new')");
		drover(move, "verify", "bank", "--repair").isOneLine(2, "PLAN_009", "owns the tables of bank",
				"write those of new again");
		drover(move, "finalize", "bank");
		drover(move, "verify", "bank", "--repair").isOneLine(2, "PLAN_009", "owns the tables of bank",
				"write those of new again");
		assertThat(target.text("SELECT name FROM account")).isEqualTo("new");
	}

	@Test
	void oneThatIsAwayIsToldAndEndedByARestart() throws Exception {
		Place target = Place.postgresql();
		LiveMove move = LiveMove.of(this.directory, Place.postgresql(), target, "");
		String name = target.text("SELECT current_database()");
		Place server = target.at(target.url().replace(name, "postgres"));
		Answer run = TestFaults.during(Map.of("cutover.moved", () -> {
			execute(server, "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
			execute(server, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
		}), () -> drover(move, "run", move.plan()));
		run.isOneLine(1, "CUT_006", "old has moved to new for good", "drover restart bank at once");
		execute(server, "ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
		Answer restart = drover(move, "restart", "bank");
		assertThat(restart.status()).as(restart.toString()).isZero();
		target.execute("INSERT INTO account VALUES (1, 1, 0, 'new')");
	}

	private static void cut(Place place) {
		execute(place, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
				+ " AND pid <> pg_backend_pid()");
	}

	private static void execute(Place place, String sql) {
		try {
			place.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Answer drover(LiveMove move, String... words) {
		String[] all = java.util.Arrays.copyOf(words, words.length + 2);
		all[words.length] = "--data-dir";
		all[words.length + 1] = move.data();
		return Answer.of(Map.of(), all);
	}

}
