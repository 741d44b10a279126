package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

import dev.drover.copy.CopiedTable;
import dev.drover.fault.DroverException;
import dev.drover.ledger.TableRecord;

/**
 * What worker processes have done, as the target's checkpoints say it.
 */
final class RemoteFigures implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(RemoteFigures.class);

	private static final long LOOK_NANOS = 1_000_000_000L;

	/** With many partitions it is not to take more than this part of the time. */
	private static final long SHARE = 20;

	private final MigrationRun run;

	private @Nullable Connection target;

	private final boolean copies;

	private final Set<String> comparedTables = new HashSet<>();

	private final Set<String> toldTables = new HashSet<>();

	private long lookedAt;

	private long tookNanos;

	private RemoteFigures(MigrationRun run, boolean copies) {
		this.run = run;
		this.copies = copies;
	}

	static RemoteFigures of(MigrationRun run, String step) {
		return new RemoteFigures(run, step.equals("copy"));
	}

	/** A worker has a partition, or has left it. */
	void running(String partition, boolean taken, boolean complete) {
		if (!this.copies) {
			return;
		}
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
		if (!this.copies) {
			return Map.of();
		}
		try {
			return this.run.checkpoints().claims(connection());
		}
		catch (SQLException ex) {
			throw this.run.targetSide().failure("reading checkpoints", ex);
		}
	}

	/** Looks once a second, or less often where that takes long. */
	void look() {
		long now = System.nanoTime();
		if (now - this.lookedAt > Math.max(LOOK_NANOS, SHARE * this.tookNanos)) {
			this.lookedAt = now;
			try {
				last();
				this.tookNanos = System.nanoTime() - now;
			}
			catch (DataAccessException ex) {
				LOG.debug("the figures could not be read: {}", ex.getMessage());
			}
		}
	}

	/** Looks now. */
	void last() {
		if (!this.copies) {
			compared();
			return;
		}
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

	/**
	 * Tables that were compared since the step began; what is under way is not counted.
	 */
	private void compared() {
		List<String> fresh = this.comparedTables.stream().filter((name) -> !this.toldTables.contains(name)).toList();
		for (TableRecord table : this.run.work().tables(fresh)) {
			this.toldTables.add(table.name());
			this.run.meter().compared(table.name(), Math.max(0, table.rowsSource()));
			this.run.meter().verified(table.name(), table.rowsVerified(), table.differenceCount());
			if (table.differenceCount() > 0) {
				this.run.differ();
			}
		}
	}

	/** A partition of tables was compared. */
	void compared(List<String> tables) {
		this.comparedTables.addAll(tables);
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
