package dev.drover.fault;

/**
 * The exit statuses of the command line; schedulers branch on them.
 */
public enum ExitStatus {

	/** Copied, verified and cut over as planned. */
	DONE(0),
	/** Failed; {@code drover restart ID} continues. */
	FAILED(1),
	/** Bad usage, plan or findings; nothing was changed. */
	REFUSED(2),
	/** Source and target differ; the report says where. */
	DIFFERENT(3),
	/** Stopped or paused; {@code restart} or {@code resume} continues. */
	STOPPED(4),
	/** Ended rolled back: the source is the owner and nothing is lost. */
	ROLLED_BACK(5);

	private final int code;

	ExitStatus(int code) {
		this.code = code;
	}

	public int code() {
		return this.code;
	}

}
