package dev.drover.job;

import java.sql.SQLException;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;

import dev.drover.apply.Flow;
import dev.drover.phase.Phase;

/**
 * The job {@code migration-close}: what comes after the switch, again and again. Its
 * instances are told apart by the migration's id, the route's epoch and the action.
 */
final class CloseJob {

	static final String NAME = "migration-close";

	private final BatchInfrastructure batch;

	private final MigrationRun run;

	private final StepExecutionListener watch;

	CloseJob(BatchInfrastructure batch, MigrationRun run, StepExecutionListener watch) {
		this.batch = batch;
		this.run = run;
		this.watch = watch;
	}

	Job build(Action action) {
		JobBuilder job = new JobBuilder(NAME, this.batch.repository());
		return switch (action) {
			case BACK -> job.start(step("prepare", LivePreparation::of))
				.next(step("catch-up", (run) -> caughtUp(run, true)))
				.next(step("cutover", (run) -> switched(run, true)))
				.next(step("post-verify", (run) -> ended(run, Phase.ROLLED_BACK)))
				.build();
			case AGAIN -> job.start(step("prepare", LivePreparation::of))
				.next(step("catch-up", (run) -> caughtUp(run, false)))
				.next(step("cutover", (run) -> switched(run, false)))
				.next(step("post-verify", (run) -> ended(run, Phase.COMPLETED)))
				.build();
			case FINISH -> job.start(step("prepare", LiveFinish::prepare))
				.next(step("verify", LiveFinish::compare))
				.next(step("cleanup", LiveFinish::leave))
				.build();
		};
	}

	private Step step(String name, MigrationStep step) {
		return NoTransaction
			.step(new StepBuilder(name, this.batch.repository()).listener(this.watch),
					new ManagerTasklet(this.run, step), this.batch)
			.allowStartIfComplete(true)
			.build();
	}

	private static Following following(MigrationRun run) {
		Following following = run.following();
		if (following == null) {
			throw new IllegalStateException(run.plan().id() + " follows nothing");
		}
		return following;
	}

	private static LiveSwitch change(MigrationRun run, boolean back) {
		Following following = following(run);
		return back ? LiveSwitch.back(run, following) : LiveSwitch.forward(run, following);
	}

	private static void caughtUp(MigrationRun run, boolean back) throws SQLException {
		run.enter(back ? Phase.ROLLING_BACK : Phase.CUTTING_OVER);
		run.reached("close.entered");
		if (!change(run, back).settled()) {
			Following following = following(run);
			following.follow(back ? following.forward().reversed() : following.forward());
			LiveSteps.catchUpAfterwards(run, following);
		}
	}

	private static void switched(MigrationRun run, boolean back) throws SQLException {
		LiveSwitch change = change(run, back);
		if (!back && !run.force() && !change.settled()) {
			change.until(Orders.requireWindow(run.plan()));
		}
		change.make();
		Flow forward = following(run).forward();
		following(run).proveForeignKeys(back ? forward.from() : forward.to());
	}

	private static void ended(MigrationRun run, Phase phase) {
		if (phase == Phase.COMPLETED) {
			run.enter(Phase.VALIDATING);
		}
		run.enter(phase);
		run.reached("close.ended");
	}

	/** What is done. */
	enum Action {

		/** The plan's source becomes the owner again. */
		BACK,
		/** The plan's target becomes the owner again. */
		AGAIN,
		/** The way back ends. */
		FINISH

	}

}
