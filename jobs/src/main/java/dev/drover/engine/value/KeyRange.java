package dev.drover.engine.value;

import org.jspecify.annotations.Nullable;

/**
 * A range of keys in the order of the database that owns them.
 *
 * @param after exclusive lower bound, or {@code null} if open
 * @param through inclusive upper bound, or {@code null} if open
 */
public record KeyRange(@Nullable KeyTuple after, @Nullable KeyTuple through) {

	/** Every row. */
	public static final KeyRange ALL = new KeyRange(null, null);

	/** This range from a resume point on. */
	public KeyRange resumedAfter(@Nullable KeyTuple lastKey) {
		return (lastKey == null) ? this : new KeyRange(lastKey, this.through);
	}

}
