package dev.drover.live;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.drover.capture.LiveSide;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.Blocker;
import dev.drover.testserver.OwnMysql;

import static org.assertj.core.api.Assertions.assertThat;

class MysqlGateIT extends MysqlGateContract {

	/** More than the tenth of a second within which the server does not look again. */
	private static final Duration LOOKS_AGAIN = Duration.ofMillis(150);

	@Override
	OwnMysql server() throws IOException {
		return OwnMysql.mysqlThatKeeps();
	}

	@Override
	Database database(String name) {
		return Database.mysql(name);
	}

	/** The server keeps whole seconds only: a second and a half may be told as one. */
	@Test
	void who_may_hold_the_gate_is_named_from_its_first_second_on() throws SQLException {
		Ground ground = ground();
		LiveSide from = ground.flow().from();
		try (Session idle = ground.source().session(); Connection look = from.connect()) {
			idle.begin(Connection.TRANSACTION_READ_COMMITTED).execute("UPDATE item SET n = 5 WHERE id = 1");
			String began = Awaitility.await()
				.pollInterval(LOOKS_AGAIN)
				.until(() -> Statements.strings(look,
						"SELECT UNIX_TIMESTAMP(MIN(trx_started))"
								+ " FROM information_schema.innodb_trx WHERE trx_rows_modified > 0"),
						(seen) -> seen.get(0) != null)
				.get(0);
			Statements.execute(look, "SET timestamp = " + began);
			assertThat(from.live().suspects(look)).isEmpty();
			Statements.execute(look, "SET timestamp = " + began + " + 1");
			assertThat(from.live().suspects(look)).extracting(Blocker::seconds).containsExactly(1L);
			idle.commit();
		}
	}

}
