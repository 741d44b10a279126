package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.capture.LiveSide;
import dev.drover.capture.Waiting;
import dev.drover.engine.live.Watched;

/**
 * The age of the oldest change that waits, over a connection that is kept.
 */
final class OldestNote implements AutoCloseable {

	private final LiveSide side;

	private final List<String> queues;

	private @Nullable Connection connection;

	OldestNote(LiveSide side) {
		this.side = side;
		this.queues = side.tables().stream().filter((table) -> !table.keyless()).map(Watched::queue).toList();
	}

	/** In seconds, or {@code null} if none waits. */
	synchronized @Nullable Double seconds() throws SQLException {
		Connection known = this.connection;
		if (known == null) {
			known = this.side.connect();
			this.connection = known;
		}
		return Waiting.oldest(this.side, this.queues, known);
	}

	@Override
	public synchronized void close() throws SQLException {
		if (this.connection != null) {
			this.connection.close();
			this.connection = null;
		}
	}

}
