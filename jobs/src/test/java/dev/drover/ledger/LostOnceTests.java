package dev.drover.ledger;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LostOnceTests {

	private final AtomicLong now = new AtomicLong();

	private final AtomicBoolean gone = new AtomicBoolean();

	private final AtomicInteger tries = new AtomicInteger();

	private final LostOnce database = new LostOnce(new AbstractDataSource() {

		@Override
		public Connection getConnection() throws SQLException {
			LostOnceTests.this.tries.incrementAndGet();
			if (LostOnceTests.this.gone.get()) {
				throw new SQLException("gone", "08001");
			}
			return DriverManager.getConnection("jdbc:h2:mem:");
		}

		@Override
		public Connection getConnection(String user, String password) throws SQLException {
			return getConnection();
		}

	}, this.now::get);

	@Test
	void aLossIsWaitedForOnceAndThenToldAtOnce() {
		this.gone.set(true);
		for (int i = 0; i < 10; i++) {
			assertThatThrownBy(this.database::getConnection).isInstanceOf(SQLException.class)
				.hasMessage("gone")
				.extracting((failure) -> ((SQLException) failure).getSQLState())
				.isEqualTo("08001");
		}
		assertThat(this.tries).hasValue(1);
	}

	@Test
	void aDatabaseThatIsBackIsUsedAgain() throws SQLException {
		this.gone.set(true);
		assertThatThrownBy(this.database::getConnection).isInstanceOf(SQLException.class);
		this.gone.set(false);
		this.now.addAndGet(TimeUnit.SECONDS.toNanos(4));
		this.database.getConnection().close();
		this.database.getConnection().close();
		assertThat(this.tries).hasValue(3);
	}

}
