package dev.drover.app.live;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.app.wrong.Place;

/**
 * Killed at each step of following and switching, with applications writing all the time:
 * at no time do both sides take writes, a restart reaches the end, and nothing that was
 * acknowledged is lost.
 */
class KilledFollowingIT {

	private static final int HALTED = 99;

	private static final List<String> POINTS = List.of("capture.gate", "capture.table", "capture.source",
			"schema-sync.frozen", "copy.after-commit", "finish-schema.taken-over", "capture.target", "catch-up.entered",
			"apply.taken", "apply.before-check", "apply.committed", "apply.before-delete", "catch-up.caught-up",
			"verify.compared", "cutover-prepare.ready", "cutover.intent", "cutover.held", "cutover.drained",
			"cutover.numbered", "cutover.armed", "cutover.before-move", "cutover.moved", "cutover.opened",
			"cutover.before-route", "cutover.after-route", "cleanup.before-completed");

	@TempDir
	Path directory;

	static Stream<String> points() {
		return POINTS.stream();
	}

	@ParameterizedTest
	@ValueSource(strings = { "cutover.armed", "cutover.opened" })
	void postgresqlGoesOn(String point) throws Exception {
		goesOn(Place.postgresql(), Place.postgresql(), point);
	}

	@ParameterizedTest
	@MethodSource("points")
	@Tag("proof")
	void postgresqlGoesOnEverywhere(String point) throws Exception {
		goesOn(Place.postgresql(), Place.postgresql(), point);
	}

	@ParameterizedTest
	@MethodSource("points")
	@Tag("proof")
	void mysqlToPostgresqlGoesOnEverywhere(String point) throws Exception {
		goesOn(Place.mysql(), Place.postgresql(), point);
	}

	@ParameterizedTest
	@MethodSource("points")
	@Tag("proof")
	void sqliteGoesOnEverywhere(String point) throws Exception {
		goesOn(Place.sqlite(this.directory.resolve("old.sqlite")), Place.sqlite(this.directory.resolve("new.sqlite")),
				point);
	}

	private void goesOn(Place source, Place target, String point) throws Exception {
		LiveMove move = LiveMove.of(this.directory, source, target, "");
		try (Applications applications = move.applications(2)) {
			move.drover().ends(HALTED, List.of("-Ddrover.test.halt-at=" + point), "run", move.plan());
			move.hasOneOwnerAtMost();
			move.drover().does("restart", "bank");
			applications.awaitWrites(20, 60);
			move.hasOneOwnerAtMost();
			applications.find("new");
			move.drover().does("finalize", "bank");
			applications.find("old");
			move.leavesNothing();
		}
	}

	@Test
	@Tag("proof")
	void aKilledRollbackGoesOn() throws Exception {
		LiveMove move = LiveMove.of(this.directory, Place.postgresql(), Place.postgresql(), "");
		try (Applications applications = move.applications(2)) {
			move.drover().does("run", move.plan());
			for (String point : List.of("cutover.armed", "cutover.moved")) {
				move.drover().ends(HALTED, List.of("-Ddrover.test.halt-at=" + point), "rollback", "bank");
				move.hasOneOwnerAtMost();
				move.drover().ends(5, List.of(), "restart", "bank");
				applications.awaitWrites(20, 60);
				move.drover().ends(HALTED, List.of("-Ddrover.test.halt-at=" + point), "cutover", "bank");
				move.hasOneOwnerAtMost();
				move.drover().does("restart", "bank");
				applications.awaitWrites(20, 60);
			}
			applications.find("new");
		}
	}

}
