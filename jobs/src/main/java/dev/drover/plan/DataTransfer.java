package dev.drover.plan;

/**
 * What becomes of the rows.
 *
 * @param type how they are moved
 * @param replace what happens to rows that are already in the target
 */
public record DataTransfer(Type type, Replace replace) {

	/** How rows are moved. */
	public enum Type {

		/** Copy, and follow the source's changes. */
		SCAN,
		/** Copy one consistent moment, follow nothing. */
		SNAPSHOT,
		/** Move no rows. */
		NONE

	}

	/** What happens to rows that are already in the target. */
	public enum Replace {

		/** Their presence is a finding. */
		REFUSE,
		/** They are kept, and the source's rows with their keys are skipped. */
		NONE,
		/** They are overwritten by key. */
		REPLACE,
		/** As replace, but a NULL of the source keeps the target's value. */
		MERGE

	}

}
