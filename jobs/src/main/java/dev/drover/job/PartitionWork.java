package dev.drover.job;

import java.sql.SQLException;

/**
 * What a worker does with one partition.
 */
@FunctionalInterface
interface PartitionWork {

	void run(MigrationRun run, String partition) throws SQLException;

	/** What a partition holds, where the ledger's own record of it does not say so. */
	default String content(String partition) {
		return "";
	}

	/** All partitions have been worked on, or one has failed. */
	default void ended() throws SQLException {
	}

}
