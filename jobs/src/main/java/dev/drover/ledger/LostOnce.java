package dev.drover.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A database that is gone is waited for once: an attempt that ends for that reason writes
 * a dozen last words, and would else wait anew for each of them.
 */
final class LostOnce extends DelegatingDataSource {

	private static final long NO_USE_NANOS = TimeUnit.SECONDS.toNanos(3);

	private final LongSupplier nanoTime;

	private final AtomicReference<@Nullable Loss> loss = new AtomicReference<>();

	LostOnce(DataSource pool, LongSupplier nanoTime) {
		super(pool);
		this.nanoTime = nanoTime;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Loss known = this.loss.get();
		if (known != null && this.nanoTime.getAsLong() - known.nanos() < NO_USE_NANOS) {
			throw new SQLException(known.failure().getMessage(), known.failure().getSQLState(), known.failure());
		}
		try {
			Connection connection = super.getConnection();
			this.loss.set(null);
			return connection;
		}
		catch (SQLException ex) {
			this.loss.set(new Loss(this.nanoTime.getAsLong(), ex));
			throw ex;
		}
	}

	private record Loss(long nanos, SQLException failure) {

	}

}
