package dev.drover.plan;

/**
 * What becomes of the rows.
 *
 * @param type how they are moved
 * @param replace what happens to rows that are already in the target
 * @param withoutKey what becomes of tables without a key whose changes are to be followed
 */
public record DataTransfer(Type type, Replace replace, WithoutKey withoutKey) {

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

	/** What becomes of tables of which nobody can say which row was changed. */
	public enum WithoutKey {

		/** Their presence is a finding. */
		REFUSE,
		/** They are copied whole in the switch, while writers wait. */
		WHOLE

	}

}
