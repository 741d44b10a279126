package dev.drover.app.live;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Killed around the switch, with applications writing all the time: at no time do both
 * sides take writes, a restart reaches the end, and nothing that was acknowledged is
 * lost.
 */
class KilledFollowingIT {

	private static final int HALTED = 99;

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "cutover.armed", "cutover.opened" })
	void postgresqlGoesOn(String point) throws Exception {
		goesOn(Place.postgresql(), Place.postgresql(), point);
	}

	@ParameterizedTest
	@ValueSource(strings = { "cutover.held", "cutover.counted", "cutover.moved" })
	@Tag("proof")
	void postgresqlGoesOnFromMorePlaces(String point) throws Exception {
		goesOn(Place.postgresql(), Place.postgresql(), point);
	}

	private void goesOn(Place source, Place target, String point) throws Exception {
		LiveMove move = LiveMove.of(this.directory, source, target, "");
		try (Applications applications = move.applications(2)) {
			move.drover().ends(HALTED, List.of("-Ddrover.test.halt-at=" + point), "run", move.plan());
			move.hasOneOwnerAtMost();
			assertThat(move.drover().does("restart", "bank")).as("findings").doesNotContain("drover_");
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
