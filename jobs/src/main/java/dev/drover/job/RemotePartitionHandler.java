package dev.drover.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.partition.support.AbstractPartitionHandler;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import dev.drover.fault.DroverException;
import dev.drover.job.channel.ChannelLostException;
import dev.drover.job.channel.WorkChannel;
import dev.drover.ledger.ClaimRecord;
import dev.drover.ledger.ClaimRecord.State;
import dev.drover.ledger.Claims;
import dev.drover.ledger.OwnedClaims;
import dev.drover.ledger.WorkerRecord;
import dev.drover.ledger.WorkerRecords;
import dev.drover.progress.ProgressJson;

/**
 * Lets worker processes work partitions off, the largest first. It never waits for a
 * worker: it looks at the ledger, sends again what nobody has, and takes from workers
 * that are silent. What the ledger says counts, not the records of Spring Batch, which
 * are of the worker that was replaced where there was one.
 */
final class RemotePartitionHandler extends AbstractPartitionHandler {

	private static final String AWAY = "the control database does not answer";

	/** So many requests are on their way where nobody is there. */
	private static final int AHEAD = 4;

	private final MigrationRun run;

	private final String step;

	private final PartitionWork work;

	private final Supplier<WorkChannel> opener;

	private final Claims claims;

	private final WorkerRecords workers;

	private final OwnedClaims owned;

	private Fleet fleet = new Fleet(System::nanoTime, null);

	private final RemoteFigures figures;

	private final RemotePace pace;

	private final Map<String, RemotePartition> partitions = new LinkedHashMap<>();

	private long idleSince;

	private final DataSource control;

	RemotePartitionHandler(MigrationRun run, String step, PartitionWork work, DataSource control,
			Supplier<WorkChannel> opener) {
		this.run = run;
		this.step = step;
		this.work = work;
		this.opener = opener;
		this.claims = new Claims(control, run.plan().id(), step);
		this.workers = new WorkerRecords(control);
		this.figures = RemoteFigures.of(run, step);
		this.pace = new RemotePace(run, this.workers);
		this.owned = new OwnedClaims(control, run.plan().id(), step, run.owner());
		this.control = control;
	}

	@Override
	protected Set<StepExecution> doHandle(StepExecution managerStepExecution, Set<StepExecution> executions) {
		this.partitions.clear();
		executions.stream()
			.sorted(this.work.order())
			.map(RemotePartition::new)
			.forEach((partition) -> this.partitions.put(partition.name(), partition));
		try (WorkChannel channel = this.opener.get(); RemoteFigures shown = this.figures) {
			this.fleet = new Fleet(System::nanoTime, channel.name());
			open();
			this.idleSince = System.nanoTime();
			while (!allDone() && !this.run.halt().requested()) {
				look(channel);
				shown.look();
				ClaimsBack.rest();
			}
			end();
			shown.last();
		}
		finally {
			this.run.waitsFor(null);
		}
		DroverException failure = this.run.failure();
		if (failure != null) {
			throw failure;
		}
		return executions;
	}

	private boolean allDone() {
		return this.partitions.values().stream().allMatch(RemotePartition::done);
	}

	/** The epochs of claims go on from those that the target knows. */
	private void open() {
		Map<String, Long> epochs = this.figures.claims();
		this.owned.open(this.partitions.values()
			.stream()
			.map((partition) -> ClaimRecord.toOpen(partition.name(), this.work.content(partition.name()),
					epochs.getOrDefault(partition.name(), 0L)))
			.toList());
		// before it, every worker looks as if it had gone
		this.fleet.look(this.workers.all());
		look(this.claims.all());
	}

	private void look(WorkChannel channel) {
		try {
			this.fleet.look(this.workers.all());
			List<ClaimRecord> busy = this.claims.busy();
			look(busy);
			Set<String> seen = busy.stream().map(ClaimRecord::name).collect(Collectors.toSet());
			look(this.claims.of(this.partitions.values()
				.stream()
				.filter(RemotePartition::awaited)
				.map(RemotePartition::name)
				.filter((name) -> !seen.contains(name))
				.toList()));
			openToAll();
			send(channel);
			this.pace.look();
			this.run.waitsFor(reason());
		}
		catch (DataAccessException | TransactionException ex) {
			// the heart says when it has been away for too long
			this.run.waitsFor(AWAY);
		}
		catch (ChannelLostException ex) {
			// what was sent is sent again
			this.run.waitsFor(ex.getMessage());
		}
	}

