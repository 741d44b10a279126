package dev.drover.verify;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Field;
import dev.drover.engine.FieldCursor;
import dev.drover.engine.value.Digest;
import dev.drover.engine.value.Kind;

/**
 * Digests rows of fields in a spelling that all engines share: two rows of equal digests
 * are equal. Rows of different digests may be equal all the same, where an engine spells
 * a value in a way that is not known here.
 */
public final class FieldDigester {

	private static final int LARGE = 1 << 16;

	private static final Hasher128 HASHER = Hashing.xxh3_128();

	private final List<Spelling> spellings;

	private byte[] row = new byte[1 << 12];

	private int length;

	private FieldDigester(List<Spelling> spellings) {
		this.spellings = spellings;
	}

	/**
	 * A digester of rows.
	 * @param columns one side's columns
	 * @return {@code null} if the values of some column have to be read before they can
	 * be compared
	 */
	public static @Nullable FieldDigester of(List<ColumnBinding> columns) {
		List<Spelling> spellings = new ArrayList<>();
		for (ColumnBinding column : columns) {
			Spelling spelling = Spelling.of(column);
			if (spelling == null) {
				return null;
			}
			spellings.add(spelling);
		}
		return new FieldDigester(spellings);
	}

	/** The digest of the row that the cursor stands on. */
	public Digest digest(FieldCursor cursor) throws SQLException {
		this.length = 0;
		for (int i = 0; i < this.spellings.size(); i++) {
			Field field = cursor.field(i);
			if (field == null) {
				int32(-1);
			}
			else {
				add(this.spellings.get(i), field);
			}
		}
		HashValue128 hash = HASHER.hashBytesTo128Bits(this.row, 0, this.length);
		return new Digest(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
	}

	private void add(Spelling spelling, Field field) {
		switch (spelling) {
			case AS_IT_IS -> add(field, 0, field.length());
			case NUMBER -> number(field);
			case DOUBLE -> {
				int32(Long.BYTES);
				int64(Double.doubleToLongBits(Double.parseDouble(field.ascii())));
			}
			case TRUTH -> truth(field);
			case PADDED -> {
				int end = field.length();
				while (end > 0 && field.at(end - 1) == ' ') {
					end--;
				}
				add(field, 0, end);
			}
			case MOMENT -> moment(field);
		}
	}

	/**
	 * What is neither true nor false stays what it is, so that it equals none of them.
	 */
	private void truth(Field field) {
		char letter = (field.length() == 1) ? (char) field.at(0) : ' ';
		switch (letter) {
			case '1', 't' -> {
				int32(1);
				put('1');
			}
			case '0', 'f' -> {
				int32(1);
				put('0');
			}
			default -> add(field, 0, field.length());
		}
	}

	/** Without zeros that do not count, before it and behind its point. */
	private void number(Field field) {
		int from = (field.length() > 0 && field.at(0) == '-') ? 1 : 0;
		int first = from;
		while (first < field.length() - 1 && field.at(first) == '0' && field.at(first + 1) != '.') {
			first++;
		}
		int end = withoutZeros(field, first, field.length());
		boolean zero = end == first + 1 && field.at(first) == '0';
		boolean negative = from == 1 && !zero;
		int32(end - first + (negative ? 1 : 0));
		if (negative) {
			put('-');
		}
		put(field, first, end);
	}

	/** Without its zone, which is the same on both sides, and zeros behind its point. */
	private void moment(Field field) {
		int end = field.length();
		if (end > 3 && field.at(end - 3) == '+' && field.at(end - 2) == '0' && field.at(end - 1) == '0') {
			end -= 3;
		}
		add(field, 0, withoutZeros(field, 0, end));
	}

	/** Where it ends without zeros behind its point; an exponent has no such. */
	private static int withoutZeros(Field field, int from, int to) {
		int point = -1;
		for (int i = from; i < to; i++) {
			if (field.at(i) == '.') {
				point = i;
			}
			else if (field.at(i) == 'e' || field.at(i) == 'E') {
				return to;
			}
		}
		if (point < 0) {
			return to;
		}
		int end = to;
		while (field.at(end - 1) == '0') {
			end--;
		}
		return (end - 1 == point) ? point : end;
	}

	private void add(Field field, int from, int to) {
		int32(to - from);
		put(field, from, to);
	}

	/** Large fields by their digest, so that a row takes little memory. */
	private void put(Field field, int from, int to) {
		if (to - from > LARGE) {
			HashValue128 hash = HASHER.hashBytesTo128Bits(field.bytes(), field.from() + from, to - from);
			int64(hash.getMostSignificantBits());
			int64(hash.getLeastSignificantBits());
			return;
		}
		reserve(to - from);
		System.arraycopy(field.bytes(), field.from() + from, this.row, this.length, to - from);
		this.length += to - from;
	}

	private void put(int each) {
		reserve(1);
		this.row[this.length++] = (byte) each;
	}

	private void int32(int value) {
		reserve(Integer.BYTES);
		for (int shift = 24; shift >= 0; shift -= Byte.SIZE) {
			this.row[this.length++] = (byte) (value >> shift);
		}
	}

	private void int64(long value) {
		int32((int) (value >> Integer.SIZE));
		int32((int) value);
	}

	private void reserve(int more) {
		long needed = (long) this.length + more;
		if (needed > this.row.length) {
			this.row = Arrays.copyOf(this.row,
					(int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * this.row.length)));
		}
	}

	/** What is to be left out of a field so that equal values are equal bytes. */
	private enum Spelling {

		AS_IT_IS, NUMBER, DOUBLE, TRUTH, PADDED, MOMENT;

		static @Nullable Spelling of(ColumnBinding column) {
			boolean bytes = column.column().type().kind() == Kind.BYTES;
			return switch (column.kind()) {
				case INTEGER, DECIMAL -> bytes ? null : NUMBER;
				case FLOAT4, FLOAT8 -> bytes ? null : DOUBLE;
				case BOOLEAN -> TRUTH;
				case TEXT, ENUM, DATE, UUID -> bytes ? null : AS_IT_IS;
				case CHAR -> bytes ? null : PADDED;
				case TIME, TIMESTAMP, TIMESTAMPTZ -> bytes ? null : MOMENT;
				case BYTES -> bytes ? AS_IT_IS : null;
				default -> null;
			};
		}

	}

}
