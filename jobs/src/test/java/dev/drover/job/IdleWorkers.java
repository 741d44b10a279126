package dev.drover.job;

import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.integration.partition.StepExecutionRequest;

import dev.drover.job.channel.WorkChannel;
import dev.drover.ledger.ClaimRecord;
import dev.drover.ledger.Claims;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.WorkerRecord;
import dev.drover.ledger.WorkerRecords;
import dev.drover.plan.Plan;
import dev.drover.plan.Secrets;

/**
 * Workers in threads that say to the control database and the channel what real ones say,
 * and do nothing with what they get.
 */
final class IdleWorkers implements AutoCloseable {

	private static final long BEAT_NANOS = 1_000_000_000L;

	private static final long LONGEST_PAUSE = 1_000;

	private final AtomicBoolean ended = new AtomicBoolean();

	private final AtomicLong done = new AtomicLong();

	private final ExecutorService executor;

	private final DataSource control;

	private final Ledger ledger;

	private final Plan plan;

	private final Secrets secrets;

	private final WorkerSteps steps;

	private IdleWorkers(int count, DataSource control, Ledger ledger, Plan plan, Secrets secrets) {
		this.executor = Executors.newFixedThreadPool(count);
		this.control = control;
		this.ledger = ledger;
		this.plan = plan;
		this.secrets = secrets;
		this.steps = new WorkerSteps(BatchInfrastructure.on(control));
	}

	static IdleWorkers start(int count, DataSource control, Ledger ledger, Plan plan, Secrets secrets,
			Supplier<WorkChannel> opener) {
		IdleWorkers workers = new IdleWorkers(count, control, ledger, plan, secrets);
		for (int i = 0; i < count; i++) {
			workers.executor.submit(() -> {
				workers.work(opener);
				return null;
			});
		}
		return workers;
	}

	long done() {
		return this.done.get();
	}

	private void work(Supplier<WorkChannel> opener) throws InterruptedException {
		String id = UUID.randomUUID().toString();
		WorkerRecords records = new WorkerRecords(this.control);
		long beat = 0;
		long pause = 50;
		try (WorkChannel channel = opener.get()) {
			while (!this.ended.get()) {
				if (System.nanoTime() - beat > BEAT_NANOS) {
					records.beat(new WorkerRecord(id, Owner.self(), "test", WorkChannel.PROTOCOL, channel.name(), "", 1,
							0, false, 0, 0, 0));
					beat = System.nanoTime();
				}
				StepExecutionRequest request = channel.receive();
				if (request == null) {
					TimeUnit.MILLISECONDS.sleep(pause);
					pause = Math.min(LONGEST_PAUSE, pause * 2);
				}
				else {
					pause = 50;
					answer(id, request);
				}
			}
		}
	}

	private void answer(String id, StepExecutionRequest request) {
		StepExecution execution = this.steps.find(request);
		if (execution == null
				|| this.ledger.find(this.plan.id()).orElseThrow().jobExecutionId() != execution.getJobExecutionId()) {
			return;
		}
		String name = execution.getExecutionContext().getString(WorkerTasklet.PARTITION);
		Claims claims = new Claims(this.control, this.plan.id(), "verify");
		ClaimRecord claim = claims.take(name, id).orElse(null);
		if (claim == null) {
			return;
		}
		this.steps.execute(request,
				new MigrationRun(this.plan, id, true, this.secrets, this.control, this.ledger, new AtomicBoolean()),
				(run, partition) -> this.done.incrementAndGet());
		claims.giveBack(name, id, claim.epoch(), ClaimRecord.State.DONE, null);
	}

	@Override
	public void close() throws InterruptedException {
		this.ended.set(true);
		this.executor.shutdown();
		this.executor.awaitTermination(1, TimeUnit.MINUTES);
	}

}
