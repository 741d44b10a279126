package dev.drover.app.live;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Killed where a followed migration leaves: before the switch and behind it, with and
 * without force, and where it waits for others or keeps something out of the way.
 */
@Tag("proof")
class KilledEndIT {

	private static final List<String> HOMES = List.of("capture.table-removed", "capture.removed", "capture.home");

	@TempDir
	Path directory;

	private final Place source = Place.postgresql();

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mysql" })
	void aRollbackBeforeTheSwitchEnds(String engine) throws Exception {
		Place from = place(engine);
		LiveMove move = LiveMove.of(this.directory, from, Place.postgresql(), "");
		try (Applications applications = move.applications(2)) {
			move.drover().dies("verify.compared", "run", move.plan());
			for (String point : HOMES) {
				move.drover().dies(point, "rollback", "bank");
				applications.awaitWrites(2, 20);
			}
			move.drover().does("rollback", "bank");
			applications.awaitWrites(2, 20);
			applications.find("old");
			move.leavesNothing();
			assertThat(move.target().dump().toString()).doesNotContain("account");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mysql" })
	void aWayBackEnds(String engine) throws Exception {
		LiveMove move = LiveMove.of(this.directory, this.source, place(engine), "");
		try (Applications applications = move.applications(2)) {
			move.drover().does("run", move.plan());
			move.drover().dies("close.ended", "rollback", "bank");
			applications.awaitWrites(2, 20);
			move.drover().does("cutover", "bank");
			applications.awaitWrites(20, 60);
			applications.find("new");
			for (String point : engine.equals("mysql") ? List.of("finalize.left")
					: List.of("capture.home", "finalize.removed")) {
				move.drover().dies(point, "finalize", "bank");
			}
			move.drover().does("finalize", "bank");
			applications.find("old");
			applications.find("new");
			move.leavesNothing();
		}
	}

	@Test
	void aWayBackThatIsGivenUpByForceEnds() throws Exception {
		LiveMove move = LiveMove.of(this.directory, this.source, Place.mysql(), "");
		try (Applications applications = move.applications(2)) {
			move.drover().does("run", move.plan());
			applications.awaitWrites(2, 20);
			applications.find("new");
			for (String point : List.of("capture.table-removed", "capture.home", "finalize.removed")) {
				move.drover().dies(point, "finalize", "bank", "--force");
				assertThat(move.takesWrites(move.target())).isTrue();
			}
			move.drover().does("finalize", "bank", "--force");
			applications.find("new");
			move.leavesNothing();
		}
	}

	/** Somebody holds the gate of the side that is to be the owner. */
	@Test
	void aSwitchThatWaitsForTheNewOwnersGateGoesOn() throws Exception {
		LiveMove move = LiveMove.of(this.directory, this.source, Place.postgresql(), "");
		try (Applications applications = move.applications(2)) {
			move.drover().dies("cutover-prepare.ready", "run", move.plan());
			try (Connection holder = move.target().connect(); Statement statement = holder.createStatement()) {
				holder.setAutoCommit(false);
				statement.execute("LOCK TABLE ONLY drover."
						+ move.target().text("SELECT tablename FROM pg_tables WHERE tablename LIKE 'gate\\__%'")
						+ " IN ROW SHARE MODE");
				move.drover().dies("cutover.waiting", "restart", "bank");
				applications.awaitWrites(5, 20);
				move.hasOneOwnerAtMost();
			}
			move.drover().does("restart", "bank");
			applications.awaitWrites(20, 60);
			applications.find("new");
		}
	}

	/** Foreign keys that an ordinary user can only drop, and make again. */
	@Test
	void whatStandsAsideComesBack() throws Exception {
		Place target = Place.postgresql();
		LiveMove move = LiveMove.of(this.directory, this.source, ordinary(target), "");
		try (Applications applications = new Applications(java.util.Map.of("old", this.source, "new", target), "old", 2,
				100)) {
			applications.pauseBetween(20);
			applications.start();
			String[] words = { "run", move.plan() };
			for (String point : List.of("aside.noted", "aside.taken", "aside.back", "cutover.armed", "aside.back")) {
				move.drover().dies(point, words);
				applications.awaitWrites(2, 20);
				words = new String[] { "restart", "bank" };
			}
			move.drover().does(words);
			applications.awaitWrites(20, 60);
			applications.find("new");
			assertThat(target.number("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated"))
				.isOne();
			move.drover().dies("finalize.removed", "finalize", "bank");
			move.drover().does("finalize", "bank");
			move.leavesNothing();
			assertThat(target.number("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated"))
				.isOne();
		}
	}

	private static Place ordinary(Place target) throws Exception {
		String role = "ordinary_" + System.nanoTime();
		target.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'secret'",
				"ALTER DATABASE " + target.text("SELECT current_database()") + " OWNER TO " + role,
				"ALTER SCHEMA public OWNER TO " + role);
		return target.as(role, "secret");
	}

	private static Place place(String engine) {
		return engine.equals("mysql") ? Place.mysql() : Place.postgresql();
	}

}
