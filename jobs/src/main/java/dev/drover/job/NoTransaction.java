package dev.drover.job;

import java.util.List;

import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.builder.TaskletStepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Steps work on source and target; a transaction of the control database kept open around
 * hours of copying would only stand in the way of other processes.
 */
final class NoTransaction {

	private static final TransactionAttribute ATTRIBUTE = new DefaultTransactionAttribute(
			TransactionDefinition.PROPAGATION_NOT_SUPPORTED) {

		/** Else Spring Batch would pass over a checked exception, and begin anew. */
		@Override
		public boolean rollbackOn(Throwable ex) {
			return true;
		}

	};

	private NoTransaction() {
	}

	/** A step that does this, and holds nothing of the control database meanwhile. */
	static TaskletStepBuilder step(StepBuilder builder, Tasklet work, BatchInfrastructure batch) {
		return builder.tasklet(apart(work), batch.transactionManager()).transactionAttribute(ATTRIBUTE);
	}

	/**
	 * Even where there is no transaction Spring keeps the first connection that is asked
	 * for until the step ends, and the server may end it long before.
	 */
	private static Tasklet apart(Tasklet work) {
		return (contribution, context) -> {
			List<TransactionSynchronization> suspended = TransactionSynchronizationManager.getSynchronizations();
			suspended.forEach(TransactionSynchronization::suspend);
			TransactionSynchronizationManager.clearSynchronization();
			try {
				return work.execute(contribution, context);
			}
			finally {
				TransactionSynchronizationManager.initSynchronization();
				suspended.forEach(TransactionSynchronization::resume);
				suspended.forEach(TransactionSynchronizationManager::registerSynchronization);
			}
		};
	}

}
