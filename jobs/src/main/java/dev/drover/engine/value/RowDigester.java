package dev.drover.engine.value;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows into 128-bit digests (XXH3) of their canonical form. Not safe for use by
 * several threads.
 */
public final class RowDigester {

	/** Bytes or characters from which on a value is not copied. */
	private static final int LARGE = 1 << 16;

	private static final Hasher128 HASHER = Hashing.xxh3_128();

	private final List<Kind> kinds;

	private byte[] bytes = new byte[512];

	private int length;

	private final HashStream128 stream = HASHER.hashStream();

	/** Whether the stream has taken the beginning of the row. */
	private boolean streaming;

	public RowDigester(List<Kind> kinds) {
		this.kinds = List.copyOf(kinds);
	}

	/** The row's digest; large values are not copied for it. */
	public Digest digest(Row row) {
		this.length = 0;
		this.streaming = false;
		for (int column = 0; column < this.kinds.size(); column++) {
			Kind kind = this.kinds.get(column);
			Object value = row.get(column);
			if (!passedOn(kind, value)) {
				append(kind, value);
			}
		}
		HashValue128 hash = hash();
		return new Digest(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
	}

	/** The hash of the stream is that of the same bytes at once. */
	private HashValue128 hash() {
		return this.streaming ? this.stream.putBytes(this.bytes, 0, this.length).get()
				: HASHER.hashBytesTo128Bits(this.bytes, 0, this.length);
	}

	/** Hands a large value to the stream piece by piece, behind what is there so far. */
	private boolean passedOn(Kind kind, @Nullable Object value) {
		boolean asItIs = kind != Kind.DECIMAL && kind != Kind.CHAR && kind != Kind.JSON;
		if (value instanceof byte[] data && data.length > LARGE) {
			head(kind, data.length, 'b');
			this.stream.putBytes(data);
			return true;
		}
		if (value instanceof LongText text) {
			head(kind, text.length(), 't');
			this.stream.putBytes(text.array(), text.from(), text.length());
			return true;
		}
		if (asItIs && value instanceof String text && text.length() > LARGE) {
			head(kind, Utf8.length(text), 't');
			for (int from = 0; from < text.length();) {
				int to = Utf8.pieceEnd(text, from, LARGE);
				this.stream.putBytes(Utf8.encode(text.substring(from, to)));
				from = to;
			}
			return true;
		}
		return false;
	}

	private void head(Kind kind, int size, char type) {
		boolean typed = kind == Kind.ANY;
		size(Math.addExact(size, typed ? 1 : 0));
		if (typed) {
			reserve(1);
			this.bytes[this.length++] = (byte) type;
		}
		if (!this.streaming) {
			this.stream.reset();
			this.streaming = true;
		}
		this.stream.putBytes(this.bytes, 0, this.length);
		this.length = 0;
	}

	/**
	 * Whether two values of a column are equal, which they are exactly when their
	 * canonical forms are.
	 */
	public boolean equal(int column, @Nullable Object value, @Nullable Object other) {
		// large values are compared where they are
		if (value instanceof byte[] data && other instanceof byte[] others) {
			return Arrays.equals(data, others);
		}
		if (value instanceof LongText && other instanceof LongText) {
			return value.equals(other);
		}
		return Arrays.equals(canonical(column, value), canonical(column, other));
	}

	/** One value in canonical form; two values are equal exactly when these are. */
	public byte[] canonical(int column, @Nullable Object value) {
		this.length = 0;
		append(this.kinds.get(column), value);
		return Arrays.copyOf(this.bytes, this.length);
	}

	private void append(Kind kind, @Nullable Object value) {
		if (value == null) {
			size(-1);
			return;
		}
		byte[] data = data(kind, value);
		size(data.length);
		reserve(data.length);
		System.arraycopy(data, 0, this.bytes, this.length, data.length);
		this.length += data.length;
	}

	private void size(int size) {
		reserve(Integer.BYTES);
		for (int shift = 24; shift >= 0; shift -= 8) {
			this.bytes[this.length++] = (byte) (size >> shift);
		}
	}

	private void reserve(int more) {
		int needed = Math.addExact(this.length, more);
		if (needed > this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes,
					(int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * this.bytes.length)));
		}
	}

	private static byte[] data(Kind kind, Object value) {
		if (kind == Kind.ANY) {
			return typed(value);
		}
		if (value instanceof byte[] data) {
			return data;
		}
		if (value instanceof LongText text) {
			return text.copy();
		}
		String text = switch (kind) {
			case DECIMAL -> (value instanceof BigDecimal decimal) ? plain(decimal) : value.toString();
			case CHAR -> withoutPadding(value.toString());
			case JSON -> CanonicalJson.of(value.toString());
			default -> value.toString();
		};
		return Utf8.encode(text);
	}

	/** The text's type goes first: 1, 1.0 and '1' are three values. */
	private static byte[] typed(Object value) {
		byte[] data = (value instanceof byte[] bytes) ? bytes : Utf8.encode(value.toString());
		byte[] typed = new byte[data.length + 1];
		typed[0] = (byte) ((value instanceof byte[]) ? 'b'
				: (value instanceof String || value instanceof LongText) ? 't' : (value instanceof Long) ? 'i' : 'r');
		System.arraycopy(data, 0, typed, 1, data.length);
		return typed;
	}

	/** Only blanks are padding; a line feed is a part of the value. */
	private static String withoutPadding(String text) {
		int end = text.length();
		while (end > 0 && text.charAt(end - 1) == ' ') {
			end--;
		}
		return text.substring(0, end);
	}

	private static String plain(BigDecimal decimal) {
		return (decimal.signum() == 0) ? "0" : Decimals.stripped(decimal).toString();
	}

}
