package dev.drover.app.live;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Place;

/**
 * One migration of a database in use that is killed at each of its steps in turn, and
 * goes on each time, over the switch, back, and to its end: at no time do both sides take
 * writes, and nothing that was acknowledged is lost. Takes ten minutes, so that it is
 * only run by {@code ./mvnw verify -Pproof -Ddrover.test.chains=true}.
 */
@Tag("proof")
@EnabledIfSystemProperty(named = "drover.test.chains", matches = "true")
class KilledEverywhereIT {

	/** From the first to the switch; a restart passes all that come behind. */
	private static final List<String> FORTH = List.of("capture.gate", "capture.table", "capture.source",
			"schema-sync.frozen", "copy.before-commit", "copy.after-commit", "finish-schema.taken-over",
			"capture.target", "apply.taken", "apply.before-check", "apply.committed", "apply.before-delete",
			"apply.deleted", "catch-up.caught-up", "verify.compared", "cutover-prepare.ready");

	/** The rows of the table of crashes, the last ones behind the point of no return. */
	private static final List<String> SWITCH = List.of("cutover.intent", "cutover.held", "cutover.drained",
			"cutover.numbered", "cutover.armed", "cutover.before-move", "cutover.moved", "cutover.opened",
			"cutover.before-route", "cutover.after-route");

	private static final List<String> BACK = List.of("close.entered", "apply.taken", "apply.committed",
			"apply.before-delete", "catch-up.caught-up");

	@TempDir
	Path directory;

	@Test
	void postgresqlToPostgresql() throws Exception {
		goesOn(Place.postgresql(), Place.postgresql());
	}

	private void goesOn(Place source, Place target) throws Exception {
		LiveMove move = LiveMove.of(this.directory, source, target, "");
		try (Applications applications = move.applications(3)) {
			try (OneOwner owner = OneOwner.watching(source, target)) {
				killed(move, owner, "run", FORTH);
				killed(move, owner, "restart", SWITCH);
				move.drover().does("restart", "bank");
				applications.awaitWrites(20, 60);
				killed(move, owner, "rollback", BACK);
				killed(move, owner, "rollback", SWITCH);
				move.drover().ends(5, List.of(), "restart", "bank");
				applications.awaitWrites(20, 60);
				killed(move, owner, "cutover", BACK);
				killed(move, owner, "cutover", SWITCH);
				move.drover().does("restart", "bank");
				applications.awaitWrites(20, 60);
				move.drover().dies("finalize.compared", "finalize", "bank");
			}
			applications.find("new");
			for (String point : List.of("finalize.entered", "capture.table-removed", "capture.removed")) {
				move.drover().dies(point, "finalize", "bank");
			}
			move.drover().does("finalize", "bank");
			applications.find("new");
			applications.find("old");
			move.leavesNothing();
		}
	}

	private static void killed(LiveMove move, OneOwner owner, String command, List<String> points) throws Exception {
		boolean first = true;
		for (String point : points) {
			String word = first ? command : "restart";
			move.drover().dies(point, word, word.equals("run") ? move.plan() : "bank");
			owner.holds();
			first = false;
		}
	}

}
