package dev.drover.job;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.ExitStatus;
import dev.drover.fault.FaultPoints;
import dev.drover.ledger.ControlLoss;
import dev.drover.ledger.Handover;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.LiveRecords;
import dev.drover.ledger.MigrationRecord;
import dev.drover.ledger.RollbackRecords;
import dev.drover.ledger.RouteRecord;
import dev.drover.phase.Phase;
import dev.drover.plan.Plan;
import dev.drover.plan.PlanReader;
import dev.drover.plan.PlanText;
import dev.drover.plan.Secrets;
import dev.drover.progress.ProgressJson;
import dev.drover.progress.Report;

/**
 * Makes this process the owner of a migration for one attempt at it: forward as a Spring
 * Batch job, or back.
 */
final class Attempts {

	private final DataSource control;

	private final Ledger ledger;

	private final Map<String, String> environment;

	private final Caller caller;

	private final AtomicBoolean stop;

	Attempts(DataSource control, Ledger ledger, Map<String, String> environment, Caller caller, AtomicBoolean stop) {
		this.control = control;
		this.ledger = ledger;
		this.environment = environment;
		this.caller = caller;
		this.stop = stop;
	}

	/** Whether this process stays after an attempt. */
	boolean stays() {
		return this.caller.stays();
	}

	/** Somebody else was faster; whoever was not is told who. */
	DroverException startedTwice(String id, @Nullable Throwable cause) {
		String other = this.ledger.find(id).map(MigrationRecord::owner).map(Owner::name).orElse("");
		return new DroverException(ErrorCode.PLAN_004,
				"migration " + id + " was started twice at once, "
						+ (other.isEmpty() ? "and the other process has ended" : "and process " + other + " has it"),
				"drover status " + id, cause);
	}

	/** Its process died after the last step, before it could say so. */
	Outcome tidyUp(MigrationRecord known, String command) {
		try (Attempt attempt = claim(known, command)) {
			return tidied(known, attempt.owner());
		}
		catch (SQLException | DataAccessException ex) {
			throw Diagnosis.of(ex, known.id());
		}
	}

	private Outcome tidied(MigrationRecord known, String owner) throws SQLException {
		try (MigrationRun run = newRun(accepted(known), owner, true)) {
			FinishSteps.removeCheckpoints(run);
			run.progress().stepEnded(MigrationJob.STEPS.get(MigrationJob.STEPS.size() - 1), "COMPLETED", 0);
			Report report = report(run, known.runMillis());
			String json = ProgressJson.indented(report);
			this.ledger.release(known.id(), owner, known.runMillis(), json);
			DroverException left = run.rejections().find();
			return new Outcome((left == null) ? ExitStatus.DONE : ExitStatus.DIFFERENT, report, json, left);
		}
	}

	/** Ends a switch that was broken off, so that it is known who the owner is. */
	void settle(MigrationRecord known, String command) {
		try (Attempt attempt = claim(known, command);
				MigrationRun run = newRun(accepted(known), attempt.owner(), true);
				Heart heart = new Heart(run, attempt.owner(), this.ledger, Clock.systemUTC())) {
			heart.begin();
			LiveRollback.settle(run);
			run.closeFollowing();
			this.ledger.abandon(known.id(), attempt.owner());
		}
		catch (SQLException | RuntimeException ex) {
			throw Diagnosis.of(ex, known.id());
		}
	}

