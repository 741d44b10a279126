package dev.drover.app.live;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;
import dev.drover.app.wrong.TestFaults;
import dev.drover.testserver.OwnMysql;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Transactions that began before the gate was taken: what they have written by then is at
 * the new owner, what they write later is refused, at whatever isolation level.
 */
class OldTransactionsIT {

	private static final int[] LEVELS = { Connection.TRANSACTION_READ_COMMITTED, Connection.TRANSACTION_REPEATABLE_READ,
			Connection.TRANSACTION_SERIALIZABLE };

	@TempDir
	Path directory;

	private static final String NAMED = "session \\S+, open for \\d+ s, last statement: ";

	@Test
	void areRefusedOrIncludedByPostgresql() throws Exception {
		refusedOrIncluded(Place.postgresql());
	}

	@Test
	@Tag("proof")
	void areRefusedOrIncludedByMariadb() throws Exception {
		refusedOrIncluded(Place.mariadb());
	}

	private void refusedOrIncluded(Place source) throws Exception {
		Place target = Place.postgresql();
		LiveMove move = LiveMove.of(this.directory, source, target, "cutover: {timeout: 30s}\n");
		fill(source);
		try (OldTransactions early = new OldTransactions(source, LEVELS, 1);
				OldTransactions waiting = new OldTransactions(source, LEVELS, 11);
				OldTransactions late = new OldTransactions(source, LEVELS, 21)) {
			Answer answer = TestFaults.during(Map.of("cutover.intent", () -> {
				early.begin();
				waiting.begin();
				late.begin();
				early.write();
				early.commitSoon();
			}, "cutover.held", waiting::writeAndCommit), () -> run(move));
			assertThat(answer.status()).as(answer.toString()).isZero();
			late.writeAndCommit();
			assertThat(early.ends()).hasSize(LEVELS.length).allMatch(String::isEmpty);
			assertThat(waiting.ends()).hasSize(LEVELS.length).allMatch((text) -> text.contains("drover: moved"));
			assertThat(late.ends()).hasSize(LEVELS.length).allMatch((text) -> text.contains("drover: moved"));
		}
		assertThat(target.rows("SELECT id FROM account WHERE balance = 7 ORDER BY id")).containsExactly("1", "2", "3");
	}

	@Test
	@Tag("proof")
	void anIdleOneMakesTheSwitchOfPostgresqlGiveUp() throws Exception {
		givesUp(Place.postgresql(), Place.postgresql(), NAMED + "UPDATE account SET balance = 7 WHERE id = 1");
	}

	@Test
	@Tag("proof")
	void anIdleOneMakesTheSwitchOfMysqlGiveUp() throws Exception {
		try (OwnMysql server = OwnMysql.mysqlThatTells()) {
			givesUp(new Place(server.createDatabase("bank"), "root", ""), Place.postgresql(),
					NAMED + "UPDATE account SET balance = 7 WHERE id = 1");
		}
	}

	@Test
	void anIdleOneMakesTheSwitchOfSqliteGiveUp() throws Exception {
		givesUp(Place.sqlite(this.directory.resolve("old.sqlite")), Place.postgresql(),
				"session of process " + ProcessHandle.current().pid() + " .*");
	}

	private void givesUp(Place source, Place target, String named) throws Exception {
		LiveMove move = LiveMove.of(this.directory, source, target, "cutover: {timeout: 3s}\n");
		fill(source);
		try (OldTransactions idle = new OldTransactions(source, new int[] { Connection.TRANSACTION_SERIALIZABLE }, 1)) {
			long[] begun = new long[1];
			Answer answer = TestFaults.during(Map.of("cutover.intent", () -> {
				idle.write();
				begun[0] = System.nanoTime();
			}), () -> run(move));
			long seconds = (System.nanoTime() - begun[0]) / 1_000_000_000;
			answer.isOneLine(1, "CUT_001", "drover restart bank");
			assertThat(answer.err()).containsPattern(named);
			assertThat(seconds).as("seconds until it has given up").isLessThan(12);
			idle.commitSoon();
			assertThat(idle.ends()).containsExactly("");
		}
		Answer again = Answer.of(Map.of(), "restart", "bank", "--data-dir", move.data());
		assertThat(again.status()).as(again.toString()).isZero();
		assertThat(target.rows("SELECT id FROM account WHERE balance = 7")).containsExactly("1");
	}

	/** As pg_dump does for as long as it takes. */
	@Test
	void oneThatOnlyReadsIsNotWaitedFor() throws Exception {
		Place source = Place.postgresql();
		LiveMove move = LiveMove.of(this.directory, source, Place.postgresql(), "cutover: {timeout: 3s}\n");
		fill(source);
		try (Connection dump = source.connect()) {
			dump.setAutoCommit(false);
			Answer answer = TestFaults.during(Map.of("cutover-prepare.ready", () -> lockForReading(dump)),
					() -> run(move));
			assertThat(answer.status()).as(answer.toString()).isZero();
		}
	}

	private static void lockForReading(Connection dump) {
		try (Statement statement = dump.createStatement()) {
			List<String> tables = new ArrayList<>();
			try (ResultSet row = statement
				.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'drover'")) {
				while (row.next()) {
					tables.add("drover." + row.getString(1));
				}
			}
			statement.execute("LOCK TABLE " + String.join(", ", tables) + " IN ACCESS SHARE MODE");
			statement.execute("SELECT pg_sleep(1.2)");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** In MySQL such a transaction keeps the gate that has refused it, to its end. */
	@Test
	@Tag("proof")
	void aRefusedOneThatStaysOpenIsNamed() throws Exception {
		try (OwnMysql server = OwnMysql.mysqlThatTells()) {
			refusedAndOpen(Place.postgresql(), new Place(server.createDatabase("bank"), "root", ""));
		}
	}

	private void refusedAndOpen(Place source, Place target) throws Exception {
		LiveMove move = LiveMove.of(this.directory, source, target, "cutover: {timeout: 3s}\n");
		fill(source);
		try (OldTransactions refused = new OldTransactions(target, new int[] { LEVELS[1] }, 1)) {
			Answer answer = TestFaults.during(Map.of("cutover-prepare.ready", refused::isRefused), () -> run(move));
			answer.isOneLine(1, "CUT_001", "of new: session ", "drover restart bank");
			source.execute("UPDATE account SET balance = 8 WHERE id = 2");
		}
		Answer again = Answer.of(Map.of(), "restart", "bank", "--data-dir", move.data());
		assertThat(again.status()).as(again.toString()).isZero();
	}

	private static Answer run(LiveMove move) {
		return Answer.of(Map.of(), "run", move.plan(), "--data-dir", move.data());
	}

	private static void fill(Place source) throws SQLException {
		try (Connection connection = source.connect()) {
			for (long id = 1; id <= 30; id++) {
				Bank.insert(connection, id, new Account(id, 0, List.of()));
			}
		}
	}

}
