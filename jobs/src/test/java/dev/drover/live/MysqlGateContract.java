package dev.drover.live;

import java.sql.SQLException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.drover.apply.Applier;
import dev.drover.cutover.Switch;
import dev.drover.fault.DroverException;
import dev.drover.fault.FaultPoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

abstract class MysqlGateContract extends ServerGateContract {

	@Override
	void awaitWaiter(Database database) {
		MysqlCaptureContract.awaitWaiter(database);
	}

	@Override
	String longLook() {
		return "SELECT SLEEP(2.5)";
	}

	@Test
	void a_prepared_branch_holds_up_the_switch_although_it_lets_go_of_the_gate() throws SQLException {
		Ground ground = ground();
		try (Session branch = ground.source().session(); Applier applier = ground.applier()) {
			branch.execute("XA START 'left', 'alone'", "UPDATE item SET n = 5 WHERE id = 1", "XA END 'left', 'alone'",
					"XA PREPARE 'left', 'alone'");
			Switch hasty = new Switch(ground.flow(), Duration.ofMillis(800), true, FaultPoints.NONE);
			assertThatThrownBy(() -> hasty.run(applier, Ground.steps((name) -> {
			}), 1)).isInstanceOf(DroverException.class);
			branch.execute("XA COMMIT 'left', 'alone'");
		}
		ground.cutOver();
		assertThat(ground.target().rows("SELECT n FROM item WHERE id = 1")).containsExactly("5");
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
