package dev.drover.verify;

import java.util.List;

import dev.drover.engine.value.Row;

/**
 * What the comparison of one table saw.
 *
 * @param table the source table's name
 * @param rowsSource rows counted at the source
 * @param rowsTarget rows counted at the target
 * @param rowsVerified rows of the source that were found equal in the target
 * @param differenceCount rows that differ
 * @param differences the first of them
 * @param hot rows of which nobody can say whether they differ, since they kept changing
 * while they were looked at
 * @param unsettled whether nobody can say if there are as many rows on both sides, since
 * their numbers kept changing while they were counted
 */
public record TableVerdict(String table, long rowsSource, long rowsTarget, long rowsVerified, long differenceCount,
		List<Difference> differences, List<Row> hot, boolean unsettled) {

	public TableVerdict {
		differences = List.copyOf(differences);
		hot = List.copyOf(hot);
	}

	/** A verdict on all rows. */
	public TableVerdict(String table, long rowsSource, long rowsTarget, long rowsVerified, long differenceCount,
			List<Difference> differences) {
		this(table, rowsSource, rowsTarget, rowsVerified, differenceCount, differences, List.of(), false);
	}

	/** Whether the two sides are equal as far as they were compared. */
	public boolean equal() {
		return this.differenceCount == 0;
	}

}
