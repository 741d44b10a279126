package dev.drover.engine.value;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows into 128-bit digests (XXH3) of their canonical form. Not safe for use by
 * several threads.
 */
public final class RowDigester {

	private static final Hasher128 HASHER = Hashing.xxh3_128();

	private final List<Kind> kinds;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

	private final DataOutputStream out = new DataOutputStream(this.bytes);

	public RowDigester(List<Kind> kinds) {
		this.kinds = List.copyOf(kinds);
	}

	/** The row's digest. */
	public Digest digest(Row row) {
		this.bytes.reset();
		for (int column = 0; column < this.kinds.size(); column++) {
			append(this.kinds.get(column), row.get(column));
		}
		HashValue128 hash = HASHER.hashBytesTo128Bits(this.bytes.toByteArray());
		return new Digest(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
	}

	/** One value in canonical form; two values are equal exactly when these are. */
	public byte[] canonical(int column, @Nullable Object value) {
		this.bytes.reset();
		append(this.kinds.get(column), value);
		return this.bytes.toByteArray();
	}

	private void append(Kind kind, @Nullable Object value) {
		try {
			if (value == null) {
				this.out.writeInt(-1);
				return;
			}
			byte[] data = data(kind, value);
			this.out.writeInt(data.length);
			this.out.write(data);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] data(Kind kind, Object value) {
		if (kind == Kind.ANY) {
			return typed(value);
		}
		if (value instanceof byte[] data) {
			return data;
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
				: (value instanceof String) ? 't' : (value instanceof Long) ? 'i' : 'r');
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
		return (decimal.signum() == 0) ? "0" : decimal.stripTrailingZeros().toString();
	}

}
