package dev.drover.job;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.integration.partition.StepExecutionRequest;

import dev.drover.fault.DroverException;
import dev.drover.ledger.ClaimRecord;
import dev.drover.ledger.Claims;
import dev.drover.ledger.HeldClaim;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.MigrationRecord;
import dev.drover.ledger.TableRecord;
import dev.drover.ledger.Tenure;
import dev.drover.ledger.WorkerRecords;
import dev.drover.plan.Secrets;

/**
 * What a worker does with one request: claims the partition, works it off under that
 * claim, and gives it back.
 */
final class WorkerDuty {

	private final String worker;

	private final DataSource control;

	private final Map<String, String> environment;

	private final Consumer<String> teller;

	private final Ledger ledger;

	private final WorkerRecords records;

	private final WorkerSteps steps;

	private final WorkerSites sites = new WorkerSites(System::nanoTime);

	private final Set<ClaimedWork> held = ConcurrentHashMap.newKeySet();

	/** What this process is at, from before a claim until after it is given back. */
	private final Set<String> answering = ConcurrentHashMap.newKeySet();

	private final ControlWait wait;

	private final AtomicLong left = new AtomicLong();

	private final AtomicLong answered = new AtomicLong();

	private final AtomicReference<@Nullable Throwable> damage = new AtomicReference<>();

	private final AtomicBoolean draining = new AtomicBoolean();

	WorkerDuty(String worker, DataSource control, Map<String, String> environment, Ledger ledger,
			Consumer<String> teller) {
		this.worker = worker;
		this.control = control;
		this.environment = environment;
		this.ledger = ledger;
		this.teller = teller;
		this.wait = new ControlWait(this.draining::get, teller);
		this.records = new WorkerRecords(control);
		this.steps = new WorkerSteps(BatchInfrastructure.on(control));
	}

	/** Partitions that are held now. */
	int held() {
		return this.held.size();
	}

	/** Partitions that were left, complete or not. */
	long left() {
		return this.left.get();
	}

	/** Requests that were answered, well or not. */
	long answered() {
		return this.answered.get();
	}

	/** What has left this process in a state that nobody knows, or {@code null}. */
	@Nullable Throwable damage() {
		return this.damage.get();
	}

