package dev.drover.verify;

import java.util.List;

/**
 * What the comparison of one table saw.
 *
 * @param table the source table's name
 * @param rowsSource rows counted at the source
 * @param rowsTarget rows counted at the target
 * @param rowsVerified rows of the source that were found equal in the target
 * @param differenceCount rows that differ
 * @param differences the first of them
 */
public record TableVerdict(String table, long rowsSource, long rowsTarget, long rowsVerified, long differenceCount,
		List<Difference> differences) {

	public TableVerdict {
		differences = List.copyOf(differences);
	}

	/** Whether the two sides are equal as far as they were compared. */
	public boolean equal() {
		return this.differenceCount == 0;
	}

}
