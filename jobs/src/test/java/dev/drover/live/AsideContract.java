package dev.drover.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.drover.capture.Aside;
import dev.drover.capture.LiveSide;
import dev.drover.engine.live.Watched;
import dev.drover.fault.FaultPoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Triggers of applications do their work once: for the application, and not again for
 * what Drover writes.
 */
abstract class AsideContract {

	static final String[] TABLES = { "CREATE TABLE item (id BIGINT NOT NULL PRIMARY KEY, n INTEGER NOT NULL)",
			"CREATE TABLE done (what VARCHAR(50))" };

	abstract Database database(String name) throws SQLException;

	/**
	 * Triggers on item that write into done, one of them with words that are not ASCII.
	 */
	abstract String[] triggers();

	/** All that is known of triggers. */
	abstract String shown();

	private Ground ground() throws SQLException {
		Ground ground = Ground.within("item", database("old"), database("new"), TABLES);
		ground.target().execute(TABLES[1]);
		ground.target().execute(triggers());
		return ground;
	}

	private static void with(LiveSide side, FaultPoints faults, boolean back) throws SQLException {
		try (Connection connection = side.connect()) {
			Aside aside = new Aside(side, faults);
			if (back) {
				aside.bringBack(connection);
			}
			else {
				aside.take(connection, (statements) -> side.live().execute(connection, statements));
			}
		}
	}

	private static List<String> done(Database database) throws SQLException {
		return database.rows("SELECT count(*) FROM done");
	}

	@Test
	void triggers_of_the_target_do_not_fire_for_what_is_applied_and_come_back_as_they_were() throws SQLException {
		Ground ground = ground();
		LiveSide to = ground.flow().to();
		List<String> before = ground.target().rows(shown());
		with(to, FaultPoints.NONE, false);
		ground.source().execute("INSERT INTO item VALUES (1, 0), (2, 0)");
		ground.apply();
		ground.source().execute("UPDATE item SET n = 1", "DELETE FROM item WHERE id = 2");
		ground.apply();
		assertThat(done(ground.target())).containsExactly("0");
		with(to, FaultPoints.NONE, true);
		assertThat(ground.target().rows(shown())).isEqualTo(before).isNotEmpty();
		ground.cutOver();
		ground.target().execute("UPDATE item SET n = 2");
		assertThat(done(ground.target())).containsExactly("1");
	}

	@Test
	void cut_off_at_any_point_none_of_them_is_lost() throws SQLException {
		Ground ground = ground();
		LiveSide to = ground.flow().to();
		List<String> before = ground.target().rows(shown());
		for (String point : List.of("aside.noted", "aside.taken", "aside.back")) {
			FaultPoints cut = (reached) -> {
				if (reached.equals(point)) {
					throw new IllegalStateException("cut off");
				}
			};
			boolean back = point.equals("aside.back");
			if (back) {
				with(to, FaultPoints.NONE, false);
			}
			assertThatThrownBy(() -> with(to, cut, back)).hasMessage("cut off");
			with(to, FaultPoints.NONE, false);
			with(to, FaultPoints.NONE, true);
			assertThat(ground.target().rows(shown())).isEqualTo(before);
		}
	}

	/** What brings its triggers back would be lost. */
	@Test
	void a_migration_that_begins_while_the_last_one_leaves_gets_its_triggers_back() throws Exception {
		Ground ground = ground();
		LiveSide leaving = ground.flow().to();
		LiveSide coming = LiveSide.of(leaving.engine(), leaving.endpoint(), ground.source().endpoint(), "second",
				leaving.tables().stream().map(Watched::table).toList());
		List<String> before = ground.target().rows(shown());
		List<Session.Waiting> begun = new ArrayList<>();
		with(leaving, FaultPoints.NONE, false);
		with(leaving, FaultPoints.NONE, true);
		try (Connection connection = leaving.connect()) {
			new Aside(leaving, (point) -> {
				if (point.equals("aside.empty")) {
					begun.add(Session.Waiting.of(() -> with(coming, FaultPoints.NONE, false)));
					begun.get(0).endsWithin(1);
				}
			}).leaveHome(connection);
		}
		assertThat(begun).hasSize(1);
		begun.get(0).endsWell();
		with(coming, FaultPoints.NONE, true);
		assertThat(ground.target().rows(shown())).isEqualTo(before).isNotEmpty();
		try (Connection connection = coming.connect()) {
			new Aside(coming, FaultPoints.NONE).leaveHome(connection);
			assertThat(coming.live().hasTable(connection, "aside")).isFalse();
		}
	}

	/** Shows that the first test can fail. */
	@Test
	void control_triggers_that_stay_do_their_work_twice() throws SQLException {
		Ground ground = ground();
		ground.source().execute("INSERT INTO item VALUES (1, 0)", "UPDATE item SET n = 1");
		ground.apply();
		assertThat(done(ground.target())).isNotEqualTo(List.of("0"));
	}

}
