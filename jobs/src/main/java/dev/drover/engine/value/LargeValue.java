package dev.drover.engine.value;

import org.jspecify.annotations.Nullable;

/**
 * A value that is too large to be written into a buffer of rows: it is passed on piece by
 * piece in its place there.
 *
 * @param at where in the buffer its place is
 * @param bytes the array that holds it
 * @param from where in the array it begins
 * @param to where in the array it has ended
 * @param text whether it is a text in UTF-8
 */
public record LargeValue(int at, byte[] bytes, int from, int to, boolean text) {

	/** Bytes that are passed on at a time. */
	public static final int PIECE = 1 << 15;

	/** The value, or {@code null} if it is no large one. */
	public static @Nullable LargeValue of(int at, Object value) {
		if (value instanceof LongText text) {
			return new LargeValue(at, text.array(), text.from(), text.to(), true);
		}
		return (value instanceof byte[] data && data.length >= LongText.SMALLEST)
				? new LargeValue(at, data, 0, data.length, false) : null;
	}

	/** Where the piece ends that begins there. */
	public int pieceEnd(int begin) {
		return (int) Math.min(this.to, (long) begin + PIECE);
	}

}
