package dev.drover.job;

import dev.drover.cutover.HookAnswer;
import dev.drover.cutover.HookCall;
import dev.drover.cutover.HookEvent;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.ledger.MigrationRecord;
import dev.drover.plan.Hook;
import dev.drover.plan.Hooks;

/**
 * Calls the plan's hooks around one change of the owner, and writes down what they said.
 */
final class HookCalls {

	private static final int LOOKS = 10;

	private static final long LOOK_MILLIS = 50;

	private final MigrationRun run;

	private final boolean back;

	private final long epoch;

	/**
	 * Those of a change.
	 * @param back whether the source becomes the owner again
	 * @param epoch the route's epoch after it
	 */
	HookCalls(MigrationRun run, boolean back, long epoch) {
		this.run = run;
		this.back = back;
		this.epoch = epoch;
	}

	/**
	 * Before anything is done for the change.
	 * @throws DroverException CUT_004 if the hook does not end well
	 * @throws StopException if it was ended with this process, or a stop is wanted
	 */
	void before() {
		Hooks.Moment moment = this.back ? Hooks.Moment.BEFORE_ROLLBACK : Hooks.Moment.BEFORE_CUTOVER;
		HookAnswer answer = call(moment);
		if (!answer.well()) {
			requireNoStop();
			throw new DroverException(ErrorCode.CUT_004,
					"hook " + moment.text() + " of " + this.run.plan().id() + " ended with " + answer.display()
							+ "; nothing has changed",
					"mend what it says, then drover " + (this.back ? "rollback " : "restart ") + this.run.plan().id());
		}
		// it may have taken minutes, in which an operator has changed his mind
		this.run.ledger().find(this.run.plan().id()).map(MigrationRecord::wish).ifPresent(this.run.halt()::heard);
		this.run.halt().heed();
	}

	/**
	 * After the change; it stays, whatever the hook says.
	 * @throws StopException if it was ended with this process, so that it has to be
	 * called again
	 */
	void after() {
		Hooks.Moment moment = this.back ? Hooks.Moment.AFTER_ROLLBACK : Hooks.Moment.AFTER_CUTOVER;
		HookAnswer answer = call(moment);
		if (!answer.well()) {
			requireNoStop();
			this.run.work()
				.addFinding(new Finding(ErrorCode.CUT_004, Finding.Level.WARNING, "hooks." + moment.text(),
						"hook " + moment.text() + " ended with " + answer.display() + "; the owner has changed",
						"do by hand what it should have done"));
		}
	}

	/**
	 * A signal to all processes of a terminal or of a service ends the hook too, and may
	 * be heard there first.
	 */
	private void requireNoStop() {
		for (int looks = 0; looks < LOOKS && this.run.failure() == null; looks++) {
			this.run.halt().pause(LOOK_MILLIS);
		}
	}

	private HookAnswer call(Hooks.Moment moment) {
		Hook hook = this.run.plan().hooks().of(moment).orElse(null);
		if (hook == null) {
			return new HookAnswer(true, "", "");
		}
		String source = this.run.sourceEndpoint().name();
		String target = this.run.targetEndpoint().name();
		HookEvent event = new HookEvent(moment.text(), this.run.plan().id(), this.back ? target : source,
				this.back ? source : target, this.epoch);
		HookAnswer answer = call(hook, event);
		this.run.audit(moment.text(), answer.display());
		return answer;
	}

	private HookAnswer call(Hook hook, HookEvent event) {
		try {
			String url = this.run.secrets().resolve(hook.url());
			return HookCall.of(hook, (url == null) ? "" : url, event);
		}
		catch (DroverException ex) {
			return new HookAnswer(false, "no call", String.valueOf(ex.getMessage()));
		}
	}

}
