package dev.drover.app.live;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.drover.app.wrong.Place;

/**
 * One migration of a database in use that is killed at its steps in turn, and goes on
 * each time, over the switch, back, and to its end: at no time do both sides take writes,
 * and nothing that was acknowledged is lost. Some steps of most pairs of engines; all of
 * them take ten minutes of each pair, and are tried by
 * {@code ./mvnw verify -Pproof -Ddrover.test.chains=true}.
 */
@Tag("proof")
class KilledEverywhereIT {

	/** From the first to the switch; a restart passes all that come behind. */
	private static final List<String> FORTH = List.of("capture.gate", "capture.table", "capture.source",
			"schema-sync.frozen", "copy.before-commit", "copy.after-commit", "finish-schema.taken-over",
			"capture.target", "apply.taken", "apply.before-check", "apply.committed", "apply.before-delete",
			"apply.deleted", "catch-up.caught-up", "verify.compared", "cutover-prepare.ready");

	/** The rows of the table of crashes, the last ones behind the point of no return. */
	private static final List<String> SWITCH = List.of("cutover.intent", "cutover.held", "cutover.drained",
			"cutover.counted", "cutover.compared", "cutover.brought-back", "cutover.numbered", "cutover.armed",
			"cutover.before-move", "cutover.moved", "cutover.opened", "cutover.before-route", "cutover.after-route");

	private static final List<String> BACK = List.of("close.entered", "apply.taken", "apply.committed",
			"apply.before-delete", "catch-up.caught-up");

	private static final List<String> END = List.of("finalize.entered", "capture.table-removed", "capture.removed");

	private static final Chain ALL = new Chain(FORTH, SWITCH, BACK, SWITCH, BACK, SWITCH, END);

	private static final Chain SOME = new Chain(List.of("capture.gate", "capture.table", "apply.committed"),
			List.of("cutover.armed", "cutover.moved"), List.of("apply.before-delete"), List.of("cutover.before-move"),
			List.of(), List.of("cutover.opened"), List.of("capture.table-removed"));

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource({ "mysql, mysql", "mariadb, postgresql", "mysql, postgresql", "postgresql, mysql",
			"sqlite, postgresql" })
	void goesOnFromSomePlaces(String source, String target) throws Exception {
		goesOn(place(source), place(target), SOME);
	}

	@ParameterizedTest
	@CsvSource({ "postgresql, postgresql", "mysql, postgresql", "mariadb, postgresql", "sqlite, postgresql",
			"sqlite, mysql", "postgresql, mysql", "mysql, mysql" })
	@EnabledIfSystemProperty(named = "drover.test.chains", matches = "true")
	void goesOnFromEverywhere(String source, String target) throws Exception {
		goesOn(place(source), place(target), ALL);
	}

	private Place place(String engine) {
		return switch (engine) {
			case "postgresql" -> Place.postgresql();
			case "mysql" -> Place.mysql();
			case "mariadb" -> Place.mariadb();
			default -> Place.sqlite(this.directory.resolve("old.sqlite"));
		};
	}

	private void goesOn(Place source, Place target, Chain chain) throws Exception {
		LiveMove move = LiveMove.of(this.directory, source, target, "");
		try (Applications applications = move.applications(source.url().startsWith("jdbc:sqlite:") ? 2 : 3)) {
			try (OneOwner owner = OneOwner.watching(source, target)) {
				killed(move, owner, "run", chain.forth());
				killed(move, owner, "restart", chain.there());
				move.drover().does("restart", "bank");
				applications.awaitWrites(20, 60);
				killed(move, owner, "rollback", chain.back());
				killed(move, owner, "rollback", chain.home());
				move.drover().ends(5, List.of(), "restart", "bank");
				applications.awaitWrites(20, 60);
				killed(move, owner, "cutover", chain.forthAgain());
				killed(move, owner, "cutover", chain.thereAgain());
				move.drover().does("restart", "bank");
				applications.awaitWrites(20, 60);
				move.drover().dies("finalize.compared", "finalize", "bank");
			}
			applications.find("new");
			for (String point : chain.end()) {
				move.drover().dies(point, "finalize", "bank");
			}
			move.drover().does("finalize", "bank");
			applications.find("new");
			applications.find("old");
			move.leavesNothing();
		}
	}

	private static void killed(LiveMove move, OneOwner owner, String command, List<String> points) throws Exception {
		String word = command;
		for (String point : points) {
			move.drover().dies(point, word, word.equals("run") ? move.plan() : "bank");
			owner.holds(point);
			word = "restart";
		}
	}

	/**
	 * Where it is killed, in turn.
	 *
	 * @param forth before the first switch
	 * @param there in the switch
	 * @param back in the way back
	 * @param home in the switch of the way back
	 * @param forthAgain before the second switch
	 * @param thereAgain in that switch
	 * @param end in {@code finalize}
	 */
	private record Chain(List<String> forth, List<String> there, List<String> back, List<String> home,
			List<String> forthAgain, List<String> thereAgain, List<String> end) {
	}

}
