package dev.drover.app.live;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;
import dev.drover.app.wrong.TestFaults;
import dev.drover.engine.live.Unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What looks for lost writes finds them: a rule of the protocol is broken on purpose, and
 * the check fails.
 */
@Tag("proof")
class NegativeControlsIT {

	private static final Unit UNIT = Unit.of("bank", "old");

	@TempDir
	Path directory;

	/**
	 * An applier that read before the switch and writes after it, and asks for no epoch.
	 */
	@Test
	void aZombieThatChecksNoEpochLosesWrites() throws Exception {
		Place source = Place.postgresql();
		Place target = Place.postgresql();
		LiveMove move = LiveMove.of(this.directory, source, target, "");
		try (Applications applications = move.applications(3)) {
			Map<Long, Account> read = new TreeMap<>();
			Answer answer = TestFaults.during(Map.of("cutover.held", () -> read.putAll(accounts(source))),
					() -> Answer.of(Map.of(), "run", move.plan(), "--data-dir", move.data()));
			assertThat(answer.status()).as(answer.toString()).isZero();
			applications.awaitWrites(100, 60);
			write(target, read);
			assertThatThrownBy(() -> applications.find("new")).isInstanceOf(AssertionError.class);
		}
	}

	private static Map<Long, Account> accounts(Place place) {
		try {
			return Bank.read(place);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void write(Place target, Map<Long, Account> accounts) throws SQLException {
		try (Connection connection = target.connect()) {
			connection.setAutoCommit(false);
			try (Statement settings = connection.createStatement()) {
				settings.execute("SELECT set_config('drover.apply', '" + UNIT.token() + "', true)");
			}
			for (Map.Entry<Long, Account> account : accounts.entrySet()) {
				Bank.update(connection, "UPDATE account SET balance = ? WHERE id = ?", account.getValue().balance(),
						account.getKey());
			}
			connection.commit();
		}
	}

}
