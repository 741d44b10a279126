package dev.drover.job;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.partition.support.AbstractPartitionHandler;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import dev.drover.fault.DroverException;
import dev.drover.job.channel.WorkChannel;
import dev.drover.ledger.ClaimRecord;
import dev.drover.ledger.ClaimRecord.State;
import dev.drover.ledger.Claims;
import dev.drover.ledger.PartitionRecord;
import dev.drover.ledger.WorkerRecord;
import dev.drover.ledger.WorkerRecords;

/**
 * Lets worker processes work partitions off, the largest first. It never waits for a
 * worker: it looks at the ledger, sends again what nobody has, and takes from workers
 * that are silent. What the ledger says counts, not the records of Spring Batch, which
 * are of the worker that was replaced where there was one.
 */
final class RemotePartitionHandler extends AbstractPartitionHandler {

	private static final long LOOK_MILLIS = 250;

	/** So many requests more than workers can take at once are on their way. */
	private static final int AHEAD = 4;

	private final MigrationRun run;

	private final String step;

	private final DataSource control;

	private final Supplier<WorkChannel> opener;

	private final Claims claims;

	private final WorkerRecords workers;

	private final Fleet fleet = new Fleet(System::nanoTime);

	private final RemoteFigures figures;

	private final Map<String, RemotePartition> partitions = new LinkedHashMap<>();

	private long idleSince;

	RemotePartitionHandler(MigrationRun run, String step, DataSource control, Supplier<WorkChannel> opener) {
		this.run = run;
		this.step = step;
		this.control = control;
		this.opener = opener;
		this.claims = new Claims(control, run.plan().id(), step);
		this.workers = new WorkerRecords(control);
		this.figures = new RemoteFigures(run);
	}

	@Override
	protected Set<StepExecution> doHandle(StepExecution managerStepExecution, Set<StepExecution> executions) {
		this.partitions.clear();
		executions.stream()
			.sorted(Comparator.comparing(StepExecution::getStepName))
			.map(RemotePartition::new)
			.forEach((partition) -> this.partitions.put(partition.name(), partition));
		try (WorkChannel channel = this.opener.get(); RemoteFigures shown = this.figures) {
			open();
			this.idleSince = System.nanoTime();
			while (!allDone() && !this.run.halt().requested()) {
				look(channel);
				shown.look();
				rest();
			}
			end();
			shown.last();
		}
		this.run.waitsFor(null);
		DroverException failure = this.run.failure();
		if (failure != null) {
			throw failure;
		}
		return executions;
	}

	private boolean allDone() {
		return this.partitions.values().stream().allMatch(RemotePartition::done);
	}

	/** Partitions that are complete already are not given to anybody. */
	private void open() {
		Map<String, Long> epochs = this.figures.claims();
		for (RemotePartition partition : this.partitions.values()) {
			this.claims.open(partition.name(), "", epochs.getOrDefault(partition.name(), 0L));
		}
	}

	private void look(WorkChannel channel) {
		try {
			this.fleet.look(this.workers.all());
			for (ClaimRecord claim : this.claims.all()) {
				RemotePartition partition = this.partitions.get(claim.name());
				if (partition != null) {
					look(partition, claim);
				}
			}
			send(channel);
			this.run.waitsFor(reason());
		}
		catch (DataAccessException | TransactionException ex) {
			// the heart says when it has been away for too long
			this.run.waitsFor("the control database does not answer");
		}
	}

	private void look(RemotePartition partition, ClaimRecord claim) {
		boolean wasDone = partition.done();
		partition.look(claim);
		this.figures.running(claim.name(), claim.state() == State.TAKEN, partition.done() && !wasDone);
		String worker = String.valueOf(claim.worker());
		if (claim.state() == State.TAKEN && this.fleet.lost(worker) && this.claims.takeAway(claim, State.OPEN)) {
			this.run.tell("worker " + this.fleet.name(worker) + " gives no sign of life: partition " + claim.name()
					+ " is given to another one");
		}
		if (claim.state() == State.FAILED) {
			failed(claim);
		}
	}

	private void failed(ClaimRecord claim) {
		Trouble trouble = Trouble.read(String.valueOf(claim.trouble()));
		if (trouble.passes(claim.failures())) {
			this.run.tell("partition " + claim.name() + " is tried again, " + trouble.failure().getMessage());
			this.claims.openAgain(claim);
		}
		else {
			this.run.failed(trouble.failure());
		}
	}

	private void send(WorkChannel channel) {
		long now = System.nanoTime();
		int free = this.fleet.freeSlots();
		long outstanding = this.partitions.values().stream().filter(RemotePartition::outstanding).count();
		for (RemotePartition partition : this.partitions.values()) {
			boolean first = !partition.outstanding();
			if (partition.toSend(now, free > 0) && (!first || outstanding < free + AHEAD)) {
				channel.send(partition.request(this.step + "-worker", now));
				outstanding += first ? 1 : 0;
			}
		}
	}

	/** Why less goes on than could, or {@code null}. */
	private @Nullable String reason() {
		long now = System.nanoTime();
		List<WorkerRecord> living = this.fleet.living();
		if (!living.isEmpty()) {
			this.idleSince = now;
			return null;
		}
		return "no worker process is there for " + (now - this.idleSince) / 1_000_000_000L
				+ " s: start one with drover worker --control URL";
	}

	/** Nobody works on any of them any more when this is over. */
	private void end() {
		boolean failed = this.run.failure() != null;
		if (!allDone()) {
			boolean held = false;
			while (!held || this.partitions.values().stream().anyMatch((each) -> each.is(State.TAKEN))) {
				held = hold();
				rest();
			}
			this.partitions.values().forEach((partition) -> partition.leave(failed));
		}
	}

	private boolean hold() {
		try {
			this.claims.hold();
			this.fleet.look(this.workers.all());
			for (ClaimRecord claim : this.claims.all()) {
				RemotePartition partition = this.partitions.get(claim.name());
				if (partition != null) {
					partition.look(claim);
					if (claim.state() == State.TAKEN && this.fleet.lost(String.valueOf(claim.worker()))) {
						this.figures.fence(claim.name());
						this.claims.takeAway(claim, State.HELD);
					}
				}
			}
			return true;
		}
		catch (DataAccessException | TransactionException ex) {
			this.run.waitsFor("the control database does not answer");
			// without it nobody can be told; their claims outlive this process
			return this.run.failure() != null;
		}
	}

	private static void rest() {
		try {
			TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StopException();
		}
	}

}
