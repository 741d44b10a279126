package dev.drover.live;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.apply.Applier;
import dev.drover.plan.VerifySettings;
import dev.drover.verify.Barrier;
import dev.drover.verify.TableComparison;
import dev.drover.verify.TableVerdict;
import dev.drover.verify.VerifyListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows of a table that is in use are counted, and between any two looks some are added.
 */
class CountedInUseIT {

	private static final int ROWS = 20;

	@TempDir
	Path directory;

	private final AtomicInteger written = new AtomicInteger();

	private Ground ground(String engine) throws SQLException {
		String item = "CREATE TABLE item (id BIGINT NOT NULL PRIMARY KEY)";
		Ground ground = engine.equals("sqlite")
				? Ground.of(Database.sqlite("old", this.directory.resolve("old.sqlite")),
						Database.sqlite("new", this.directory.resolve("new.sqlite")), "PRAGMA journal_mode = WAL", item)
				: Ground.of(Database.postgresql("old"), Database.postgresql("new"), item);
		for (int i = 0; i < ROWS; i++) {
			write(ground);
		}
		return ground;
	}

	private void write(Ground ground) {
		try {
			ground.source().execute("INSERT INTO item VALUES (" + this.written.incrementAndGet() + ")");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The target will never have that row: nobody knows that it was written. */
	private void writeUnnoted(Ground ground) throws SQLException {
		ground.apply();
		write(ground);
		ground.source()
			.execute("DELETE FROM " + ground.flow().from().live().queue(ground.flow().from().tables().get(0)));
	}

	private TableVerdict counted(Ground ground, boolean written, boolean momentary) throws SQLException {
		Runnable writer = written ? () -> write(ground) : () -> {
		};
		try (Applier applier = ground.applier();
				Connection from = ground.source().engine().connect(ground.source().endpoint());
				Connection to = ground.target().engine().connect(ground.target().endpoint())) {
			TableVerdict verdict = new TableComparison(ground.flow().tables().get(0),
					new VerifySettings(VerifySettings.Level.COUNT, 100, false), VerifyListener.NONE,
					ground.source().engine(), from, ground.target().engine(), to)
				.recheckingAfter(new Swept(applier, writer, momentary))
				.compare();
			assertThat(verdict).isNotNull();
			return verdict;
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "sqlite", "postgresql" })
	void rows_that_are_written_all_the_time_are_no_difference(String engine) throws SQLException {
		TableVerdict verdict = counted(ground(engine), true, true);
		assertThat(verdict.differenceCount()).isZero();
		assertThat(verdict.rowsSource()).isEqualTo(verdict.rowsTarget()).isEqualTo(verdict.rowsVerified());
		assertThat(verdict.unsettled()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sqlite", "postgresql" })
	void a_row_that_is_missing_is_seen_among_them(String engine) throws SQLException {
		Ground ground = ground(engine);
		writeUnnoted(ground);
		write(ground);
		assertThat(counted(ground, true, true).differenceCount()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sqlite", "postgresql" })
	void without_a_common_moment_numbers_that_keep_changing_say_nothing(String engine) throws SQLException {
		TableVerdict verdict = counted(ground(engine), true, false);
		assertThat(verdict.differenceCount()).isZero();
		assertThat(verdict.rowsVerified()).isZero();
		assertThat(verdict.unsettled()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sqlite", "postgresql" })
	void without_a_common_moment_numbers_that_stay_are_believed(String engine) throws SQLException {
		Ground ground = ground(engine);
		writeUnnoted(ground);
		TableVerdict verdict = counted(ground, false, false);
		assertThat(verdict.differenceCount()).isEqualTo(1);
		assertThat(verdict.unsettled()).isFalse();
	}

	/**
	 * Applies what was noted, after which the application has written again.
	 *
	 * @param applier what applies
	 * @param writer the application
	 * @param momentary whether both sides can be seen at one moment
	 */
	private record Swept(Applier applier, Runnable writer, boolean momentary) implements Barrier {

		@Override
		public void await() {
			try {
				this.applier.sweep(() -> true);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
			this.writer.run();
		}

		@Override
		public boolean atOneMoment(Look look) throws SQLException {
			return this.momentary && this.applier.sweepToOneMoment((followed) -> {
				this.writer.run();
				look.by(followed, false);
			});
		}

	}

}
