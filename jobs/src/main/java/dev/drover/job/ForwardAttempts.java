package dev.drover.job;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

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
import dev.drover.fault.ExitStatus;
import dev.drover.fault.FaultPoints;
import dev.drover.ledger.ControlLoss;
import dev.drover.ledger.Handover;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.MigrationRecord;
import dev.drover.ledger.RollbackRecords;
import dev.drover.phase.Phase;
import dev.drover.plan.Plan;
import dev.drover.plan.PlanReader;
import dev.drover.plan.PlanText;
import dev.drover.progress.ProgressJson;
import dev.drover.progress.Report;

/**
 * Attempts at the way from the source to the target, as a Spring Batch job.
 */
final class ForwardAttempts {

	private final Attempts attempts;

	private final DataSource control;

	private final Ledger ledger;

	private final Map<String, String> environment;

	private final AtomicBoolean stop;

	ForwardAttempts(Attempts attempts, DataSource control, Ledger ledger, Map<String, String> environment,
			AtomicBoolean stop) {
		this.attempts = attempts;
		this.control = control;
		this.ledger = ledger;
		this.environment = environment;
		this.stop = stop;
	}

	/**
	 * One attempt.
	 * @param before the migration as it was when nothing spoke against the attempt
	 * @param formerPlan the text of another plan that had this id and copied nothing, or
	 * {@code null}
	 */
	Outcome attempt(Plan plan, String command, RunOptions options, MigrationRecord before,
			@Nullable String formerPlan) {
		RemoteNeeds.require(plan, options.workers(), this.environment);
		FaultPoints.installed().reached("attempt.allowed");
		try (Attempt attempt = this.attempts.claim(before, command)) {
			return owned(plan, options, formerPlan, before, attempt.owner());
		}
	}

	private Outcome owned(Plan plan, RunOptions options, @Nullable String formerPlan, MigrationRecord before,
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
		try (MigrationRun former = this.attempts.newRun(plan, owner, true);
				Heart heart = new Heart(former, owner, this.ledger, Clock.systemUTC())) {
			heart.begin();
			Withdrawal.of(former);
		}
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
				return (seen.phase() == Phase.COMPLETED) ? this.attempts.tidied(seen, owner)
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
		try (MigrationRun run = this.attempts.newRun(plan, owner, options.force());
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
			if (execution.getStatus() == BatchStatus.COMPLETED && !this.attempts.stays() && Standby.wanted(run)) {
				watch.rest();
				conclusion = Conclusion.keeping(run);
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
			Attempts.ended(run, conclusion.status(), conclusion.failure());
			Report report = this.attempts.report(run, millis);
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

	private JobExecution launch(BatchInfrastructure batch, MigrationRun run, AttemptWatch watch, Handlers handlers)
			throws JobExecutionException {
		JobParameters parameters = new JobParametersBuilder().addString("id", run.plan().id()).toJobParameters();
		// what workers were asked for by an earlier attempt they leave from here on
		this.ledger.jobExecution(run.plan().id(), 0, run.owner());
		return new Executions(batch, MigrationJob.NAME).start(batch.operator(),
				new MigrationJob(batch, run, watch, handlers).build(), parameters);
	}

}
