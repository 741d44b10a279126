package dev.drover.engine.mysql;

/**
 * How triggers compare values of keys. What a session shows of two values may be the same
 * although they are not: two texts that differ in their case, two numbers that differ
 * beyond the digits that are shown, and two instants of the hour that a local clock shows
 * twice.
 */
final class KeyWords {

	private KeyWords() {
	}

	/** Whether the value of a column is another one after an update. */
	static String changed(String quotedColumn, boolean instant) {
		String before = "OLD." + quotedColumn;
		String after = "NEW." + quotedColumn;
		if (instant) {
			return "NOT (UNIX_TIMESTAMP(" + before + ") <=> UNIX_TIMESTAMP(" + after + "))";
		}
		return "NOT (" + before + " <=> " + after + " AND CAST(" + before + " AS BINARY) <=> CAST(" + after
				+ " AS BINARY))";
	}

	/**
	 * Whether a value of a child is that of its parent. An instant would be looked for by
	 * what the clock shows; within a day of it an index still finds it.
	 */
	static String refers(String child, String parent, boolean instant) {
		return instant
				? child + " BETWEEN " + parent + " - INTERVAL 1 DAY AND " + parent
						+ " + INTERVAL 1 DAY AND UNIX_TIMESTAMP(" + child + ") = UNIX_TIMESTAMP(" + parent + ")"
				: child + " = " + parent;
	}

}
