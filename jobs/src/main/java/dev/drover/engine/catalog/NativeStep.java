package dev.drover.engine.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One statement, after the rows, that finishes a table as its engine has it.
 *
 * @param stage when it runs: a stage begins after all tables are through the one before
 * @param sql the statement
 * @param unless a query that gives a row if it need not run any more; empty = it may run
 * again and again
 * @param needs another table without which it makes no sense, or {@code null}
 */
public record NativeStep(Stage stage, String sql, String unless, @Nullable TableName needs) {

	/** The stages, in their order. */
	public enum Stage {

		/** Keys, constraints and indexes, of each partition by itself. */
		KEY,
		/** Indexes of partitions become parts of the partitioned table's. */
		ATTACH,
		/**
		 * Foreign keys, without a look at the rows where the engine can do that later.
		 */
		FOREIGN_KEY,
		/** A look at the rows. */
		VALIDATE,
		/** Whatever speaks of things made before: comments, owned sequences. */
		LAST;

		/** Whether its long statements lock no table but their own. */
		public boolean sideBySide() {
			return this == KEY || this == VALIDATE;
		}

	}

}
