package dev.drover.verify;

/**
 * Tells a listener of rows in handfuls, since it is asked for every row.
 */
final class Pulse {

	private static final int HANDFUL = 1024;

	private final VerifyListener listener;

	private final String table;

	private final boolean counted;

	private int open;

	/**
	 * Creates a pulse.
	 * @param listener who hears
	 * @param table the source table's name
	 * @param counted whether the rows count as progress; those of further readings don't
	 */
	Pulse(VerifyListener listener, String table, boolean counted) {
		this.listener = listener;
		this.table = table;
		this.counted = counted;
	}

	/**
	 * One row more.
	 * @throws StoppedException if a stop was asked for
	 */
	void row() {
		if (++this.open == HANDFUL) {
			send();
			if (this.listener.stopRequested()) {
				throw new StoppedException();
			}
		}
	}

	void send() {
		if (this.counted && this.open > 0) {
			this.listener.read(this.table, this.open);
		}
		this.open = 0;
	}

}
