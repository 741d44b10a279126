package dev.drover.app.wrong;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Limits act while a source is followed: while it is compared, and while a manual gate is
 * waited for. What they do is for {@code failure_handling} to say.
 */
class FollowedLimitsIT {

	private static final int ROWS = 400;

	private static final long PAUSE_NANOS = 300_000_000;

	private static final String LAGGING = "throttle: {rows_per_second: 8000}\ncutover: {gate: manual}\n"
			+ "limits: {max_sync_lag: 2s}\n";

	@TempDir
	Path directory;

	/** So many changes that the throttle holds them up for half a minute. */
	private static void fallBehind(Followed followed) {
		List<String> changes = new ArrayList<>(List.of("BEGIN"));
		for (int i = 0; i < 100; i++) {
			changes.add("UPDATE parent SET text = text || '!'");
		}
		changes.add("COMMIT");
		Followed.execute(followed.scene().source(), changes.toArray(String[]::new));
	}

	private static void isTakenBack(Followed followed, Answer run, String code) throws Exception {
		run.isOneLine(5, code, "rolled back: the source is the owner and nothing is lost",
				"then run the plan under another id");
		assertThat(followed.status().get("state").asString()).isEqualTo("ROLLED_BACK");
		assertThat(followed.target().dump().toString()).doesNotContain("parent", "child", "drover_");
		assertThat(followed.scene().source().dump().get("schema").toString()).doesNotContain("drover_");
		followed.change(1, 1);
	}

	@Test
	void aTargetThatFallsBehindWhileTheWordIsWaitedForIsTakenBack() throws Exception {
		Followed followed = Followed.in(this.directory, ROWS, LAGGING);
		Answer run = TestFaults.during("cutover-prepare.ready", 1, () -> fallBehind(followed), followed::run);
		assertThat(run.err()).contains("behind its source, limits.max_sync_lag allows 2.0 s");
		isTakenBack(followed, run, "SYNC_003");
		assertThat(followed.history()).contains("phase READY to FAILED", "phase FAILED to ROLLING_BACK");
	}

	@Test
	void aTargetThatDoesNotCatchUpInTimeIsTakenBack() throws Exception {
		Followed followed = Followed.in(this.directory, ROWS,
				"throttle: {rows_per_second: 1200}\nlimits: {max_sync_lag: 2s}\n");
		AtomicBoolean over = new AtomicBoolean();
		Thread writer = new Thread(() -> {
			while (!over.get()) {
				fallBehind(followed);
				// whoever else writes to the file wants his turn
				LockSupport.parkNanos(PAUSE_NANOS);
			}
		}, "writer");
		Answer run = TestFaults.during("catch-up.entered", 1, () -> {
			fallBehind(followed);
			writer.start();
		}, () -> {
			try {
				return followed.run();
			}
			finally {
				over.set(true);
			}
		});
		writer.join();
		assertThat(run.err()).contains("changes wait to be applied, cutover.max_lag allows");
		isTakenBack(followed, run, "SYNC_003");
		assertThat(followed.history()).contains("phase CATCHING_UP to FAILED");
		assertThat(followed.report().get("sync").get("max_lag").asLong()).isGreaterThan(30_000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "cutover-prepare.ready", "catch-up.entered" })
	void changesThatTheTargetRefusesCountAgainstMaxErrors(String point) throws Exception {
		Scene scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 300);
		Followed followed = Followed.to(scene, Place.postgresql(), "cutover: {gate: manual}\n");
		Answer run = TestFaults.during(point, 1,
				() -> Followed.execute(scene.source(), "UPDATE child SET amount = 'no number' WHERE id <= 6"),
				followed::run);
		run.isOneLine(5, "DATA_002", "limits.max_errors allows 5", "rolled back");
		assertThat(followed.target().number("SELECT count(*) FROM pg_tables WHERE tablename IN ('parent', 'child')"))
			.isZero();
	}

	/** Trying again does not wait for a word: it ends as the first time did. */
	@Test
	@Tag("proof")
	void changesThatTheTargetRefusesAreTriedAgainBeforeAllIsTakenBack() throws Exception {
		Scene scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 300);
		Followed followed = Followed.to(scene, Place.postgresql(),
				"cutover: {gate: manual}\nfailure_handling: {type: retry_then_all, retry_count: 2}\n");
		Answer run = TestFaults.during("cutover-prepare.ready", 1,
				() -> Followed.execute(scene.source(), "UPDATE child SET amount = 'no number' WHERE id <= 6"),
				followed::run);
		run.isOneLine(5, "DATA_002", "limits.max_errors allows 5", "rolled back");
		assertThat((run.out() + run.err()).split("trying again", -1)).hasSize(3);
	}

	/**
	 * What a second try reaches waits for the word as the first one did, and says why.
	 */
	@Test
	@Tag("proof")
	void whatIsMendedBetweenTwoTriesWaitsForTheWordAndSaysWhy() throws Exception {
		Scene scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 300);
		Followed followed = Followed.to(scene, Place.postgresql(),
				"cutover: {gate: manual}\nfailure_handling: {type: retry_then_all, retry_count: 2}\n");
		AtomicInteger waits = new AtomicInteger();
		Answer run = TestFaults.always(Map.of("cutover.waits", () -> {
			if (waits.incrementAndGet() == 1) {
				Followed.execute(scene.source(), "UPDATE child SET amount = 'no number' WHERE id <= 6");
				return;
			}
			assertThat(followed.history().toString()).contains("ready waits for `drover cutover followed`",
					"(it was tried again, since ", "rejected rows: 6, limits.max_errors allows 5");
			followed.does("cutover");
		}, "attempt.retried", () -> Followed.execute(scene.source(), "UPDATE child SET amount = 1 WHERE id <= 6")),
				followed::run);
		assertThat(run.status()).as(run.toString()).isZero();
		assertThat(waits).hasValue(2);
		followed.isEqual();
	}

	@Test
	void rowsThatStayDifferentCountAgainstMaxValidationFailures() throws Exception {
		Followed followed = Followed.in(this.directory, 300, "");
		Answer run = TestFaults.during("copy.after-commit", 2,
				() -> Followed.execute(followed.target(), "DELETE FROM child WHERE id <= 4"), followed::run);
		run.isOneLine(5, "CUT_002", "differ in 4 rows, limits.max_validation_failures allows 3");
		assertThat(followed.status().get("state").asString()).isEqualTo("ROLLED_BACK");
	}

	/** An operator who goes back waits as long as it takes. */
	@Test
	@Tag("proof")
	void aFormerOwnerThatStaysBehindForLongDoesNotEndARollback() throws Exception {
		Followed followed = Followed.in(this.directory, ROWS,
				"throttle: {rows_per_second: 4000}\nlimits: {max_sync_lag: 2s}\n");
		Answer run = followed.run();
		assertThat(run.status()).as(run.toString()).isZero();
		Followed.execute(followed.target(), "UPDATE parent SET text = 'first'");
		AtomicLong since = new AtomicLong();
		Answer back = TestFaults.always(Map.of("apply.deleted", () -> {
			since.compareAndSet(0, System.nanoTime());
			if (System.nanoTime() - since.get() < TimeUnit.SECONDS.toNanos(5)) {
				Followed.execute(followed.target(), "UPDATE parent SET text = text || '!'");
			}
		}), () -> followed.drover("rollback"));
		assertThat(back.status()).as(back.toString()).isZero();
		followed.isEqual();
	}

}
