package dev.drover.job;

import java.sql.SQLException;
import java.util.Comparator;

import org.springframework.batch.core.step.StepExecution;

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

	/**
	 * How much there is to do for one, where their names do not say: the largest first.
	 */
	default long weight(String partition) {
		return 0;
	}

	/** The largest first, so that the last one does not drag. */
	default Comparator<StepExecution> order() {
		return Comparator
			.comparingLong(
					(StepExecution step) -> -weight(step.getExecutionContext().getString(WorkerTasklet.PARTITION, "")))
			.thenComparing(StepExecution::getStepName);
	}

	/** All partitions have been worked on, or one has failed. */
	default void ended() throws SQLException {
	}

}
