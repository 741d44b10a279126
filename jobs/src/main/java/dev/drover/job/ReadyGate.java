package dev.drover.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.plan.CutoverSettings;
import dev.drover.plan.Window;

/**
 * What a migration waits for that is ready to switch: an operator's word, and the plan's
 * window.
 */
final class ReadyGate {

	private static final long LOOK_MILLIS = 200;

	/** So long writers are left alone after a switch that was not made. */
	private static final Duration REST = Duration.ofSeconds(10);

	private final MigrationRun run;

	private final Clock clock;

	private final boolean manual;

	private final @Nullable Window window;

	private Instant restUntil = Instant.MIN;

	ReadyGate(MigrationRun run, Clock clock) {
		this.run = run;
		this.clock = clock;
		this.manual = run.plan().cutover().gate() == CutoverSettings.Gate.MANUAL;
		this.window = run.plan().strategy().window();
	}

	/** Whether it opens again after a switch that was not made. */
	boolean opensAgain() {
		return this.manual || this.window != null;
	}

	/** Writers are left alone for a while. */
	void rest() {
		this.restUntil = this.clock.instant().plus(REST);
	}

	/**
	 * Waits until the switch may be made.
	 * @return the moment up to which it may
	 * @throws StopException if the attempt is to stop instead
	 */
	Instant await() {
		String told = "";
		for (String waits = waitsFor(); !waits.isEmpty(); waits = waitsFor()) {
			if (!waits.equals(told)) {
				told = waits;
				this.run.waitsFor(waits);
				this.run.tell("READY: waits for " + waits + "; Ctrl-C stops here");
				this.run.audit("ready", "waits for " + waits);
				this.run.reached("cutover.waits");
			}
			this.run.halt().pause(LOOK_MILLIS);
		}
		this.run.waitsFor(null);
		return closes();
	}

	/** Up to when the switch may be made that may be made now. */
	private Instant closes() {
		Window plan = this.window;
		return (plan == null || this.run.progress().waived()) ? Instant.MAX
				: plan.from(this.clock.instant()).map(Window.Opening::closes).orElse(Instant.MIN);
	}

	/** Why a switch is not made that was begun in a window. */
	static DroverException closed(MigrationRun run, Instant until) {
		String id = run.plan().id();
		return new DroverException(ErrorCode.CUT_005,
				"the window of " + id + " closed at " + until + "; nothing has changed",
				"wait for its next opening, or drover cutover " + id + " --force");
	}

	/** A word that was given before counts for what was tried again, too. */
	private String again() {
		String since = this.run.triedAgainSince();
		return since.isEmpty() ? "" : " (it was tried again, since " + since + ")";
	}

	/** What is lacking; empty if it may switch. */
	private String waitsFor() {
		List<String> lacking = new ArrayList<>();
		String id = this.run.plan().id();
		if (this.manual && !this.run.progress().gateOpen()) {
			lacking.add("`drover cutover " + id + "`");
		}
		Instant now = this.clock.instant();
		Window plan = this.window;
		if (plan != null && !this.run.progress().waived()) {
			Optional<Window.Opening> opening = plan.from(now);
			if (opening.isEmpty()) {
				lacking.add("`drover cutover " + id + " --force`, since its window has closed for good");
			}
			else if (!opening.get().holds(now)) {
				lacking.add("its window, open from " + opening.get());
			}
		}
		if (lacking.isEmpty() && now.isBefore(this.restUntil)) {
			lacking.add("the next try, " + REST.toSeconds() + " s after the last one");
		}
		return lacking.isEmpty() ? "" : String.join(" and ", lacking) + again();
	}

}