	/**
	 * A heap or a stack that was too small is free again afterwards; a class that is not
	 * there any more, or a JVM that has failed, is met again and again.
	 */
	void distrust(@Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof Error && !(cause instanceof OutOfMemoryError)
					&& !(cause instanceof StackOverflowError)) {
				this.damage.compareAndSet(null, cause);
			}
		}
	}

	/** Nothing goes on beyond the present chunk. */
	void drain() {
		this.draining.set(true);
		this.held.forEach(ClaimedWork::stop);
	}

	/**
	 * Answers a request, unless it is an old one or somebody else was faster.
	 * @return whether it is one of a present attempt
	 */
	boolean answer(StepExecutionRequest request) {
		StepExecution execution = this.wait.answer(() -> Optional.ofNullable(this.steps.find(request))).orElse(null);
		String migration = (execution == null) ? null : execution.getJobExecution().getJobParameters().getString("id");
		MigrationRecord record = (migration == null) ? null
				: this.wait.answer(() -> this.ledger.find(migration)).orElse(null);
		if (execution == null || record == null || record.jobExecutionId() != execution.getJobExecutionId()) {
			// of an attempt that has ended; the present one sends its own
			return false;
		}
		String step = request.getStepName().substring(0, request.getStepName().indexOf('-'));
		String name = execution.getExecutionContext().getString(WorkerTasklet.PARTITION);
		String what = String.join(" ", record.id(), step, name);
		if (this.answering.add(what)) {
			try {
				Claims claims = new Claims(this.control, record.id(), step);
				this.wait.answer(() -> claims.take(name, this.worker))
					.ifPresent((claim) -> work(record, claims, step, claim, request));
			}
			finally {
				this.answering.remove(what);
				// whatever it has ended by, the next sign of life looks what is left
				this.answered.incrementAndGet();
			}
		}
		return true;
	}

	/** However it ends, the claim does not stay with this process. */
	private void work(MigrationRecord record, Claims claims, String step, ClaimRecord claim,
			StepExecutionRequest request) {
		try {
			WorkerSite site = this.sites.enter(record, new Secrets(this.environment));
			try {
				this.wait.answer(() -> part(site));
				work(site, record, claims, step, claim, request);
			}
			finally {
				this.sites.leave(site);
			}
		}
		catch (RuntimeException | Error ex) {
			// before there was a run: a secret that is not there, for example
			distrust(ex);
			DroverException told = Diagnosis.of(ex, record.id());
			this.wait.answer(() -> claims.giveBack(claim.name(), this.worker, claim.epoch(), ClaimRecord.State.FAILED,
					Trouble.of(told)));
			this.teller.accept(step + " " + claim.name() + " of " + record.id() + ": " + told.getMessage());
		}
	}

	/**
	 * The part that this worker has of what a plan allows follows from who works on it.
	 */
	private boolean part(WorkerSite site) {
		if (site.throttle().parted()) {
			List<String> holders = this.records.holders(site.plan().id());
			site.throttle().part(holders.stream().filter(this.worker::equals).count(), holders.size());
		}
		return site.throttle().parted();
	}

	/** Others have come or gone. */
	void shareAgain() {
		this.sites.used().forEach(this::part);
	}

	private void work(WorkerSite site, MigrationRecord record, Claims claims, String step, ClaimRecord claim,
			StepExecutionRequest request) {
		try (MigrationRun run = new MigrationRun(site.plan(), Owner.self(), true, new Secrets(this.environment),
				this.control, this.ledger, new AtomicBoolean())) {
			ClaimedWork work = new ClaimedWork(claims, run, step, claim, this.worker, this.wait);
			this.held.add(work);
			try {
				if (this.draining.get()) {
					work.stop();
				}
				execute(site, run, work, step, claim, request);
			}
			catch (RuntimeException | Error ex) {
				// whatever it is, the manager is told
				run.failed(Diagnosis.of(ex, run));
			}
			finally {
				this.held.remove(work);
				this.left.incrementAndGet();
			}
			distrust(run.failure());
			this.teller.accept(work.display() + ": " + work.giveBack());
		}
		catch (SQLException ex) {
			this.teller.accept("a connection of " + record.id() + " could not be closed: " + ex.getMessage());
		}
	}

	private void execute(WorkerSite site, MigrationRun run, ClaimedWork work, String step, ClaimRecord claim,
			StepExecutionRequest request) {
		HeldClaim mine = new HeldClaim(run.plan().id(), step, claim.name(), claim.epoch(), false);
		run.claimed(mine, Tenure.ofClaim(this.control, mine, this.worker));
		site.throttle().holds(run);
		run.listener(new ToldWorker(this.teller));
		for (TableRecord table : run.work().tables(WorkerSite.tables(run, step, claim))) {
			run.meter().table(table.name(), table.targetName(), table.rowsSource());
		}
		run.meter().step(step);
		site.prepare(run);
		this.teller.accept(work.display() + ": begun");
		work.execute(this.steps, request, site.work(step, claim, this.control));
	}

	/**
	 * Compares what is held with what the ledger says: a claim that it does not know any
	 * more is another worker's.
	 */
	void compare(List<HeldClaim> known, Set<ClaimedWork> before) {
		for (ClaimedWork work : before) {
			HeldClaim claim = known.stream().filter(work::is).findFirst().orElse(null);
			if (claim == null && this.held.contains(work)) {
				if (work.lose()) {
					this.teller.accept(work.display() + ": this worker was silent for too long, and the partition was"
							+ " given to another one; nothing more is written");
				}
			}
			else if (claim != null && claim.stop()) {
				work.stop();
			}
			else {
				work.tellProgress();
			}
		}
	}

	/** Gives back what the ledger knows as this worker's, and what nobody here is at. */
	void giveBackForgotten(List<HeldClaim> known) {
		for (HeldClaim claim : known) {
			String what = String.join(" ", claim.migration(), claim.step(), claim.name());
			if (this.answering.add(what)) {
				try {
					if (new Claims(this.control, claim.migration(), claim.step()).giveBack(claim.name(), this.worker,
							claim.epoch(), ClaimRecord.State.OPEN, null)) {
						this.teller.accept(claim.step() + " " + claim.name() + " of " + claim.migration()
								+ ": given back, nothing here works on it");
					}
				}
				finally {
					this.answering.remove(what);
				}
			}
		}
	}

	/** What is held now, to be looked at before the ledger is. */
	Set<ClaimedWork> works() {
		return Set.copyOf(this.held);
	}

	/** Lets go of what is not used any more. */
	void tidy() {
		try {
			this.sites.tidy();
		}
		catch (SQLException ex) {
			this.teller.accept("a connection could not be closed: " + ex.getMessage());
		}
	}

	void end() {
		try {
			this.sites.close();
		}
		catch (SQLException ex) {
			this.teller.accept("a connection could not be closed: " + ex.getMessage());
		}
	}

}
