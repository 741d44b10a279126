package dev.drover.job;

import dev.drover.fault.DroverException;
import dev.drover.fault.RefusedException;

/**
 * Takes back what an attempt created before its first row, so that the same id can run
 * with a corrected plan.
 */
final class Withdrawal {

	private Withdrawal() {
	}

	/**
	 * Drops what the former plan made, and forgets its partitions.
	 * @throws RefusedException if its target can't be reached, or holds rows
	 */
	static void of(MigrationRun former) {
		try {
			Rollback.ofFormerPlan(former);
		}
		catch (DroverException ex) {
			throw new RefusedException(ex, former.targetEndpoint().name());
		}
		former.work().forget();
		former.rejections().records().forgetAll();
	}

}
