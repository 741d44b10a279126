package dev.drover.engine.mysql;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;

import dev.drover.engine.value.Digest;

/**
 * A growing buffer of rows in the text format of LOAD DATA, in UTF-8: fields end with a
 * tab, rows with a line feed, a backslash escapes; bytes are hexadecimal.
 */
final class LoadBuffer {

	private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

	/** Bytes from which on room is taken as it is needed. */
	private static final int LARGE = 1 << 20;

	private static final int MOST_KEPT = 1 << 25;

	private byte[] bytes = new byte[1 << 17];

	private int length;

	/** Whether it is worth less than the memory it takes. */
	boolean isLarge() {
		return this.bytes.length > MOST_KEPT;
	}

	int length() {
		return this.length;
	}

	/** Forgets what comes after that length. */
	void cutTo(int kept) {
		this.length = kept;
	}

	/** Copies some of it. */
	int copy(int from, byte[] to, int offset, int most) {
		int count = Math.min(most, this.length - from);
		System.arraycopy(this.bytes, from, to, offset, count);
		return count;
	}

	InputStream stream() {
		return new ByteArrayInputStream(this.bytes, 0, this.length);
	}

	/** The digest of all that is in it. */
	Digest digest() {
		HashValue128 hash = Hashing.xxh3_128().hashBytesTo128Bits(this.bytes, 0, this.length);
		return new Digest(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
	}

	void endOfField() {
		put('\t');
	}

	void endOfRow() {
		put('\n');
	}

	void nothing() {
		put('\\');
		put('N');
	}

	/** Bytes of which none means something to LOAD DATA. */
	void put(byte[] from, int offset, int count) {
		reserve(count);
		System.arraycopy(from, offset, this.bytes, this.length, count);
		this.length += count;
	}

	void put(int each) {
		if (this.length == this.bytes.length) {
			reserve(1);
		}
		this.bytes[this.length++] = (byte) each;
	}

	void hexadecimal(byte[] data, int from, int to) {
		reserve(2L * (to - from) + 1);
		for (int i = from; i < to; i++) {
			this.bytes[this.length++] = HEX[(data[i] >> 4) & 0xf];
			this.bytes[this.length++] = HEX[data[i] & 0xf];
		}
	}

	void escape(byte[] utf8, int from, int to) {
		reserve((to - from < LARGE) ? 2L * (to - from) + 1 : to - from);
		for (int i = from; i < to; i++) {
			switch (utf8[i]) {
				case 0 -> escaped('0');
				case '\\' -> escaped('\\');
				case '\n' -> escaped('n');
				case '\t' -> escaped('t');
				default -> put(utf8[i]);
			}
		}
	}

	private void escaped(char letter) {
		put('\\');
		put(letter);
	}

	private void reserve(long more) {
		long needed = this.length + more;
		if (needed > this.bytes.length) {
			long grown = Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * this.bytes.length));
			this.bytes = Arrays.copyOf(this.bytes, (int) grown);
		}
	}

}
