package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What keeps an embedded target open while an attempt uses it, from its first use on.
 */
final class Held implements AutoCloseable {

	private boolean opened;

	private @Nullable Connection connection;

	synchronized void open(Supplier<@Nullable Connection> opener) {
		if (!this.opened) {
			this.connection = opener.get();
			this.opened = true;
		}
	}

	@Override
	public synchronized void close() throws SQLException {
		this.opened = false;
		if (this.connection != null) {
			this.connection.close();
			this.connection = null;
		}
	}

}
