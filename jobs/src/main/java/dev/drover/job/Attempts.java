package dev.drover.job;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.ExitStatus;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.LiveRecords;
import dev.drover.ledger.MigrationRecord;
import dev.drover.plan.Plan;
import dev.drover.plan.PlanReader;
import dev.drover.plan.Secrets;
import dev.drover.progress.ProgressJson;
import dev.drover.progress.Report;

/**
 * Makes this process the owner of a migration for one attempt at it.
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

	/** Makes an attempt of this process the owner. */
	Attempt claim(MigrationRecord seen, String command) {
		Attempt attempt = Attempt.begin();
		boolean begun = false;
		try {
			if (!this.ledger.claim(seen, attempt.owner())) {
				throw startedTwice(seen.id(), null);
			}
			audit(seen.id(), command, "begun in phase " + seen.phase());
			begun = true;
		}
		finally {
			if (!begun) {
				attempt.close();
			}
		}
		return attempt;
	}

	/** What the steps of an attempt share; the caller closes it. */
	MigrationRun newRun(Plan plan, String owner, boolean force) {
		return new MigrationRun(plan, owner, force, new Secrets(this.environment), this.control, this.ledger,
				this.stop);
	}

	LiveRecords live(String id) {
		return new LiveRecords(this.control, id, Clock.systemUTC());
	}

	/** Writes down how an attempt ended, for its report too. */
	static void ended(MigrationRun run, ExitStatus status, @Nullable DroverException failure) {
		run.audit("end", "exit status " + status.code() + ((failure == null) ? "" : ": " + failure.getMessage()));
	}

	Report report(MigrationRun run, long millis) {
		return Reports.of(run.plan(), this.ledger, run.work(), run.rejections().records(), run.progress(), run.live(),
				new Reports.End(Clock.systemUTC().millis(), millis));
	}

	/** The plan as it was accepted. */
	static Plan accepted(MigrationRecord known) {
		return PlanReader.ofAcceptedPlans().read(known.planText(), "plan of " + known.id());
	}

	/** Ends an attempt that had done all but to say so. */
	Outcome tidied(MigrationRecord known, String owner) throws SQLException {
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

	/** Writes down what whoever wanted the attempt has done. */
	void audit(String id, String action, String detail) {
		live(id).audit(this.caller.actor(), action, detail);
	}

	/** Gives the migration up, and tells how it is. */
	Outcome released(MigrationRun run, Attempt attempt, long millis, ExitStatus status,
			@Nullable DroverException failure) {
		Report report = report(run, millis);
		String json = ProgressJson.indented(report);
		this.ledger.release(run.plan().id(), attempt.owner(), millis, json);
		return new Outcome(status, report, json, failure);
	}

}
