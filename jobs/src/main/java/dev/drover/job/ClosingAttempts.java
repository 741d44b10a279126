package dev.drover.job;

import java.sql.SQLException;
import java.time.Clock;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.dao.DataAccessException;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.ExitStatus;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.MigrationRecord;
import dev.drover.ledger.RouteRecord;
import dev.drover.phase.Phase;
import dev.drover.plan.Plan;

/**
 * Attempts at what comes after the way to the target, or instead of it: back, switched
 * again, ended for good.
 */
final class ClosingAttempts {

	private final Attempts attempts;

	private final DataSource control;

	private final Ledger ledger;

	ClosingAttempts(Attempts attempts, DataSource control, Ledger ledger) {
		this.attempts = attempts;
		this.control = control;
		this.ledger = ledger;
	}

	/** Its process died after the last step, before it could say so. */
	Outcome tidyUp(MigrationRecord known, String command) {
		try (Attempt attempt = this.attempts.claim(known, command)) {
			// the owner stays where it fails: that tells the next one what is left to do
			return this.attempts.tidied(known, attempt.owner());
		}
		catch (SQLException | DataAccessException ex) {
			throw Diagnosis.of(ex, known.id());
		}
	}

	/**
	 * Ends a switch that was broken off, so that it is known who the owner is.
	 * @throws StopException if a stop is wanted while others hold the gate
	 */
	void settle(MigrationRecord known, String command) {
		owning(known, command, true, (run, attempt) -> {
			LiveRollback.settle(run);
			run.closeFollowing();
			this.ledger.abandon(known.id(), attempt.owner());
			return known;
		});
	}

	/** Takes a migration back. */
	Outcome back(MigrationRecord known, String command, ExitStatus status) {
		String id = known.id();
		long begun = System.nanoTime();
		return owning(known, command, true, (run, attempt) -> {
			if (known.phase().running() && known.phase() != Phase.ROLLING_BACK) {
				this.ledger.move(id, Phase.FAILED, attempt.owner());
			}
			ExitStatus ended = status;
			try {
				ClaimsBack.await(run, this.control);
				Rollback.of(run);
			}
			catch (StopException ex) {
				ended = ExitStatus.STOPPED;
				Attempts.ended(run, ended, null);
			}
			long millis = known.runMillis() + (System.nanoTime() - begun) / 1_000_000;
			return this.attempts.released(run, attempt, millis, ended, null);
		});
	}

	/**
	 * Does what comes after the switch of a migration that follows its source.
	 * @param status how it ends if it ends well
	 */
	Outcome close(MigrationRecord known, String command, CloseJob.Action action, RunOptions options,
			ExitStatus status) {
		try (SteadyListener listener = new SteadyListener(options.listener())) {
			RunOptions followed = options.followedBy(listener);
			return owning(known, command, options.force(), (run, attempt) -> {
				try (AttemptWatch watch = AttemptWatch.begin(run, known, followed, Clock.systemUTC())) {
					return closed(run, attempt, action, status, watch);
				}
			});
		}
	}

	private Outcome closed(MigrationRun run, Attempt attempt, CloseJob.Action action, ExitStatus status,
			AttemptWatch watch) throws JobExecutionException {
		String id = run.plan().id();
		long epoch = this.ledger.route(id).map(RouteRecord::epoch).orElse(0L);
		JobParameters parameters = new JobParametersBuilder().addString("id", id)
			.addLong("epoch", epoch)
			.addString("action", action.name())
			.toJobParameters();
		BatchInfrastructure batch = BatchInfrastructure.on(this.control);
		Executions executions = new Executions(batch, CloseJob.NAME);
		JobExecution execution = executions.start(batch.operator(), new CloseJob(batch, run, watch).build(action),
				executions.unfinished(parameters));
		boolean stopped = execution.getStatus() == BatchStatus.STOPPED && run.failure() == null
				&& run.halt().stopWanted();
		if (!stopped) {
			// Spring Batch tells a stop as a failure, too
			execution.getAllFailureExceptions().forEach((failure) -> run.failed(Diagnosis.of(failure, run)));
		}
		DroverException failure = (action == CloseJob.Action.BACK) ? withChoice(run.failure(), id) : run.failure();
		run.closeFollowing();
		watch.settle();
		boolean done = execution.getStatus() == BatchStatus.COMPLETED;
		ExitStatus ended = done ? status
				: stopped ? ExitStatus.STOPPED : (failure != null) ? failure.code().exitStatus() : ExitStatus.FAILED;
		Attempts.ended(run, ended, done ? null : failure);
		return this.attempts.released(run, attempt, watch.millis(), ended, done ? null : failure);
	}

	/**
	 * A switch back that was refused can also be done without. What says nothing of the
	 * switch would stand in the way of that, too.
	 */
	private @Nullable DroverException withChoice(@Nullable DroverException failure, String id) {
		if (failure == null || !(failure.code().name().startsWith("CUT_") || failure.code() == ErrorCode.DATA_002)) {
			return failure;
		}
		MigrationRecord known = this.ledger.find(id).orElseThrow();
		return new WayBack(this.control, this.ledger).instead(known)
			.map((choice) -> new DroverException(failure.code(), failure.what(), failure.hint() + "; or " + choice,
					failure))
			.orElse(failure);
	}

	/** Ends a migration for good: there is no way back any more. */
	Outcome finish(MigrationRecord known, String command, Consumer<MigrationRun> ending) {
		return owning(known, command, true, (run, attempt) -> {
			ending.accept(run);
			return this.attempts.released(run, attempt, known.runMillis(), ExitStatus.DONE, null);
		});
	}

	/**
	 * Does something as the owner, whose signs of life are given meanwhile, and lets go
	 * of the migration also where it fails: this process may stay, and others would take
	 * it for the one that is at work.
	 */
	private <T> T owning(MigrationRecord known, String command, boolean force, Work<T> work) {
		String id = known.id();
		Plan plan = Attempts.accepted(known);
		try (Attempt attempt = this.attempts.claim(known, command)) {
			try (MigrationRun run = this.attempts.newRun(plan, attempt.owner(), force);
					Heart heart = new Heart(run, attempt.owner(), this.ledger, Clock.systemUTC())) {
				heart.begin();
				return work.with(run, attempt);
			}
			catch (StopException ex) {
				audit(id, ExitStatus.STOPPED, "");
				this.ledger.abandon(id, attempt.owner());
				throw ex;
			}
			catch (SQLException | JobExecutionException | RuntimeException ex) {
				DroverException told = Diagnosis.of(ex, id);
				giveUp(id, attempt.owner(), told);
				throw told;
			}
		}
		catch (DataAccessException ex) {
			throw Diagnosis.of(ex, id);
		}
	}

	/** The phase stays: a rollback that has begun is finished by whoever comes next. */
	private void giveUp(String id, String owner, DroverException told) {
		try {
			audit(id, told.code().exitStatus(), ": " + told.getMessage());
			this.ledger.abandon(id, owner);
		}
		catch (RuntimeException ex) {
			told.addSuppressed(ex);
		}
	}

	private void audit(String id, ExitStatus status, String why) {
		this.attempts.audit(id, "end", "exit status " + status.code() + why);
	}

	/** What the owner does. */
	@FunctionalInterface
	private interface Work<T> {

		T with(MigrationRun run, Attempt attempt) throws SQLException, JobExecutionException;

	}

}
