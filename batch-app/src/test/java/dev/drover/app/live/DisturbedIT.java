package dev.drover.app.live;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;
import dev.drover.app.wrong.TestFaults;
import dev.drover.testserver.OwnMysql;
import dev.drover.testserver.OwnPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connections that are cut, and servers that die and come back, while changes are applied
 * and around the switch, in both directions: it ends well or fails with a code, the first
 * restart reaches the end, and nothing that was acknowledged is lost.
 */
@Tag("proof")
class DisturbedIT {

	private static final List<String> SOME = List.of("apply.taken", "cutover.before-move");

	@TempDir
	Path directory;

	@Test
	void connectionsOfPostgresqlAreCut() throws Exception {
		disturbed(Place.postgresql(), Place.postgresql(), SOME, Sessions::endAll);
	}

	@Test
	void connectionsOfMysqlAreCut() throws Exception {
		disturbed(Place.mysql(), Place.postgresql(), List.of("catch-up.caught-up", "cutover.moved"), Sessions::endAll);
	}

	@Test
	void aServerDies() throws Exception {
		serversDie(List.of("apply.taken", "cutover.held"));
	}

	/** A server ends sessions soon that hold the gate, but none that is about to ask. */
	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mysql" })
	void aLongPreparationIsWaitedFor(String engine) throws Exception {
		Place source = engine.equals("mysql") ? Place.mysql() : Place.postgresql();
		String wait = engine.equals("mysql") ? "SELECT sleep(3)" : "SELECT pg_sleep(3)";
		LiveMove move = LiveMove.of(this.directory, source, Place.postgresql(), "cutover: {timeout: 30s}\n");
		Answer run = TestFaults.during(Map.of("cutover.intent", () -> ask(source, wait)), () -> command(move, "run"));
		assertThat(run.status()).as(run.toString()).isZero();
	}

	private static void ask(Place place, String sql) {
		try {
			place.text(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void serversDie(List<String> points) throws Exception {
		try (OwnPostgres one = OwnPostgres.start(); OwnMysql other = OwnMysql.mysqlThatKeeps()) {
			Place source = new Place(one.url(), one.user(), "");
			Place target = new Place(other.createDatabase("bank"), "root", "");
			disturbed(source, target, points, (place) -> {
				if (place == source) {
					one.stopAtOnce();
					one.startAgain();
				}
				else {
					other.stopAtOnce();
					other.startAgain();
				}
			});
		}
	}

	/** A whole migration there, back and there again for each point and side. */
	private void disturbed(Place source, Place target, List<String> points, Disturbance disturbance) throws Exception {
		LiveMove move = LiveMove.of(this.directory, source, target, "");
		boolean first = true;
		try (Applications applications = move.applications(3); OneOwner owner = OneOwner.watching(source, target)) {
			for (String point : points) {
				for (Place place : List.of(source, target)) {
					Map<String, Runnable> fault = Map.of(point, () -> disturbance.at(place));
					reaches(move, fault, first ? "run" : "cutover", target);
					first = false;
					applications.awaitWrites(20, 60);
					owner.holds();
					reaches(move, fault, "rollback", source);
					applications.awaitWrites(20, 60);
					owner.holds();
				}
			}
			reaches(move, Map.of(), "cutover", target);
			applications.awaitWrites(20, 60);
			applications.find("new");
		}
		assertThat(command(move, "finalize").status()).isZero();
		assertThat(Bank.read(source)).isEqualTo(Bank.read(target));
		move.leavesNothing();
	}

	/** At once, or with the first restart. */
	private static void reaches(LiveMove move, Map<String, Runnable> faults, String command, Place owner) {
		Answer answer = TestFaults.during(faults, () -> command(move, command));
		if (answer.status() != 0) {
			assertThat(answer.status()).as(answer.toString()).isIn(1, 2);
			assertThat(answer.err()).as("tells a code").containsPattern("(CONN|CUT|TIME|COPY)_00\\d");
			answer.isNoStackTrace();
			Answer again = command(move, "restart");
			assertThat(again.status()).as(answer + "\nrestarted: " + again).isIn(0, 5);
		}
		assertThat(move.takesWrites(owner)).as(answer.toString()).isTrue();
	}

	private static Answer command(LiveMove move, String command) {
		return Answer.of(Map.of(), command, command.equals("run") ? move.plan() : "bank", "--data-dir", move.data());
	}

	/** Something that happens to one side. */
	@FunctionalInterface
	private interface Disturbance {

		void happens(Place place) throws Exception;

		default void at(Place place) {
			try {
				happens(place);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
