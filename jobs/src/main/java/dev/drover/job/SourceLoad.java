package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * How much others ask of the source, over a connection that is kept. Not thread-safe but
 * for its end.
 */
final class SourceLoad implements LongSupplier, AutoCloseable {

	private final Sides sides;

	private @Nullable Connection connection;

	SourceLoad(Sides sides) {
		this.sides = sides;
	}

	/** Statements of others that run now; 0 where the source does not tell. */
	@Override
	public synchronized long getAsLong() {
		try {
			Connection known = this.connection;
			if (known == null) {
				known = this.sides.openSide().connect();
				this.connection = known;
			}
			return this.sides.source().access().statementsOfOthers(known).orElse(0);
		}
		catch (SQLException ex) {
			throw this.sides.openSide().failure("looking at its load", ex);
		}
	}

	@Override
	public synchronized void close() throws SQLException {
		if (this.connection != null) {
			this.connection.close();
			this.connection = null;
		}
	}

}
