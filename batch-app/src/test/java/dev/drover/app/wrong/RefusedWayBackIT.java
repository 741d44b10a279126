package dev.drover.app.wrong;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A switch back that was not made: the target is the owner as before, and the operator
 * chooses whether it is tried again or the target stays.
 */
class RefusedWayBackIT {

	private static final String CHOICE = "drover finalize followed keeps the target as the owner";

	@TempDir
	Path directory;

	private Followed followed;

	private long pause;

	private void switched(String settings) throws SQLException {
		this.followed = Followed.in(this.directory, 300, "cutover: {gate: auto, timeout: 1s}\n" + settings);
		Answer run = TestFaults.during(Map.of("cutover.drained", RefusedWayBackIT::linger), this.followed::run);
		assertThat(run.status()).as(run.toString()).isZero();
		this.pause = cutover().get("write_pause_ms").asLong();
		assertThat(this.pause).isPositive();
	}

	/** So that there is a pause of some length. */
	private static void linger() {
		try {
			TimeUnit.MILLISECONDS.sleep(20);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private JsonNode cutover() {
		return this.followed.report().get("cutover");
	}

	private void isAsBefore() throws SQLException {
		assertThat(cutover().get("write_pause_ms").asLong()).isEqualTo(this.pause);
		assertThat(cutover().get("epoch").asLong()).isOne();
		assertThat(this.followed.status().get("hint").asString()).contains("drover rollback followed", CHOICE);
		this.followed.target().execute("UPDATE child SET amount = -7 WHERE id = 7");
	}

	private void endsWith(String command, int status) throws SQLException {
		Answer answer = this.followed.drover(command);
		assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
		this.followed.isEqual();
		assertThat(this.followed.scene().source().number("SELECT amount FROM child WHERE id = 7")).isEqualTo(-7);
	}

	@ParameterizedTest
	@CsvSource({ "rollback, ROLLED_BACK", "finalize, FINALIZED" })
	void byAHook(String command, String state) throws Exception {
		Path said = this.directory.resolve("said-yes");
		switched("hooks: {before_rollback: 'test -e " + said + "'}\n");
		this.followed.drover("rollback")
			.isOneLine(1, "CUT_004", "nothing has changed", "drover rollback followed", CHOICE);
		isAsBefore();
		this.followed.drover("cutover").isOneLine(2, "PLAN_009", "drover rollback followed", CHOICE);
		Files.createFile(said);
		endsWith(command, 0);
		assertThat(this.followed.status().get("state").asString()).isEqualTo(state);
	}

	@ParameterizedTest
	@CsvSource({ "rollback, 0", "restart, 5", "finalize, 0" })
	void byAWriter(String command, int status) throws Exception {
		switched("");
		try (Connection open = this.followed.target().connect(); Statement statement = open.createStatement()) {
			open.setAutoCommit(false);
			statement.executeUpdate("UPDATE child SET amount = -6 WHERE id = 6");
			this.followed.drover("rollback").isOneLine(1, "CUT_001", "nothing has changed", CHOICE);
			open.commit();
		}
		isAsBefore();
		endsWith(command, status);
	}

	/** What no trigger could note is seen before the way back ends. */
	@Test
	void theTargetStaysOnlyIfBothSidesAreEqual() throws Exception {
		switched("hooks: {before_rollback: 'false'}\n");
		this.followed.drover("rollback").isOneLine(1, "CUT_004", CHOICE);
		isAsBefore();
		Map<String, String> triggers = triggers(this.followed.scene().source());
		Followed.execute(this.followed.scene().source(),
				triggers.keySet().stream().map((name) -> "DROP TRIGGER \"" + name + "\"").toArray(String[]::new));
		Followed.execute(this.followed.scene().source(), "UPDATE child SET amount = 5000 WHERE id = 5");
		Followed.execute(this.followed.scene().source(), triggers.values().toArray(String[]::new));
		this.followed.drover("finalize").isOneLine(3, "DATA_003", "the way back is kept");
		assertThat(this.followed.status().get("state").asString()).isEqualTo("COMPLETED");
		this.followed.does("finalize", "--force");
	}

	/** Their statements by their names. */
	private static Map<String, String> triggers(Place place) throws SQLException {
		Map<String, String> found = new LinkedHashMap<>();
		for (String name : place.rows("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'child'")) {
			found.put(name, place.rows("SELECT sql FROM sqlite_master WHERE name = '" + name + "'").get(0));
		}
		return found;
	}

}