	/** Takes a migration back. */
	Outcome back(MigrationRecord known, String command, ExitStatus status) {
		Plan plan = accepted(known);
		String id = known.id();
		long begun = System.nanoTime();
		try (Attempt attempt = claim(known, command)) {
			try (MigrationRun run = newRun(plan, attempt.owner(), true);
					Heart heart = new Heart(run, attempt.owner(), this.ledger, Clock.systemUTC())) {
				heart.begin();
				if (known.phase().running() && known.phase() != Phase.ROLLING_BACK) {
					this.ledger.move(id, Phase.FAILED, attempt.owner());
				}
				ClaimsBack.await(run, this.control);
				Rollback.of(run);
				long millis = known.runMillis() + (System.nanoTime() - begun) / 1_000_000;
				Report report = report(run, millis);
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

	/**
	 * Does what comes after the switch of a migration that follows its source.
	 * @param status how it ends if it ends well
	 */
	Outcome close(MigrationRecord known, String command, CloseJob.Action action, RunOptions options,
			ExitStatus status) {
		Plan plan = accepted(known);
		String id = known.id();
		try (Attempt attempt = claim(known, command);
				SteadyListener listener = new SteadyListener(options.listener());
				MigrationRun run = newRun(plan, attempt.owner(), options.force());
				Heart heart = new Heart(run, attempt.owner(), this.ledger, Clock.systemUTC());
				AttemptWatch watch = AttemptWatch.begin(run, known, options.followedBy(listener), Clock.systemUTC())) {
			heart.begin();
			long epoch = this.ledger.route(id).map(RouteRecord::epoch).orElse(0L);
			JobParameters parameters = new JobParametersBuilder().addString("id", id)
				.addLong("epoch", epoch)
				.addString("action", action.name())
				.toJobParameters();
			BatchInfrastructure batch = BatchInfrastructure.on(this.control);
			Executions executions = new Executions(batch.repository(), CloseJob.NAME);
			JobExecution execution = executions.start(batch.operator(), new CloseJob(batch, run, watch).build(action),
					executions.unfinished(parameters));
			execution.getAllFailureExceptions().forEach((failure) -> run.failed(Diagnosis.of(failure, run)));
			DroverException failure = run.failure();
			run.closeFollowing();
			watch.settle();
			boolean done = execution.getStatus() == BatchStatus.COMPLETED;
			ExitStatus ended = done ? status : (failure != null) ? failure.code().exitStatus()
					: run.halt().stopWanted() ? ExitStatus.STOPPED : ExitStatus.FAILED;
			ended(run, ended, done ? null : failure);
			Report report = report(run, watch.millis());
			String json = ProgressJson.indented(report);
			this.ledger.release(id, attempt.owner(), watch.millis(), json);
			return new Outcome(ended, report, json, done ? null : failure);
		}
		catch (SQLException | JobExecutionException | RuntimeException ex) {
			throw Diagnosis.of(ex, id);
		}
	}

	/** Ends a migration for good: there is no way back any more. */
	Outcome finish(MigrationRecord known, String command, Consumer<MigrationRun> ending) {
		Plan plan = accepted(known);
		try (Attempt attempt = claim(known, command);
				MigrationRun run = newRun(plan, attempt.owner(), true);
				Heart heart = new Heart(run, attempt.owner(), this.ledger, Clock.systemUTC())) {
			heart.begin();
			try {
				ending.accept(run);
				Report report = report(run, known.runMillis());
				String json = ProgressJson.indented(report);
				this.ledger.release(known.id(), attempt.owner(), known.runMillis(), json);
				return new Outcome(ExitStatus.DONE, report, json, null);
			}
			catch (RuntimeException ex) {
				DroverException told = Diagnosis.of(ex, known.id());
				giveUp(known.id(), attempt.owner(), told);
				throw told;
			}
		}
		catch (SQLException ex) {
			throw Diagnosis.of(ex, known.id());
		}
	}

	/** The phase stays: a rollback that has begun is finished by whoever comes next. */
	private void giveUp(String id, String owner, DroverException told) {
		try {
			live(id).audit(this.caller.actor(), "end",
					"exit status " + told.code().exitStatus().code() + ": " + told.getMessage());
			this.ledger.abandon(id, owner);
		}
		catch (RuntimeException ex) {
			told.addSuppressed(ex);
		}
	}

	LiveRecords live(String id) {
		return new LiveRecords(this.control, id, Clock.systemUTC());
	}

	/** Writes down how an attempt ended, for its report too. */
	private static void ended(MigrationRun run, ExitStatus status, @Nullable DroverException failure) {
		run.audit("end", "exit status " + status.code() + ((failure == null) ? "" : ": " + failure.getMessage()));
	}

	/** The plan as it was accepted. */
	static Plan accepted(MigrationRecord known) {
		return PlanReader.ofAcceptedPlans().read(known.planText(), "plan of " + known.id());
	}

	/**
	 * One attempt.
	 * @param before the migration as it was when nothing spoke against the attempt
	 * @param formerPlan the text of another plan that had this id and copied nothing, or
	 * {@code null}
	 */
	Outcome forward(Plan plan, String command, RunOptions options, MigrationRecord before,
			@Nullable String formerPlan) {
		RemoteNeeds.require(plan, options.workers(), this.environment);
		FaultPoints.installed().reached("attempt.allowed");
		try (Attempt attempt = claim(before, command)) {
			return attempt(plan, options, formerPlan, before, attempt.owner());
		}
	}

	/** Makes an attempt of this process the owner. */
	Attempt claim(MigrationRecord seen, String command) {
		Attempt attempt = Attempt.begin();
		boolean begun = false;
		try {
			if (!this.ledger.claim(seen, attempt.owner())) {
				throw startedTwice(seen.id(), null);
			}
			live(seen.id()).audit(this.caller.actor(), command, "begun in phase " + seen.phase());
			begun = true;
		}
		finally {
			if (!begun) {
				attempt.close();
			}
		}
		return attempt;
	}

	private Outcome attempt(Plan plan, RunOptions options, @Nullable String formerPlan, MigrationRecord before,
			String owner) {
		try (SteadyListener listener = new SteadyListener(options.listener())) {
			RunOptions steady = options.followedBy(listener);
			if (before.phase().running()) {
				// its process died: the phase it left is not true any more
				this.ledger.move(plan.id(), Phase.FAILED, owner);
			}
			if (!before.begun()) {
				// what an attempt made before its first row may not fit the plan, or the
				// source, as they are now
				withdraw(plan.id(), (formerPlan == null) ? before.planText() : formerPlan, owner);
			}
			if (formerPlan != null) {
				this.ledger.replan(plan.id(), PlanText.of(plan), PlanText.fingerprint(plan));
			}
			ControlBack back = new ControlBack(this.ledger, owner, this.stop::get);
			Retries retries = new Retries(plan.failureHandling());
			Outcome outcome = patiently(plan, steady, before, back, owner, retries);
			while (outcome == null) {
				outcome = patiently(plan, steady, this.ledger.find(plan.id()).orElseThrow(), back, owner, retries);
			}
			return outcome;
		}
		catch (SQLException | JobExecutionException | RuntimeException ex) {
			DroverException told = Diagnosis.of(ex, plan.id());
			abandon(plan.id(), owner, told);
			throw told;
		}
	}

	private void withdraw(String id, String formerPlan, String owner) throws SQLException {
		Plan plan = PlanReader.ofAcceptedPlans().read(formerPlan, "former plan of " + id);
		if (new RollbackRecords(this.control, id).find().isEmpty()) {
			return;
		}
		try (MigrationRun former = newRun(plan, owner, true);
				Heart heart = new Heart(former, owner, this.ledger, Clock.systemUTC())) {
			heart.begin();
			Withdrawal.of(former);
		}
	}

	/** What the steps of an attempt share; the caller closes it. */
	MigrationRun newRun(Plan plan, String owner, boolean force) {
		return new MigrationRun(plan, owner, force, new Secrets(this.environment), this.control, this.ledger,
				this.stop);
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

	/**
	 * Runs the job, again after a control database that was away where workers went on
	 * without it, or where the process that served an embedded one has ended.
	 */
	private @Nullable Outcome patiently(Plan plan, RunOptions options, MigrationRecord before, ControlBack back,
			String owner, Retries retries) throws SQLException, JobExecutionException {
		MigrationRecord seen = before;
		while (true) {
			try {
				return (seen.phase() == Phase.COMPLETED) ? tidied(seen, owner)
						: work(plan, options, seen, owner, retries);
			}
			catch (DroverException | DataAccessException | TransactionException ex) {
				if (options.workers() == Workers.LOCAL && !Handover.passes(ex)) {
					throw ex;
				}
				seen = back.after(ex, plan.id());
				options.listener()
					.notice("the control database is back, and the run goes on; it was lost: "
							+ Diagnosis.of(ex, plan.id()).what());
			}
		}
	}

	/**
	 * Runs the job once.
	 * @param retries how often a limit that has passed may be tried again
	 * @return how it ended, or {@code null} if it is to be tried again
	 */
	private @Nullable Outcome work(Plan plan, RunOptions options, MigrationRecord before, String owner, Retries retries)
			throws SQLException, JobExecutionException {
		try (MigrationRun run = newRun(plan, owner, options.force());
				Heart heart = new Heart(run, owner, this.ledger, Clock.systemUTC(), options.workers());
				AttemptWatch watch = AttemptWatch.begin(run, before, options, Clock.systemUTC())) {
			heart.begin();
			run.triedAgainSince(retries.since());
			JobExecution execution = launch(BatchInfrastructure.on(this.control), run, watch,
					new Handlers(options.workers(), this.control, this.environment));
			Conclusion conclusion = Conclusion.of(run, execution, this.ledger);
			DroverException lost = conclusion.failure();
			if (lost != null && ControlLoss.is(lost) && options.workers() != Workers.LOCAL) {
				throw lost;
			}
			if (conclusion.status() == ExitStatus.DONE && !this.caller.stays() && Standby.wanted(run)) {
				watch.rest();
				conclusion = conclusion.keeping();
			}
			watch.settle();
			if (conclusion.mayTryAgain() && retries.left() > 0) {
				run.tell(conclusion.message() + "; trying again, " + retries.left() + " left");
				run.audit("retry", conclusion.message() + "; tried again, " + retries.left() + " left");
				retries.take(conclusion.message());
				run.reached("attempt.retried");
				return null;
			}
			conclusion = conclusion.handled();
			long millis = watch.millis();
			ended(run, conclusion.status(), conclusion.failure());
			Report report = report(run, millis);
			String json = ProgressJson.indented(report);
			boolean untidy = execution.getStatus() != BatchStatus.COMPLETED
					&& report.state().equals(Phase.COMPLETED.name());
			if (!untidy) {
				// else restart finds an owner that is gone, and tidies up
				this.ledger.release(plan.id(), owner, millis, json);
			}
			return new Outcome(conclusion.status(), report, json, conclusion.failure());
		}
	}

	Report report(MigrationRun run, long millis) {
		return Reports.of(run.plan(), this.ledger, run.work(), run.rejections().records(), run.progress(), run.live(),
				new Reports.End(Clock.systemUTC().millis(), millis));
	}

	private JobExecution launch(BatchInfrastructure batch, MigrationRun run, AttemptWatch watch, Handlers handlers)
			throws JobExecutionException {
		JobParameters parameters = new JobParametersBuilder().addString("id", run.plan().id()).toJobParameters();
		// what workers were asked for by an earlier attempt they leave from here on
		this.ledger.jobExecution(run.plan().id(), 0, run.owner());
		return new Executions(batch.repository(), MigrationJob.NAME).start(batch.operator(),
				new MigrationJob(batch, run, watch, handlers).build(), parameters);
	}

}
