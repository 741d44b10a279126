package dev.drover.live;

import java.io.IOException;
import java.sql.SQLException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.testserver.OwnMysql;

import static org.assertj.core.api.Assertions.assertThat;

abstract class MysqlGateContract extends ServerGateContract {

	private static final String BRANCH = "'left', 'alone'";

	@Override
	void awaitWaiter(Database database) {
		MysqlCaptureContract.awaitWaiter(database);
	}

	@Override
	String longLook() {
		return "SELECT SLEEP(2.5)";
	}

	abstract OwnMysql server() throws IOException;

	/** MariaDB lets go of the gate at the first level, MySQL at none while it lives. */
	@ParameterizedTest
	@MethodSource("isolations")
	void a_prepared_branch_holds_up_the_switch_whether_it_keeps_the_gate_or_not(int isolation) throws SQLException {
		Ground ground = ground();
		try (Session branch = ground.source().session()) {
			branch.connection().setTransactionIsolation(isolation);
			prepare(branch);
			refusesToSwitch(ground, "prepared branch ");
			branch.execute("XA COMMIT " + BRANCH);
		}
		ground.cutOver();
		assertThat(ground.target().rows("SELECT n FROM item WHERE id = 1")).containsExactly("5");
	}

	/** Nobody holds its locks then, but for those of the rows that it has written. */
	@ParameterizedTest
	@ValueSource(strings = { "COMMIT", "ROLLBACK" })
	@Tag("proof")
	void a_prepared_branch_that_outlives_its_server_holds_up_the_switch_until_it_is_ended(String end) throws Exception {
		try (OwnMysql server = server()) {
			Ground ground = Ground.of(Database.of("old", server.createDatabase("bank"), "root", ""), database("new"),
					ITEM);
			ground.source().execute("INSERT INTO item VALUES (1, 0), (2, 0)");
			ground.apply();
			try (Session branch = ground.source().session()) {
				prepare(branch);
				server.stopAtOnce();
			}
			server.startAgain();
			refusesToSwitch(ground, "prepared branch ");
			ground.source().execute("XA " + end + " " + BRANCH);
			ground.cutOver();
			assertThat(ground.target().rows("SELECT n FROM item ORDER BY id"))
				.containsExactly(end.equals("COMMIT") ? "5" : "0", "0");
		}
	}

	private static void prepare(Session branch) throws SQLException {
		branch.execute("XA START " + BRANCH, "UPDATE item SET n = 5 WHERE id = 1", "XA END " + BRANCH,
				"XA PREPARE " + BRANCH);
	}

	@Test
	void statements_that_pass_over_errors_do_not_pass_over_the_gate() throws SQLException {
		Ground ground = ground();
		ground.cutOver();
		try (Session session = ground.source().session()) {
			session.execute("SET sql_mode = ''");
			assertThat(refused(failure(session, "INSERT IGNORE INTO item VALUES (1, 1), (9, 9)"))).isTrue();
			assertThat(refused(failure(session, "REPLACE INTO item VALUES (1, 1)"))).isTrue();
			assertThat(refused(failure(session, "UPDATE IGNORE item SET n = 1"))).isTrue();
			assertThat(refused(failure(session, "DELETE IGNORE FROM item"))).isTrue();
			assertThat(refused(failure(session, "INSERT INTO item VALUES (1, 1) ON DUPLICATE KEY UPDATE n = 3")))
				.isTrue();
		}
		assertThat(ground.source().rows("SELECT * FROM item ORDER BY id")).containsExactly("1|0", "2|0");
	}

}
