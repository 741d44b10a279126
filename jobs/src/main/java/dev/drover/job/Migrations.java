package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.ExitStatus;
import dev.drover.fault.FaultPoints;
import dev.drover.fault.Finding;
import dev.drover.fault.RefusedException;
import dev.drover.inspect.DryRun;
import dev.drover.inspect.PlanCheck;
import dev.drover.ledger.ControlDatabase;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.MigrationRecord;
import dev.drover.ledger.ProgressRecords;
import dev.drover.ledger.RollbackRecords;
import dev.drover.ledger.WorkRecords;
import dev.drover.phase.Phase;
import dev.drover.plan.Plan;
import dev.drover.plan.PlanReader;
import dev.drover.plan.PlanText;
import dev.drover.plan.Secrets;
import dev.drover.progress.Progress;
import dev.drover.progress.ProgressJson;
import dev.drover.progress.ProgressListener;
import dev.drover.progress.Report;

/**
 * Runs, restarts and compares migrations as Spring Batch jobs.
 */
public final class Migrations {

	private final ControlDatabase control;

	private final Ledger ledger;

	private final Map<String, String> environment;

	private final AtomicBoolean stop = new AtomicBoolean();

	public Migrations(ControlDatabase control, Map<String, String> environment) {
		this.control = control;
		this.ledger = new Ledger(control.dataSource(), Clock.systemUTC());
		this.environment = Map.copyOf(environment);
	}

	/** Asks the attempt of this process to stop at the next chunk. */
	public void stop() {
		this.stop.set(true);
	}

	/**
	 * Runs a plan.
	 * @throws DroverException if it is refused
	 */
	public Outcome run(Plan plan, RunOptions options) {
		String text = PlanText.of(plan);
		String fingerprint = PlanText.fingerprint(plan);
		MigrationRecord known = this.ledger.find(plan.id()).orElse(null);
		if (known == null) {
			create(plan.id(), text, fingerprint);
			known = require(plan.id());
		}
		refuseAgain(known, fingerprint);
		return attempt(plan, options, known, known.fingerprint().equals(fingerprint) ? null : known.planText());
	}

	private void create(String id, String text, String fingerprint) {
		try {
			this.ledger.create(id, text, fingerprint);
		}
		catch (DuplicateKeyException ex) {
			throw startedTwice(id, ex);
		}
	}

	private static DroverException startedTwice(String id, @Nullable Throwable cause) {
		return new DroverException(ErrorCode.PLAN_004, "migration " + id + " was started twice at once",
				"drover status " + id, cause);
	}

	/**
	 * Runs a plan, or goes on with it where the same plan has begun: what a scheduler
	 * wants that always gives the same command.
	 */
	public Outcome launch(Plan plan, RunOptions options) {
		MigrationRecord known = this.ledger.find(plan.id()).orElse(null);
		boolean open = known != null && known.fingerprint().equals(PlanText.fingerprint(plan))
				&& (known.begun() && !known.phase().ended()
						|| known.phase() == Phase.COMPLETED && known.owner() != null);
		return open ? restart(plan.id(), options) : run(plan, options);
	}

	private static void refuseAgain(MigrationRecord known, String fingerprint) {
		refuseRunning(known);
		if (known.phase().ended()) {
			throw new DroverException(ErrorCode.PLAN_005, "migration " + known.id() + " has ended " + known.phase(),
					"choose another id in the plan");
		}
		if (known.begun()) {
			boolean same = known.fingerprint().equals(fingerprint);
			throw new DroverException(same ? ErrorCode.PLAN_008 : ErrorCode.PLAN_006,
					"migration " + known.id() + (same ? " has begun to copy" : " has begun to copy under another plan"),
					"drover restart " + known.id());
		}
	}

	private static void refuseRunning(MigrationRecord known) {
		String owner = known.owner();
		if (owner != null && Statuses.alive(known)) {
			throw new DroverException(ErrorCode.PLAN_004,
					"migration " + known.id() + " is running in process " + Owner.name(owner),
					"drover status " + known.id());
		}
	}

