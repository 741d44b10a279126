package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.ExitStatus;
import dev.drover.fault.Finding;
import dev.drover.inspect.DryRun;
import dev.drover.inspect.PlanCheck;
import dev.drover.ledger.ControlDatabase;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.MigrationRecord;
import dev.drover.ledger.ProgressRecords;
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
			this.ledger.create(plan.id(), text, fingerprint);
		}
		else {
			refuseAgain(known, fingerprint);
			this.ledger.replan(plan.id(), text, fingerprint);
		}
		return attempt(plan, options);
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
		if (known.owner() != null && Owner.alive(known.owner(), known.heartbeatAt(), Clock.systemUTC().millis())) {
			throw new DroverException(ErrorCode.PLAN_004,
					"migration " + known.id() + " is running in process " + known.owner().replace('|', ' '),
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
		return attempt(PlanReader.ofAcceptedPlans().read(known.planText(), "plan of " + id), options);
	}

	/** Its process died after the last step, before it could say so. */
	private Outcome conclude(MigrationRecord known) {
		String owner = Owner.self();
		Plan plan = PlanReader.ofAcceptedPlans().read(known.planText(), "plan of " + known.id());
		if (!this.ledger.claim(known, owner)) {
			throw new DroverException(ErrorCode.PLAN_004, "migration " + known.id() + " was started twice at once",
					"drover status " + known.id());
		}
		try (MigrationRun run = new MigrationRun(plan, owner, true, new Secrets(this.environment),
				this.control.dataSource(), this.ledger, this.stop)) {
			FinishSteps.removeCheckpoints(run);
			run.progress().stepEnded(MigrationJob.STEPS.get(MigrationJob.STEPS.size() - 1), "COMPLETED", 0);
			Report report = Reports.of(plan, this.ledger, run.work(), run.progress(),
					new Reports.End(Clock.systemUTC().millis(), known.runMillis()));
			String json = ProgressJson.indented(report);
			this.ledger.release(known.id(), owner, known.runMillis(), json);
			return new Outcome(ExitStatus.DONE, report, json, null);
		}
		catch (SQLException ex) {
			throw new DroverException(ErrorCode.CONN_004, "the target was lost while it was tidied: " + ex.getMessage(),
					"drover restart " + known.id(), ex);
		}
	}

	private MigrationRecord require(String id) {
		return this.ledger.find(id)
			.orElseThrow(() -> new DroverException(ErrorCode.PLAN_007, "there is no migration " + id,
					"drover status lists all"));
	}

	private Outcome attempt(Plan plan, RunOptions options) {
		String owner = Owner.self();
		MigrationRecord before = require(plan.id());
		if (!this.ledger.claim(before, owner)) {
			throw new DroverException(ErrorCode.PLAN_004, "migration " + plan.id() + " was started twice at once",
					"drover status " + plan.id());
		}
		if (before.phase().running()) {
			// its process died: the phase it left is not true any more
			this.ledger.move(plan.id(), Phase.FAILED, owner);
		}
		ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
		heart.scheduleWithFixedDelay(() -> beat(plan.id(), owner), 500, 500, TimeUnit.MILLISECONDS);
		try (MigrationRun run = new MigrationRun(plan, owner, options.force(), new Secrets(this.environment),
				this.control.dataSource(), this.ledger, this.stop);
				AttemptWatch watch = AttemptWatch.begin(run, before, options, Clock.systemUTC())) {
			BatchInfrastructure batch = BatchInfrastructure.on(this.control.dataSource());
			JobExecution execution = launch(batch, run, watch);
			ExitStatus status = conclude(run, execution, owner);
			watch.settle();
			long millis = watch.millis();
			Report report = Reports.of(plan, this.ledger, run.work(), run.progress(),
					new Reports.End(Clock.systemUTC().millis(), millis));
			String json = ProgressJson.indented(report);
			this.ledger.release(plan.id(), owner, millis, json);
			Throwable failure = run.failure();
			return new Outcome(status, report, json, (failure == null) ? null : message(failure));
		}
		catch (SQLException | JobExecutionException ex) {
			throw new DroverException(ErrorCode.CONN_006, "the job could not be run: " + ex.getMessage(),
					"drover restart " + plan.id(), ex);
		}
		finally {
			heart.shutdownNow();
		}
	}

	private static String message(Throwable failure) {
		if (failure instanceof DroverException known) {
			return String.valueOf(known.getMessage());
		}
		return ErrorCode.COPY_001 + " " + failure.getMessage() + "; drover restart goes on";
	}

	private void beat(String id, String owner) {
		this.ledger.heartbeat(id, owner);
		if (this.ledger.find(id).map(MigrationRecord::stopRequested).orElse(false)) {
			stop();
		}
	}

	private JobExecution launch(BatchInfrastructure batch, MigrationRun run, AttemptWatch watch)
			throws JobExecutionException {
		JobParameters parameters = new JobParametersBuilder().addString("id", run.plan().id()).toJobParameters();
		JobExecution last = batch.repository().getLastJobExecution(MigrationJob.NAME, parameters);
		JobInstance instance = batch.repository().getJobInstance(MigrationJob.NAME, parameters);
		if (last == null && instance != null) {
			// killed between instance and first execution; Spring Batch refuses such an
			// instance for ever
			batch.repository().deleteJobInstance(instance);
		}
		if (last != null && last.isRunning()) {
			// the process that ran it is dead: claiming the migration has made sure of
			// that
			batch.operator().recover(last);
		}
		JobExecution execution = batch.operator().start(new MigrationJob(batch, run, watch).build(), parameters);
		return execution;
	}

	private ExitStatus conclude(MigrationRun run, JobExecution execution, String owner) {
		Throwable failure = run.failure();
		if (failure == null && execution.getStatus() == BatchStatus.COMPLETED) {
			return ExitStatus.DONE;
		}
		if (failure == null && run.stopRequested()) {
			this.ledger.move(run.plan().id(), Phase.STOPPED, owner);
			return ExitStatus.STOPPED;
		}
		if (failure == null) {
			execution.getAllFailureExceptions().forEach(run::failed);
		}
		this.ledger.move(run.plan().id(), Phase.FAILED, owner);
		boolean begun = this.ledger.find(run.plan().id()).map(MigrationRecord::begun).orElse(false);
		if (failure instanceof DroverException known) {
			return (!begun) ? ExitStatus.REFUSED
					: (known.code().exitStatus() == ExitStatus.DIFFERENT) ? ExitStatus.DIFFERENT : ExitStatus.FAILED;
		}
		return ExitStatus.FAILED;
	}

	/** Looks at a plan and both sides without changing anything. */
	public PlanCheck check(Plan plan) {
		try (MigrationRun run = new MigrationRun(plan, Owner.self(), false, new Secrets(this.environment),
				this.control.dataSource(), this.ledger, this.stop)) {
			List<Finding> findings = PrepareStep.inspect(run);
			try (Connection source = run.moment().connect()) {
				return new DryRun(plan, run.source(), source, SchemaSyncStep.PARTITION_ROWS).of(run.mapping(),
						findings);
			}
		}
		catch (SQLException ex) {
			throw new DroverException(ErrorCode.CONN_004, "the connection was lost: " + ex.getMessage(),
					"run the command again", ex);
		}
	}

	/** Asks the process that runs the migration to stop at the next chunk. */
	public void requestStop(String id) {
		require(id);
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
		Plan plan = PlanReader.ofAcceptedPlans().read(known.planText(), "plan of " + id);
		return Reports.of(plan, this.ledger, new WorkRecords(this.control.dataSource(), id),
				new ProgressRecords(this.control.dataSource(), id, Clock.systemUTC()),
				new Reports.End(known.endedAt(), known.runMillis()));
	}

	/** The plan of a migration. */
	public Plan plan(String id) {
		return PlanReader.ofAcceptedPlans().read(require(id).planText(), "plan of " + id);
	}

	/** Compares both sides as they are now. */
	public Outcome verify(Plan plan, ProgressListener listener) {
		return new StandaloneVerify(this.control, this.ledger, this.environment, this.stop).of(plan, listener);
	}

}
