package dev.drover.verify;

/**
 * Hears how a comparison goes on, and says whether to go on.
 */
public interface VerifyListener {

	/** A listener that hears nothing and never stops. */
	VerifyListener NONE = new VerifyListener() {

		@Override
		public void read(String table, long rows) {
		}

		@Override
		public boolean stopRequested() {
			return false;
		}

	};

	/** So many further rows of the source were read. */
	void read(String table, long rows);

	/** Whether to stop as soon as possible. */
	boolean stopRequested();

}
