package dev.drover.job;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.springframework.batch.core.partition.support.AbstractPartitionHandler;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/**
 * Works partitions off in threads of this process, the largest first.
 */
final class LocalPartitionHandler extends AbstractPartitionHandler {

	private final Step worker;

	private final int threads;

	private final PartitionWork work;

	LocalPartitionHandler(Step worker, int threads, PartitionWork work) {
		this.worker = worker;
		this.threads = threads;
		this.work = work;
	}

	@Override
	protected Set<StepExecution> doHandle(StepExecution managerStepExecution, Set<StepExecution> partitions)
			throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(this.threads);
		try {
			List<Future<?>> work = new ArrayList<>();
			partitions.stream().sorted(this.work.order()).forEach((partition) -> work.add(executor.submit(() -> {
				this.worker.execute(partition);
				return null;
			})));
			// all of them end before anything they use is closed, also after a failure
			Exception failure = null;
			for (Future<?> future : work) {
				try {
					await(future);
				}
				catch (Exception ex) {
					failure = (failure == null) ? ex : failure;
				}
			}
			try {
				this.work.ended();
			}
			catch (SQLException ex) {
				failure = (failure == null) ? ex : failure;
			}
			if (failure != null) {
				throw failure;
			}
		}
		finally {
			executor.shutdown();
		}
		return partitions;
	}

	private static void await(Future<?> future) throws Exception {
		try {
			future.get();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

}
