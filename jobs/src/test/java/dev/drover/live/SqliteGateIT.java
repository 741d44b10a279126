package dev.drover.live;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.apply.Applier;
import dev.drover.cutover.Switch;
import dev.drover.fault.DroverException;
import dev.drover.fault.FaultPoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SqliteGateIT extends GateContract {

	@TempDir
	Path directory;

	@Override
	Database database(String name) {
		return Database.sqlite(name, this.directory.resolve(name + ".sqlite"));
	}

	/** Where an open reader holds up no commit. */
	@Override
	Ground ground() throws SQLException {
		for (String name : List.of("old", "new")) {
			database(name).execute("PRAGMA journal_mode = WAL");
		}
		return super.ground();
	}

	@Test
	void a_reader_that_stays_where_it_holds_up_commits_makes_the_switch_give_up_in_time() throws SQLException {
		Ground ground = super.ground();
		ground.source().execute("PRAGMA journal_mode = DELETE");
		try (Session reader = ground.source().session(); Applier applier = ground.applier()) {
			ground.apply();
			reader.begin(Connection.TRANSACTION_SERIALIZABLE).execute("SELECT * FROM item");
			Switch hasty = new Switch(ground.flow(), Duration.ofMillis(1500), true, FaultPoints.NONE);
			long begun = System.nanoTime();
			assertThatThrownBy(() -> hasty.run(applier, Ground.steps((name) -> {
			}), 1)).isInstanceOf(DroverException.class).hasMessageContaining("CUT_001");
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
		}
		assertThat(takesWrites(ground.source())).isTrue();
		ground.cutOver();
		assertThat(takesWrites(ground.target())).isTrue();
	}

	static List<Integer> isolations() {
		return List.of(Connection.TRANSACTION_SERIALIZABLE);
	}

	@Test
	void statements_that_pass_over_errors_do_not_pass_over_the_gate() throws SQLException {
		Ground ground = ground();
		ground.cutOver();
		try (Session session = ground.source().session()) {
			assertThat(refused(failure(session, "INSERT OR IGNORE INTO item VALUES (1, 1), (9, 9)"))).isTrue();
			assertThat(refused(failure(session, "INSERT OR REPLACE INTO item VALUES (1, 1)"))).isTrue();
			assertThat(refused(failure(session, "UPDATE OR IGNORE item SET n = 1"))).isTrue();
		}
		assertThat(ground.source().rows("SELECT * FROM item ORDER BY id")).containsExactly("1|0", "2|0");
	}

	/** Notes are deleted once what was applied is on the disk. */
	@Test
	void commits_wait_for_the_disk_also_where_the_URL_says_that_they_need_not() throws SQLException {
		Database relaxed = Database.of("old", database("old").endpoint().url() + "?synchronous=OFF", "", "");
		try (Connection connection = relaxed.engine().connect(relaxed.endpoint())) {
			assertThat(dev.drover.engine.jdbc.Statements.strings(connection, "PRAGMA synchronous"))
				.containsExactly("2");
		}
	}

}