	/**
	 * Goes on with a migration that failed, was stopped or was killed.
	 * @throws DroverException if there is nothing to go on with
	 */
	public Outcome restart(String id, RunOptions options) {
		MigrationRecord known = require(id);
		refuseRunning(known);
		if (known.phase() == Phase.COMPLETED && known.owner() != null) {
			return conclude(known);
		}
		if (known.phase().ended()) {
			throw new DroverException(ErrorCode.PLAN_005, "migration " + id + " has ended " + known.phase(),
					"there is nothing to restart");
		}
		if (known.phase() == Phase.ROLLING_BACK) {
			return takeBack(known, ExitStatus.ROLLED_BACK);
		}
		return attempt(accepted(known), options, known, null);
	}

	/**
	 * Takes a migration back: out of its target goes what it put there, and nothing else.
	 * @throws DroverException if it runs, ROLL_001 if others' rows stand in the way,
	 * ROLL_002 if the target does not let go
	 */
	public Outcome rollback(String id) {
		MigrationRecord known = require(id);
		refuseRunning(known);
		if (known.phase() == Phase.ROLLED_BACK) {
			Report report = report(id);
			return new Outcome(ExitStatus.DONE, report, ProgressJson.indented(report), null);
		}
		if (known.phase() == Phase.FINALIZED) {
			throw new DroverException(ErrorCode.PLAN_009, "migration " + id + " is FINALIZED: there is no way back",
					"move the data back by a migration of its own");
		}
		return takeBack(known, ExitStatus.DONE);
	}

	private Outcome takeBack(MigrationRecord known, ExitStatus status) {
		Plan plan = accepted(known);
		String id = known.id();
		long begun = System.nanoTime();
		try (Attempt attempt = claim(known)) {
			try (MigrationRun run = newRun(plan, attempt.owner(), true);
					Heart heart = new Heart(run, attempt.owner(), this.ledger, Clock.systemUTC())) {
				heart.begin();
				if (known.phase().running() && known.phase() != Phase.ROLLING_BACK) {
					this.ledger.move(id, Phase.FAILED, attempt.owner());
				}
				Rollback.of(run);
				long millis = known.runMillis() + (System.nanoTime() - begun) / 1_000_000;
				Report report = Reports.of(plan, this.ledger, run.work(), run.progress(),
						new Reports.End(Clock.systemUTC().millis(), millis));
				String json = ProgressJson.indented(report);
				this.ledger.release(id, attempt.owner(), millis, json);
				return new Outcome(status, report, json, null);
			}
			catch (SQLException | RuntimeException ex) {
				DroverException told = Diagnosis.of(ex, id);
				giveUp(id, attempt.owner(), told);
				throw told;
			}
		}
	}

	/** The phase stays: a rollback that has begun is finished by whoever comes next. */
	private void giveUp(String id, String owner, DroverException told) {
		try {
			this.ledger.abandon(id, owner);
		}
		catch (RuntimeException ex) {
			told.addSuppressed(ex);
		}
	}

	/** Its process died after the last step, before it could say so. */
	private Outcome conclude(MigrationRecord known) {
		Plan plan = accepted(known);
		try (Attempt attempt = claim(known); MigrationRun run = newRun(plan, attempt.owner(), true)) {
			FinishSteps.removeCheckpoints(run);
			run.progress().stepEnded(MigrationJob.STEPS.get(MigrationJob.STEPS.size() - 1), "COMPLETED", 0);
			Report report = Reports.of(plan, this.ledger, run.work(), run.progress(),
					new Reports.End(Clock.systemUTC().millis(), known.runMillis()));
			String json = ProgressJson.indented(report);
			this.ledger.release(known.id(), attempt.owner(), known.runMillis(), json);
			return new Outcome(ExitStatus.DONE, report, json, null);
		}
		catch (SQLException | DataAccessException ex) {
			throw Diagnosis.of(ex, known.id());
		}
	}

	private static Plan accepted(MigrationRecord known) {
		return PlanReader.ofAcceptedPlans().read(known.planText(), "plan of " + known.id());
	}

	private MigrationRecord require(String id) {
		return this.ledger.find(id)
			.orElseThrow(() -> new DroverException(ErrorCode.PLAN_007, "there is no migration " + id,
					"drover status lists all"));
	}

	/**
	 * One attempt.
	 * @param before the migration as it was when nothing spoke against the attempt
	 * @param formerPlan the text of another plan that had this id and copied nothing, or
	 * {@code null}
	 */
	private Outcome attempt(Plan plan, RunOptions options, MigrationRecord before, @Nullable String formerPlan) {
		FaultPoints.installed().reached("attempt.allowed");
		try (Attempt attempt = claim(before)) {
			return attempt(plan, options, formerPlan, before, attempt.owner());
		}
	}

