package dev.drover.engine;

import dev.drover.engine.value.Digest;
import dev.drover.engine.value.KeyTuple;

/**
 * A row of the source that the target can't hold, or refuses.
 *
 * @param table the source table's name
 * @param key its key as people read it; empty without a key
 * @param mark by which a later reader of the source knows the row again
 * @param keyMark by which whoever applies changes knows its key again; empty if that is
 * not known
 * @param column the source's column at fault; empty if it is not a single one
 * @param reason what is wrong
 */
public record Reject(String table, String key, String mark, String keyMark, String column, String reason) {

	private static final String UNREADABLE = "unreadable ";

	private static final String ROW = "row ";

	/** The mark of a row that could not be read, but for its key. */
	public static String unreadable(KeyTuple key) {
		return UNREADABLE + key.encode();
	}

	/** The mark of a row without a key that could not be read. */
	public static String unreadable() {
		return UNREADABLE;
	}

	/** The mark of a row that could be read. */
	public static String row(Digest digest) {
		return ROW + digest.hex();
	}

	/** Whether the row of a mark could be read. */
	public static boolean readable(String mark) {
		return mark.startsWith(ROW);
	}

	/** The row, and what is wrong with it. */
	public String told() {
		return "table " + this.table + (this.key.isEmpty() ? "" : ", key " + this.key)
				+ (this.column.isEmpty() ? "" : ", column " + this.column) + ": " + this.reason;
	}

}
