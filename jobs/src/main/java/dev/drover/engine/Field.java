package dev.drover.engine;

import java.nio.charset.StandardCharsets;

/**
 * A field of a row, in place: a stretch of an array that belongs to somebody else. It is
 * good until its cursor goes on.
 */
public final class Field {

	private byte[] bytes = new byte[0];

	private int from;

	private int to;

	/** Lets it be another stretch, and returns it. */
	public Field of(byte[] array, int begin, int end) {
		this.bytes = array;
		this.from = begin;
		this.to = end;
		return this;
	}

	/** The array, which must not be changed. */
	public byte[] bytes() {
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

	/** How many bytes it has. */
	public int length() {
		return this.to - this.from;
	}

	/** One of its bytes. */
	public byte at(int index) {
		return this.bytes[this.from + index];
	}

	/** How many characters it has, as UTF-8. */
	public long characters() {
		long characters = 0;
		for (int i = this.from; i < this.to; i++) {
			characters += ((this.bytes[i] & 0xc0) != 0x80) ? 1 : 0;
		}
		return characters;
	}

	/** Its bytes as characters of ASCII. */
	public String ascii() {
		return new String(this.bytes, this.from, length(), StandardCharsets.US_ASCII);
	}

}