	/** Makes an attempt of this process the owner. */
	private Attempt claim(MigrationRecord seen) {
		Attempt attempt = Attempt.begin();
		boolean claimed = false;
		try {
			claimed = this.ledger.claim(seen, attempt.owner());
		}
		finally {
			if (!claimed) {
				attempt.close();
			}
		}
		if (!claimed) {
			throw startedTwice(seen.id(), null);
		}
		return attempt;
	}

	private Outcome attempt(Plan plan, RunOptions options, @Nullable String formerPlan, MigrationRecord before,
			String owner) {
		try {
			if (before.phase().running()) {
				// its process died: the phase it left is not true any more
				this.ledger.move(plan.id(), Phase.FAILED, owner);
			}
			if (formerPlan != null) {
				withdraw(plan.id(), formerPlan, owner);
				this.ledger.replan(plan.id(), PlanText.of(plan), PlanText.fingerprint(plan));
			}
			return work(plan, options, before, owner);
		}
		catch (SQLException | JobExecutionException | RuntimeException ex) {
			DroverException told = Diagnosis.of(ex, plan.id());
			abandon(plan.id(), owner, told);
			throw told;
		}
	}

	private void withdraw(String id, String formerPlan, String owner) throws SQLException {
		Plan plan = PlanReader.ofAcceptedPlans().read(formerPlan, "former plan of " + id);
		if (new RollbackRecords(this.control.dataSource(), id).find().isEmpty()) {
			return;
		}
		try (MigrationRun former = newRun(plan, owner, true)) {
			Withdrawal.of(former);
		}
	}

	private MigrationRun newRun(Plan plan, String owner, boolean force) {
		return new MigrationRun(plan, owner, force, new Secrets(this.environment), this.control.dataSource(),
				this.ledger, this.stop);
	}

	/** Where the control database is gone too, the next attempt sees a dead owner. */
	private void abandon(String id, String owner, DroverException told) {
		try {
			if (this.ledger.find(id).map(MigrationRecord::phase).filter(Phase::running).isPresent()) {
				this.ledger.move(id, Phase.FAILED, owner);
			}
			this.ledger.abandon(id, owner);
		}
		catch (RuntimeException ex) {
			told.addSuppressed(ex);
		}
	}

	private Outcome work(Plan plan, RunOptions options, MigrationRecord before, String owner)
			throws SQLException, JobExecutionException {
		try (MigrationRun run = newRun(plan, owner, options.force());
				Heart heart = new Heart(run, owner, this.ledger, Clock.systemUTC());
				AttemptWatch watch = AttemptWatch.begin(run, before, options, Clock.systemUTC())) {
			heart.begin();
			JobExecution execution = launch(BatchInfrastructure.on(this.control.dataSource()), run, watch);
			ExitStatus status = conclude(run, execution, owner);
			watch.settle();
			long millis = watch.millis();
			Report report = Reports.of(plan, this.ledger, run.work(), run.progress(),
					new Reports.End(Clock.systemUTC().millis(), millis));
			String json = ProgressJson.indented(report);
			boolean untidy = status != ExitStatus.DONE && report.state().equals(Phase.COMPLETED.name());
			if (!untidy) {
				// else restart finds an owner that is gone, and tidies up
				this.ledger.release(plan.id(), owner, millis, json);
			}
			DroverException failure = run.failure();
			return new Outcome(status, report, json, (status == ExitStatus.DONE) ? null : failure);
		}
	}

	private JobExecution launch(BatchInfrastructure batch, MigrationRun run, AttemptWatch watch)
			throws JobExecutionException {
		JobParameters parameters = new JobParametersBuilder().addString("id", run.plan().id()).toJobParameters();
		new Executions(batch.repository()).makeStartable(parameters);
		return batch.operator().start(new MigrationJob(batch, run, watch).build(), parameters);
	}

