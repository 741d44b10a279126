package dev.drover.app.wrong;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection that is cut is never taken for the end of the rows: the run fails with a
 * code, and the restart ends with every row once.
 */
class ConnectionCutIT {

	private static final int ROWS = 6000;

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource({ "WRITING, 200000, true", "BEFORE_COMMIT, 8, false", "AFTER_COMMIT, 7, true" })
	void aTargetThatIsCutOffIsFinishedByTheRestart(CutProxy.Where where, long count, boolean reset) throws Exception {
		finishes(where, count, reset);
	}

	@ParameterizedTest
	@CsvSource({ "WRITING, 500000, false", "BEFORE_COMMIT, 7, true", "AFTER_COMMIT, 9, false" })
	@Tag("proof")
	void aTargetThatIsCutOffOtherwiseIsFinishedByTheRestart(CutProxy.Where where, long count, boolean reset)
			throws Exception {
		finishes(where, count, reset);
	}

	private void finishes(CutProxy.Where where, long count, boolean reset) throws Exception {
		Scene scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), ROWS);
		Place target = Place.postgresql();
		try (CutProxy proxy = new CutProxy(target.url(), where, count, reset)) {
			Path plan = scene.plan("cut", target.at(proxy.url(target.url())));
			scene.drover("run", plan.toString()).isOneLine(1, "CONN_004", "drover restart cut");
			assertThat(proxy.cuts()).isEqualTo(1);
			scene.drover("run", plan.toString()).isOneLine(2, "PLAN_008", "drover restart cut");
			Answer again = scene.drover("restart", "cut");
			assertThat(again.status()).as(again.toString()).isZero();
		}
		scene.isWhole(target, "cut");
	}

	@ParameterizedTest
	@CsvSource({ "60000, true", "150000, false" })
	void aSourceThatIsCutOffIsFinishedByTheRestart(long count, boolean reset) throws Exception {
		Place source = Place.postgresql();
		Scene scene = Scene.in(this.directory, source, ROWS);
		Place target = Place.h2(this.directory.resolve("target"));
		try (CutProxy proxy = new CutProxy(source.url(), CutProxy.Where.NEVER, count, reset)) {
			Path plan = scene.plan("cut", source.at(proxy.url(source.url())), target, "");
			// the first rows are read before, to see how large they are
			Answer cut = TestFaults.during("schema-sync.frozen", 1, () -> proxy.cutAt(CutProxy.Where.READING),
					() -> scene.drover("run", plan.toString()));
			cut.isOneLine(1, "CONN_004", "drover restart cut");
			assertThat(proxy.cuts()).isEqualTo(1);
			Answer again = scene.drover("restart", "cut");
			assertThat(again.status()).as(again.toString()).isZero();
		}
		scene.isWhole(target, "cut");
	}

	@Test
	void aSessionThatTheServerEndsIsFinishedByTheRestart() throws Exception {
		Scene scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), ROWS);
		Place target = Place.postgresql();
		Path plan = scene.plan("cut", target);
		Answer first = TestFaults.during("copy.after-commit", 5, () -> endSessions(target),
				() -> scene.drover("run", plan.toString()));
		first.isOneLine(1, "CONN_004", "drover restart cut");
		Answer again = scene.drover("restart", "cut");
		assertThat(again.status()).as(again.toString()).isZero();
		scene.isWhole(target, "cut");
	}

	@Test
	void aControlDatabaseThatIsGoneEndsTheAttemptSoonAndNothingForEver() throws Exception {
		Scene scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), ROWS);
		Place target = Place.postgresql();
		Place control = Place.postgresql();
		Path plan = scene.plan("cut", target);
		try (CutProxy proxy = new CutProxy(control.url(), CutProxy.Where.NEVER, 0, true)) {
			AtomicLong gone = new AtomicLong();
			Answer first = TestFaults.during("copy.after-commit", 5, () -> {
				proxy.down();
				gone.set(System.nanoTime());
			}, () -> scene.drover(CutProxy.control(proxy, control), "run", plan.toString()));
			assertThat(Duration.ofNanos(System.nanoTime() - gone.get())).isLessThan(Duration.ofSeconds(20));
			first.isOneLine(1, "CONN_006", "drover restart cut", "stack trace in ");
			assertThat(target.number("SELECT count(*) FROM drover.checkpoint")).isPositive();
			scene.drover(CutProxy.control(proxy, control), "restart", "cut").isOneLine(1, "CONN_006");
			proxy.heal();
			Answer again = scene.drover(CutProxy.control(proxy, control), "restart", "cut");
			assertThat(again.status()).as(again.toString()).isZero();
		}
		scene.isWhole(target, "cut");
	}

	private static void endSessions(Place target) {
		try {
			target.number("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
					+ " WHERE datname = current_database() AND pid <> pg_backend_pid()");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
