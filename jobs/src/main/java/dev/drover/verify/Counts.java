package dev.drover.verify;

import java.sql.SQLException;
import java.util.List;

/**
 * The numbers of rows of a table.
 *
 * @param source those of the source that the target is to have
 * @param target those of the target
 */
record Counts(long source, long target) {

	/**
	 * Counts one side after the other.
	 * @param leftOut so many rows of the source are not to be in the target
	 */
	static Counts of(SideReader source, SideReader target, long leftOut) throws SQLException {
		long atSource = source.count() - leftOut;
		return new Counts(atSource, target.count());
	}

	boolean equal() {
		return this.source == this.target;
	}

	/** What they say where they are of one moment. */
	TableVerdict verdict(String table) {
		return new TableVerdict(table, this.source, this.target, Math.min(this.source, this.target),
				Math.abs(this.source - this.target), List.of());
	}

	/** What they say where they may never have been there together: nothing. */
	TableVerdict unsettled(String table) {
		return new TableVerdict(table, this.source, this.target, 0, 0, List.of(), List.of(), true);
	}

}
