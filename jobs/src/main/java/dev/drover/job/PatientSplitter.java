package dev.drover.job;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.step.StepExecution;

/**
 * Splits a step though a worker may just have begun what an earlier attempt had asked it
 * for, and may die with it: Spring Batch refuses to go on from a partition that runs.
 *
 * @param splitter who splits it
 * @param executions what earlier attempts left
 * @param partitions the partitions by the names of their steps
 */
record PatientSplitter(StepExecutionSplitter splitter, Executions executions,
		Map<String, String> partitions) implements StepExecutionSplitter {

	/** A handler that is given what such a splitter makes. */
	static PartitionHandler before(PartitionHandler handler, Executions executions, Map<String, String> partitions) {
		return (splitter, execution) -> handler.handle(new PatientSplitter(splitter, executions, partitions),
				execution);
	}

	@Override
	public String getStepName() {
		return this.splitter.getStepName();
	}

	@Override
	public Set<StepExecution> split(StepExecution managed, int gridSize) throws JobExecutionException {
		Set<StepExecution> steps = this.executions.split(this.splitter, managed, gridSize);
		for (StepExecution step : steps) {
			this.executions.name(step, Objects.requireNonNull(this.partitions.get(step.getStepName())));
		}
		return steps;
	}

}