	private void look(List<ClaimRecord> known) {
		for (ClaimRecord claim : known) {
			RemotePartition partition = this.partitions.get(claim.name());
			if (partition != null) {
				look(partition, claim);
			}
		}
	}

	private void look(RemotePartition partition, ClaimRecord claim) {
		boolean wasDone = partition.done();
		partition.look(claim);
		this.figures.running(claim.name(), claim.state() == State.TAKEN, partition.done() && !wasDone);
		if (partition.done() && !wasDone && !claim.content().isEmpty()) {
			this.figures.compared(List.of(ProgressJson.read(claim.content(), String[].class)));
		}
		String worker = String.valueOf(claim.worker());
		if (claim.state() == State.TAKEN && this.fleet.lost(worker) && this.owned.takeAway(claim, State.OPEN)) {
			this.run.tell("worker " + this.fleet.name(worker) + " gives no sign of life: partition " + claim.name()
					+ " is given to another one");
		}
		if (claim.state() == State.FAILED) {
			failed(claim);
		}
		if (claim.state() == State.HELD) {
			// by a worker that had been asked for it before this attempt began
			this.owned.openHeld(claim);
		}
	}

	private void failed(ClaimRecord claim) {
		Trouble trouble = Trouble.read(String.valueOf(claim.trouble()));
		String worker = String.valueOf(claim.worker());
		boolean others = this.fleet.others(worker);
		if (trouble.misfit() && others) {
			String told = String.valueOf(trouble.failure().getMessage());
			if (this.fleet.passOver(worker, told)) {
				this.run.tell("worker " + this.fleet.name(worker) + " is given nothing more of this, " + told);
			}
			this.owned.openAgain(claim, true, claim.failures() - 1);
		}
		else if (trouble.passes(claim.failures())) {
			this.run.tell("partition " + claim.name() + " is tried again, " + trouble.failure().getMessage());
			this.owned.openAgain(claim, others, claim.failures());
		}
		else {
			this.run.failed(trouble.failure());
		}
	}

	private void send(WorkChannel channel) {
		long now = System.nanoTime();
		int free = this.fleet.freeSlots();
		// all may have ended what they do a moment later; where somebody takes messages
		// and can do nothing with them, only so many are sent as others take
		int most = this.fleet.unfit().isEmpty() ? free + this.fleet.slots() + AHEAD : free;
		long outstanding = this.partitions.values().stream().filter(RemotePartition::outstanding).count();
		for (RemotePartition partition : this.partitions.values()) {
			boolean first = !partition.outstanding();
			if (partition.toSend(now, free > 0) && (!first || outstanding < most)) {
				channel.send(partition.request(this.step + "-worker"));
				partition.sent(now);
				outstanding += first ? 1 : 0;
			}
		}
	}

	/** Whoever was passed over may have it where nobody else is left. */
	private void openToAll() {
		for (RemotePartition partition : this.partitions.values()) {
			ClaimRecord claim = partition.passedOver();
			if (claim != null && !this.fleet.others(String.valueOf(claim.worker()))) {
				this.owned.openToAll(claim);
				this.claims.find(claim.name()).ifPresent(partition::look);
			}
		}
	}

	/** Why less goes on than could, or {@code null}. */
	private @Nullable String reason() {
		long now = System.nanoTime();
		List<String> unfit = this.fleet.unfit();
		if (!this.fleet.living().isEmpty()) {
			this.idleSince = now;
			return unfit.isEmpty() ? null : "worker " + unfit.get(0) + ", which has to be mended and started again";
		}
		return this.fleet.nobody((now - this.idleSince) / 1_000_000_000L);
	}

	/** Nobody works on any of them any more when this is over. */
	private void end() {
		if (allDone()) {
			return;
		}
		ClaimsBack claimsBack = new ClaimsBack(this.run, this.step, this.control, this.fleet, System::nanoTime);
		boolean back = false;
		while (!back) {
			back = allBack(claimsBack);
			ClaimsBack.rest();
		}
		boolean failed = this.run.failure() != null;
		this.partitions.values().forEach((partition) -> partition.leave(failed));
	}

	private boolean allBack(ClaimsBack claimsBack) {
		try {
			boolean back = claimsBack.look().isEmpty();
			for (ClaimRecord claim : this.claims.all()) {
				RemotePartition partition = this.partitions.get(claim.name());
				if (partition != null) {
					partition.look(claim);
				}
			}
			return back;
		}
		catch (DataAccessException | TransactionException ex) {
			this.run.waitsFor(AWAY);
			// without it nobody can be told; their claims outlive this process
			return this.run.failure() != null;
		}
	}

}
