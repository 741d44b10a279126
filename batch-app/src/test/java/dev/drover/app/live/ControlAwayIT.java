package dev.drover.app.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;
import dev.drover.app.wrong.TestFaults;
import dev.drover.testserver.OwnPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The control database is away for ten seconds while a source is followed: it ends with a
 * code, applications notice nothing, and once it is back a restart reaches the end.
 */
@Tag("proof")
class ControlAwayIT {

	private static final int SECONDS = 10;

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "catch-up.caught-up", "cutover.held", "cutover.moved" })
	void aRestartGoesOn(String point) throws Exception {
		Place source = Place.postgresql();
		Place target = Place.postgresql();
		LiveMove move = LiveMove.of(this.directory, source, target, "");
		try (OwnPostgres control = OwnPostgres.start();
				Applications applications = move.applications(3);
				OneOwner owner = OneOwner.watching(source, target)) {
			Map<String, String> environment = Map.of("DROVER_CONTROL_URL", control.url(), "DROVER_CONTROL_USER",
					control.user(), "DROVER_CONTROL_PASSWORD", "");
			Answer run = TestFaults.during(Map.of(point, () -> away(control, owner)),
					() -> Answer.of(environment, "run", move.plan(), "--data-dir", move.data()));
			if (run.status() != 0) {
				run.isOneLine(1, "CONN_006", "drover restart bank");
				Answer again = Answer.of(environment, "restart", "bank", "--data-dir", move.data());
				assertThat(again.status()).as(run + "\nrestarted: " + again).isZero();
			}
			applications.awaitWrites(20, 60);
			owner.holds();
			applications.find("new");
		}
	}

	private static void away(OwnPostgres control, OneOwner owner) {
		control.stopAtOnce();
		int looks = owner.looks();
		await().pollDelay(SECONDS, TimeUnit.SECONDS)
			.atMost(4L * SECONDS, TimeUnit.SECONDS)
			.until(() -> owner.looks() > looks);
		try {
			control.startAgain();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
