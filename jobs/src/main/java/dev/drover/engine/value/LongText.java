package dev.drover.engine.value;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A large text as its bytes in UTF-8, since its characters would take up to four times
 * the memory. Its bytes are well-formed and none of them is zero, so that every engine
 * takes it, and there is nothing in it for a plan's {@code mapping.values}. It is the
 * carrier of large values of {@link Kind#TEXT}, besides {@link String}.
 */
public final class LongText {

	/** Bytes from which on a text is kept in this way. */
	public static final int SMALLEST = 1 << 20;

	private static final int HIGH_BIT = 0x80;

	private final byte[] bytes;

	private final int from;

	private final int to;

	private LongText(byte[] bytes, int from, int to) {
		this.bytes = bytes;
		this.from = from;
		this.to = to;
	}

	/**
	 * The text, without a copy of its bytes, which must not change from now on.
	 * @return {@code null} if it is small, is no text or holds a zero: it can be no more
	 * than a {@link String} then
	 */
	public static @Nullable LongText of(byte[] bytes, int from, int to) {
		return (to - from >= SMALLEST && isWellFormed(bytes, from, to)) ? new LongText(bytes, from, to) : null;
	}

	private static boolean isWellFormed(byte[] bytes, int from, int to) {
		int at = from;
		while (at < to) {
			if (bytes[at] > 0) {
				at++;
				continue;
			}
			int length = Utf8.characterLength(bytes, at, to);
			if (length == 0 || bytes[at] == 0) {
				return false;
			}
			at += length;
		}
		return true;
	}

	/** How many bytes it has. */
	public int length() {
		return this.to - this.from;
	}

	/** The array that holds its bytes, which must not be changed. */
	public byte[] array() {
		return this.bytes;
	}

	/** Where in the array it begins. */
	public int from() {
		return this.from;
	}

	/** Where in the array it has ended. */
	public int to() {
		return this.to;
	}

	/** How many characters it has. */
	public int characters() {
		int characters = 0;
		for (int i = this.from; i < this.to; i++) {
			characters += ((this.bytes[i] & 0xc0) != HIGH_BIT) ? 1 : 0;
		}
		return characters;
	}

	/** How many units of UTF-16 it has, of which some characters take two. */
	public int units() {
		int units = characters();
		for (int i = this.from; i < this.to; i++) {
			units += ((this.bytes[i] & 0xf8) == 0xf0) ? 1 : 0;
		}
		return units;
	}

	/** A copy of its bytes. */
	public byte[] copy() {
		return Arrays.copyOfRange(this.bytes, this.from, this.to);
	}

	/** Its bytes. */
	public InputStream stream() {
		return new ByteArrayInputStream(this.bytes, this.from, length());
	}

	/** Its characters. */
	public Reader reader() {
		return new InputStreamReader(stream(), StandardCharsets.UTF_8);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof LongText text
				&& Arrays.equals(this.bytes, this.from, this.to, text.bytes, text.from, text.to);
	}

	@Override
	public int hashCode() {
		return 31 * length() + this.bytes[this.from];
	}

	/** The text as a string, which may take four times the memory. */
	@Override
	public String toString() {
		return new String(this.bytes, this.from, length(), StandardCharsets.UTF_8);
	}

}
