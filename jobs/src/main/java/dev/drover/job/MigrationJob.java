package dev.drover.job;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;

import dev.drover.ledger.PartitionRecord;
import dev.drover.phase.Phase;

/**
 * The job {@code migration}: its steps in order.
 */
final class MigrationJob {

	static final String NAME = "migration";

	/** Its steps in order. */
	static final List<String> STEPS = List.of("prepare", "schema-sync", "copy", "finish-schema", "catch-up", "verify",
			"cutover-prepare", "cutover", "post-verify", "cleanup");

	private final BatchInfrastructure batch;

	private final MigrationRun run;

	private final StepExecutionListener watch;

	private final Handlers handlers;

	MigrationJob(BatchInfrastructure batch, MigrationRun run, StepExecutionListener watch, Handlers handlers) {
		this.handlers = handlers;
		this.batch = batch;
		this.run = run;
		this.watch = watch;
	}

	Job build() {
		VerifyWorker verify = new VerifyWorker();
		return new JobBuilder(NAME, this.batch.repository()).start(again("prepare", PrepareStep.step()))
			.next(again("schema-sync",
					new SchemaSyncStep(this.handlers::slots, this.handlers.workers() != Workers.LOCAL)))
			.next(partitioned("copy", Phase.COPYING, new CopyWorker(), this::partitions, false))
			.next(again("finish-schema", FinishSteps::finishSchema))
			.next(again("catch-up", FinishSteps::catchUp))
			.next(partitioned("verify", Phase.VERIFYING, verify, () -> verify.partitions(this.run), true))
			.next(again("cutover-prepare", FinishSteps::prepareCutover))
			.next(again("cutover", CutoverStep::of))
			.next(again("post-verify", FinishSteps::validate))
			.next(again("cleanup", FinishSteps::cleanUp))
			.build();
	}

	private List<String> partitions() {
		return this.run.work().partitions().stream().map(PartitionRecord::name).toList();
	}

	/** A step that looks at what is there and may run on every restart. */
	private Step again(String name, MigrationStep step) {
		return NoTransaction
			.step(new StepBuilder(name, this.batch.repository()).listener(this.watch),
					new ManagerTasklet(this.run, step), this.batch)
			.allowStartIfComplete(true)
			.build();
	}

	private Step partitioned(String name, Phase phase, PartitionWork work, Supplier<List<String>> names,
			boolean again) {
		Step worker = NoTransaction
			.step(new StepBuilder(name + "-worker", this.batch.repository()), new WorkerTasklet(this.run, work),
					this.batch)
			.allowStartIfComplete(again)
			.build();
		Map<String, String> partitions = new HashMap<>();
		return new StepBuilder(name, this.batch.repository()).listener(this.watch)
			.partitioner(name + "-worker", (gridSize) -> {
				this.run.enter(phase);
				this.handlers.before(this.run);
				Map<String, ExecutionContext> contexts = new LinkedHashMap<>();
				for (String partition : names.get()) {
					ExecutionContext context = new ExecutionContext();
					context.putString(WorkerTasklet.PARTITION, partition);
					String prefix = name + "-worker:";
					String fitting = StepNames.fitting(prefix, partition);
					contexts.put(fitting, context);
					partitions.put(prefix + fitting, partition);
				}
				return contexts;
			})
			.step(worker)
			.partitionHandler(PatientSplitter.before(this.handlers.of(this.run, name, worker, work),
					new Executions(this.batch, NAME), partitions))
			.allowStartIfComplete(again)
			.build();
	}

}
