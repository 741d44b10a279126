package dev.drover.job;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;
import dev.drover.ledger.MigrationRecord;
import dev.drover.ledger.RouteRecord;
import dev.drover.phase.Phase;

/**
 * A switch that is only the route: of a migration that follows nothing. Both parts may be
 * repeated after a kill; a hook that comes after the switch is called at least once then.
 */
final class RouteSwitch {

	private final MigrationRun run;

	private final String owner;

	private final @Nullable RouteRecord seen;

	private final boolean back;

	private RouteSwitch(MigrationRun run, boolean back) {
		this.run = run;
		this.back = back;
		this.owner = back ? run.sourceEndpoint().name() : run.targetEndpoint().name();
		this.seen = run.ledger().route(run.plan().id()).orElse(null);
	}

	/** Whether the target is the owner. */
	static boolean isMade(MigrationRun run) {
		return new RouteSwitch(run, false).made();
	}

	/**
	 * To the target, with all that belongs to it.
	 * @param until up to when it may be made
	 * @throws DroverException CUT_004 if a hook is against it, CUT_005 if it has taken
	 * too long
	 * @throws StopException if the attempt is to stop instead
	 */
	static void forward(MigrationRun run, Instant until) {
		RouteSwitch route = new RouteSwitch(run, false);
		route.before();
		// a hook takes its time
		if (!route.made() && !until.isAfter(Instant.now())) {
			throw ReadyGate.closed(run, until);
		}
		run.reached("cutover.before-route");
		route.make();
		run.reached("cutover.after-route");
	}

	/** To the source again; there is nothing to do if the target never was the owner. */
	static RouteSwitch back(MigrationRun run) {
		return new RouteSwitch(run, true);
	}

	private boolean made() {
		return this.seen != null && this.seen.endpoint().equals(this.owner);
	}

	private boolean needless() {
		return this.back && this.seen == null;
	}

	private HookCalls hooks() {
		long epoch = (this.seen == null) ? 0 : this.seen.epoch();
		return new HookCalls(this.run, this.back, made() ? epoch : epoch + 1);
	}

	/** Before anything is done for it; not asked again once that has begun. */
	void before() {
		boolean begun = this.run.ledger()
			.find(this.run.plan().id())
			.map(MigrationRecord::phase)
			.filter(Phase.ROLLING_BACK::equals)
			.isPresent();
		if (!begun && !made() && !needless()) {
			hooks().before();
		}
	}

	/** Makes the switch. */
	void make() {
		if (needless()) {
			return;
		}
		this.run.ledger().route(this.run.plan().id(), this.owner);
		this.run.audit("switch", this.owner + " is the owner now");
		hooks().after();
	}

}