	private ExitStatus conclude(MigrationRun run, JobExecution execution, String owner) {
		String id = run.plan().id();
		if (execution.getStatus() == BatchStatus.COMPLETED) {
			return ExitStatus.DONE;
		}
		if (execution.getStatus() == BatchStatus.STOPPED && run.failure() == null && run.stopWanted()) {
			this.ledger.move(id, Phase.STOPPED, owner);
			return ExitStatus.STOPPED;
		}
		// outside the steps only Spring Batch's own bookkeeping can fail
		execution.getAllFailureExceptions().forEach((failure) -> run.failed(Diagnosis.of(failure, run)));
		run.failed(new DroverException(ErrorCode.COPY_005, "the job ended " + execution.getStatus(),
				"drover restart " + id));
		if (require(id).phase() != Phase.COMPLETED) {
			this.ledger.move(id, Phase.FAILED, owner);
		}
		if (!run.prepared()) {
			return ExitStatus.REFUSED;
		}
		DroverException failure = run.failure();
		return (failure != null && failure.code().exitStatus() == ExitStatus.DIFFERENT) ? ExitStatus.DIFFERENT
				: ExitStatus.FAILED;
	}

	/** Looks at a plan and both sides without changing anything. */
	public PlanCheck check(Plan plan) {
		try (MigrationRun run = newRun(plan, Owner.self(), false)) {
			List<Finding> findings = PrepareStep.inspect(run);
			if (run.translated() == null) {
				// without the source's schema there is nothing else to tell
				throw refused(findings);
			}
			return dryRun(run, findings);
		}
		catch (SQLException ex) {
			throw Diagnosis.of(ex, plan.id());
		}
	}

	private static PlanCheck dryRun(MigrationRun run, List<Finding> findings) throws SQLException {
		try (Connection source = run.moment().connect()) {
			return new DryRun(run.plan(), run.source(), source, run.sourceEndpoint().name(),
					run.targetEndpoint().name(), SchemaSyncStep.PARTITION_ROWS)
				.of(run.mapping(), findings);
		}
		catch (SQLException ex) {
			if (findings.stream().noneMatch((finding) -> finding.level() == Finding.Level.ERROR)) {
				throw ex;
			}
			// a missing privilege, for example: the findings say more than the server
			// does
			throw refused(findings);
		}
	}

	private static RefusedException refused(List<Finding> findings) {
		return new RefusedException(
				findings.stream().filter((finding) -> finding.level() != Finding.Level.INFO).toList());
	}

	/** Asks the process that runs the migration to stop at the next chunk. */
	public void requestStop(String id) {
		MigrationRecord known = require(id);
		if (!Statuses.alive(known)) {
			throw new DroverException(ErrorCode.PLAN_009, "migration " + id + " is " + Statuses.state(known)
					+ " and no process works on it, so that there is nothing to stop", "drover status " + id);
		}
		this.ledger.requestStop(id);
	}

	/**
	 * Gives the word for the switch of a migration that waits for it.
	 * @throws DroverException PLAN_009 if it does not wait
	 */
	public void cutover(String id) {
		MigrationRecord known = require(id);
		if (known.phase() != Phase.READY || !Statuses.alive(known)) {
			throw new DroverException(ErrorCode.PLAN_009,
					"migration " + id + " is " + Statuses.state(known) + ", a cutover needs one that waits at READY",
					Statuses.mayRestart(known) ? "drover restart " + id : "drover status " + id);
		}
		new ProgressRecords(this.control.dataSource(), id, Clock.systemUTC()).openGate();
	}

	/** How far one migration is. */
	public Progress status(String id) {
		return new Statuses(this.control.dataSource()).of(require(id));
	}

	/** How far all migrations are, the newest first. */
	public List<Progress> status() {
		Statuses statuses = new Statuses(this.control.dataSource());
		return this.ledger.all().stream().map(statuses::of).toList();
	}

	/** The report as things are now. */
	public Report report(String id) {
		MigrationRecord known = require(id);
		Plan plan = accepted(known);
		return Reports.of(plan, this.ledger, new WorkRecords(this.control.dataSource(), id),
				new ProgressRecords(this.control.dataSource(), id, Clock.systemUTC()),
				new Reports.End(known.endedAt(), known.runMillis()));
	}

	/** The plan of a migration. */
	public Plan plan(String id) {
		return accepted(require(id));
	}

	/** Compares both sides as they are now. */
	public Outcome verify(Plan plan, ProgressListener listener) {
		return new StandaloneVerify(this.control, this.ledger, this.environment, this.stop).of(plan, listener);
	}

}
