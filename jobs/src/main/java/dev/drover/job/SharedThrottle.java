package dev.drover.job;

import java.sql.SQLException;

import dev.drover.plan.Plan;
import dev.drover.plan.Secrets;
import dev.drover.throttle.Throttle;

/**
 * What a plan allows, for the partitions of its migration in this process: they have the
 * part of it that they are of all partitions that are worked on.
 */
final class SharedThrottle implements AutoCloseable {

	private final SourceLoad load;

	private final Throttle throttle;

	private final boolean parted;

	SharedThrottle(Plan plan, Secrets secrets) {
		this.load = new SourceLoad(new Sides(plan, secrets));
		this.throttle = new Throttle(plan.throttle(), System::nanoTime, this.load);
		this.parted = plan.throttle().shared();
	}

	/** Makes a run take from it. */
	void holds(MigrationRun run) {
		run.pace().sharing(this.throttle);
	}

	/** Whether it matters what others do. */
	boolean parted() {
		return this.parted;
	}

	/** So many of all that are worked on are here. */
	void part(long mine, long all) {
		this.throttle.part((double) Math.max(1, mine) / Math.max(1, Math.max(mine, all)));
	}

	@Override
	public void close() throws SQLException {
		this.load.close();
	}

}
