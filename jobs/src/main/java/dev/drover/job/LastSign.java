package dev.drover.job;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import dev.drover.ledger.Ledger;
import dev.drover.ledger.MigrationRecord;

/**
 * Waits for an owner on another machine that may have gone with it: a scheduler that
 * starts the same line anew elsewhere is faster than the lease.
 */
final class LastSign {

	private static final long LOOK_MILLIS = 200;

	private LastSign() {
	}

	/**
	 * The migration once its owner counts as dead, or as soon as it gives another sign of
	 * life.
	 * @param over whether nobody wants to wait any more
	 * @param teller hears what is waited for
	 */
	static MigrationRecord awaited(Ledger ledger, MigrationRecord seen, BooleanSupplier over, Consumer<String> teller) {
		MigrationRecord now = seen;
		String owner = seen.owner();
		if (owner == null || Owner.keepsWayBack(owner) || !Owner.elsewhere(owner)) {
			return now;
		}
		boolean told = false;
		while (owner.equals(now.owner()) && now.heartbeatAt() == seen.heartbeatAt() && Statuses.alive(now)
				&& !over.getAsBoolean() && ControlWait.rest(LOOK_MILLIS)) {
			if (!told && now.silentMillis() > Owner.LEASE_MILLIS / 5) {
				told = true;
				teller.accept("process " + Owner.name(owner) + " has migration " + seen.id()
						+ " and gives no sign of life; waiting until it counts as dead, " + Owner.LEASE_MILLIS / 1000
						+ " s after its last");
			}
			now = ledger.find(seen.id()).orElse(now);
		}
		return now;
	}

}
