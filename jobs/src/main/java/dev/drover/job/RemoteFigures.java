package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.drover.copy.CopiedTable;
import dev.drover.fault.DroverException;

/**
 * What worker processes have done, as the target's checkpoints say it.
 */
final class RemoteFigures implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(RemoteFigures.class);

	private static final long LOOK_NANOS = 1_000_000_000L;

	private final MigrationRun run;

	private @Nullable Connection target;

	private long lookedAt;

	RemoteFigures(MigrationRun run) {
		this.run = run;
	}

	/** A worker has a partition, or has left it. */
	void running(String partition, boolean taken, boolean complete) {
		if (taken) {
			this.run.meter().partitionBegun(partition);
		}
		else {
			if (complete) {
				this.run.meter().partitionBegun(partition);
			}
			this.run.meter().partitionLeft(partition, complete);
		}
	}

	/** By partition, the claim that the owner in the target has or had. */
	Map<String, Long> claims() {
		try {
			return this.run.checkpoints().claims(connection());
		}
		catch (SQLException ex) {
			throw this.run.targetSide().failure("reading checkpoints", ex);
		}
	}

	/** Nobody writes under the present claim of a partition any more. */
	void fence(String partition) {
		this.run.targetSide().with("ending a silent worker", (connection) -> {
			connection.setAutoCommit(false);
			this.run.checkpoints().fence(connection, partition);
			connection.commit();
		});
	}

	/** Looks once a second. */
	void look() {
		if (System.nanoTime() - this.lookedAt > LOOK_NANOS) {
			this.lookedAt = System.nanoTime();
			last();
		}
	}

	/** Looks now. */
	void last() {
		try {
			for (Map.Entry<String, CopiedTable> table : this.run.checkpoints().byTable(connection()).entrySet()) {
				this.run.meter()
					.checkpoints(table.getKey(), table.getValue().rows(), table.getValue().rowsOfAllAttempts(),
							table.getValue().bytes());
			}
		}
		catch (SQLException | DroverException ex) {
			// those who write there say more
			LOG.debug("the checkpoints could not be read: {}", ex.getMessage());
			close();
		}
	}

	private Connection connection() throws SQLException {
		Connection known = this.target;
		if (known == null || known.isClosed()) {
			known = this.run.targetSide().connect();
			this.target = known;
		}
		return known;
	}

	@Override
	public void close() {
		try {
			if (this.target != null) {
				this.target.close();
			}
		}
		catch (SQLException ex) {
			LOG.debug("a connection could not be closed: {}", ex.getMessage());
		}
		this.target = null;
	}

}
