package dev.drover.app.live;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A control database that does not know of the switch, such as one that was brought back
 * from yesterday: nothing is taken out of a target that is the owner.
 */
class ForgottenSwitchIT {

	@TempDir
	Path directory;

	private final Place control = Place.postgresql();

	@ParameterizedTest
	@ValueSource(strings = { "COMPLETED", "ROLLING_BACK" })
	void aTargetThatIsTheOwnerIsNotEmptied(String phase) throws Exception {
		Place target = Place.postgresql();
		LiveMove move = LiveMove.of(this.directory, Place.postgresql(), target, "");
		assertThat(drover("run", move.plan()).status()).isZero();
		target.execute("INSERT INTO account VALUES (7, 7, 5, 'at the new owner')");
		this.control.execute("DELETE FROM drover_switch", "UPDATE drover_migration SET phase = '" + phase + "'");
		String command = phase.equals("COMPLETED") ? "rollback" : "restart";
		drover(command, "bank").isOneLine(1, "ROLL_002", "the gate of new is open", "nothing has changed");
		assertThat(target.rows("SELECT name FROM account")).containsExactly("at the new owner");
		assertThat(move.takesWrites(target)).isTrue();
	}

	private Answer drover(String... words) {
		String[] all = java.util.Arrays.copyOf(words, words.length + 2);
		all[words.length] = "--data-dir";
		all[words.length + 1] = this.directory.resolve("data").toString();
		return Answer.of(Map.of("DROVER_CONTROL_URL", this.control.url(), "DROVER_CONTROL_USER", this.control.user(),
				"DROVER_CONTROL_PASSWORD", this.control.password()), all);
	}

}
