package dev.drover.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.drover.testserver.MysqlServer;
import dev.drover.testserver.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A process that stands still within a transaction does not hold up those who need the
 * same rows.
 */
@Execution(ExecutionMode.CONCURRENT)
class ForsakenIT {

	private static final String TOUCH = "UPDATE drover_control SET id = id";

	@TempDir
	Path directory;

	@Test
	void onPostgresql() throws Exception {
		PostgresServer server = PostgresServer.shared();
		isNotHeldUp(server.createDatabase(), server.user(), server.password());
	}

	@Test
	void onMysql() throws Exception {
		MysqlServer server = MysqlServer.mysql();
		isNotHeldUp(server.createDatabase(), server.user(), server.password());
	}

	@Test
	@Tag("proof")
	void onMariadb() throws Exception {
		MysqlServer server = MysqlServer.mariadb();
		isNotHeldUp(server.createDatabase(), server.user(), server.password());
	}

	private void isNotHeldUp(String url, String user, String password) throws SQLException {
		Map<String, String> environment = Map.of("DROVER_CONTROL_URL", url, "DROVER_CONTROL_USER", user,
				"DROVER_CONTROL_PASSWORD", password);
		try (ControlDatabase still = ControlDatabase.openPatiently(this.directory, environment);
				ControlDatabase other = ControlDatabase.openPatiently(this.directory, environment)) {
			still.bringUpToDate();
			try (Connection forsaken = still.dataSource().getConnection();
					Statement statement = forsaken.createStatement()) {
				forsaken.setAutoCommit(false);
				statement.execute(TOUCH);
				assertThat(touched(other)).as("statements that waited in vain").isLessThan(2);
				assertThatThrownBy(() -> statement.execute(TOUCH)).satisfies((failure) -> assertThat(
						ControlLoss.is(new UncategorizedSQLException("touch", TOUCH, (SQLException) failure)))
					.isTrue());
			}
		}
	}

	/** As those do it that wait for a control database. */
	private static int touched(ControlDatabase control) {
		JdbcTemplate jdbc = new JdbcTemplate(control.dataSource());
		AtomicReference<DataAccessException> last = new AtomicReference<>();
		for (int failed = 0; failed < 3; failed++) {
			try {
				jdbc.update(TOUCH);
				return failed;
			}
			catch (DataAccessException ex) {
				assertThat(ControlLoss.is(ex)).as(ex.toString()).isTrue();
				last.set(ex);
			}
		}
		throw last.get();
	}

}
