package dev.drover.job;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.progress.ProgressJson;

/**
 * How a partition failed, as a worker tells its manager.
 *
 * @param code the failure's code
 * @param what what happened
 * @param hint what to do next
 * @param limit whether a limit of the plan has passed
 */
record Trouble(ErrorCode code, String what, String hint, boolean limit) {

	/** What one worker can't do may go well at another, or a little later. */
	private static final int TRIES = 3;

	static String of(DroverException failure) {
		return ProgressJson.compact(
				new Trouble(failure.code(), failure.what(), failure.hint(), failure instanceof LimitPassedException));
	}

	static Trouble read(String text) {
		return ProgressJson.read(text, Trouble.class);
	}

	DroverException failure() {
		return this.limit ? new LimitPassedException(this.code, this.what, this.hint)
				: new DroverException(this.code, this.what, this.hint);
	}

	/**
	 * Whether not the partition has failed, but the worker's own environment is wrong.
	 */
	boolean misfit() {
		return this.code == ErrorCode.PLAN_010;
	}

	/** Whether the partition is worth another try after so many. */
	boolean passes(int failures) {
		return !this.limit && failures < TRIES && switch (this.code) {
			case CONN_001, CONN_002, CONN_004, CONN_005, CONN_006, COPY_001, COPY_002, COPY_005, MEM_001, PLAN_010,
					TIME_001 ->
				true;
			default -> false;
		};
	}

}
