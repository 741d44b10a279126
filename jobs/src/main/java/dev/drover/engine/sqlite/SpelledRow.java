package dev.drover.engine.sqlite;

import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Field;
import dev.drover.engine.Hazards;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.LongText;
import dev.drover.engine.value.TemporalText;
import dev.drover.engine.value.Utf8;

/**
 * Takes a row's text apart, field by field, in the order in which {@link FieldSpelling}
 * put it together.
 */
final class SpelledRow {

	/** Zeros before or behind the point that a number may be written out with. */
	static final int MOST_ZEROS = 1000;

	private static final int DATE = "2024-02-29".length();

	/** Days that each month has. */
	private static final String SHORTEST_MONTH = "28";

	private byte[] bytes = {};

	private int at;

	private boolean asked;

	private final byte[] pointed = new byte[40];

	void of(byte[] row) {
		this.bytes = row;
		this.at = 0;
		this.asked = false;
	}

	/** Of the class of values that are refused. */
	static SQLDataException refused() {
		return new SQLDataException("a value is not of its column's declared type, or too large for a field", "22000");
	}

	private static void require(boolean held) throws SQLDataException {
		if (!held) {
			throw refused();
		}
	}

	/** Whether the last decimal is not written here. */
	boolean isAsked() {
		boolean last = this.asked;
		this.asked = false;
		return last;
	}

	/** A row that is not used up was not taken apart as it was put together. */
	void requireEnd() {
		if (this.at != this.bytes.length) {
			throw new IllegalStateException(
					"a row of " + this.bytes.length + " bytes was taken apart at byte " + this.at);
		}
	}

	/** Steps over a letter in place of a value; {@code false} if there is a value. */
	private boolean letter(char letter) {
		boolean there = this.bytes[this.at] == letter;
		this.at += there ? 2 : 0;
		return there;
	}

	@Nullable Field number(Field field, boolean truth) throws SQLDataException {
		if (letter('n')) {
			return null;
		}
		int from = this.at;
		int to = digits();
		require(!truth || (to - from == 1 && this.bytes[from] <= '1'));
		return field.of(this.bytes, from, to);
	}

	/** Goes behind a whole number and its blank. */
	private int digits() throws SQLDataException {
		int begin = this.at;
		int first = (this.bytes[begin] == '-') ? begin + 1 : begin;
		int end = first;
		while (this.bytes[end] >= '0' && this.bytes[end] <= '9') {
			end++;
		}
		require(end > first && this.bytes[end] == ' ');
		this.at = end + 1;
		return end;
	}

	@Nullable Field decimal(Field field, int scale) throws SQLDataException {
		if (letter('d')) {
			this.asked = true;
			return null;
		}
		if (letter('n')) {
			return null;
		}
		int from = this.at;
		int to = digits();
		int length = 0;
		if (this.bytes[from] == '-') {
			this.pointed[length++] = '-';
			from++;
		}
		int whole = to - from - scale;
		if (whole <= 0) {
			this.pointed[length++] = '0';
		}
		else {
			System.arraycopy(this.bytes, from, this.pointed, length, whole);
			length += whole;
		}
		while (to > from && to > from + whole && this.bytes[to - 1] == '0') {
			to--;
		}
		if (to > from + Math.max(0, whole)) {
			this.pointed[length++] = '.';
			for (int zero = whole; zero < 0; zero++) {
				this.pointed[length++] = '0';
			}
			int fraction = from + Math.max(0, whole);
			System.arraycopy(this.bytes, fraction, this.pointed, length, to - fraction);
			length += to - fraction;
		}
		return field.of(this.pointed, 0, length);
	}

	@Nullable Field bytes(Field field) throws SQLDataException {
		if (letter('n')) {
			return null;
		}
		int length = 0;
		int digit = this.at;
		for (; this.bytes[digit] >= '0' && this.bytes[digit] <= '9'; digit++) {
			length = 10 * length + this.bytes[digit] - '0';
		}
		require(digit > this.at && this.bytes[digit] == ':');
		int from = digit + 1;
		this.at = from + length;
		return field.of(this.bytes, from, this.at);
	}

	/** A file may hold texts that are none. */
	@Nullable Field text(Field field) throws SQLDataException {
		Field text = bytes(field);
		if (text != null) {
			for (int i = text.from(); i < text.to(); i++) {
				if (this.bytes[i] < 0) {
					require(!Utf8.holdsStrayBytes(Utf8.decode(this.bytes, text.from(), text.length())));
					return text;
				}
			}
		}
		return text;
	}

	/**
	 * A date or timestamp in the one spelling, if it names a day that there is.
	 * @param finest digits of a second at most
	 */
	@Nullable Field day(Field field, Kind kind, int finest) throws SQLDataException {
		Field stored = bytes(field);
		if (stored == null) {
			return null;
		}
		String text = new String(this.bytes, stored.from(), stored.length(), StandardCharsets.ISO_8859_1);
		String canonical = TemporalText.canonical(kind, text);
		if (canonical == null) {
			throw refused();
		}
		require(TemporalText.isOrdinary(canonical) && isOnCalendar(canonical) && fraction(canonical) <= finest);
		return text.equals(canonical) ? stored : ascii(field, canonical);
	}

	private static boolean isOnCalendar(String canonical) {
		boolean inEachMonth = canonical.compareTo("0001") >= 0 && isBetween(canonical.substring(5, 7), "01", "12")
				&& isBetween(canonical.substring(8, DATE), "01", SHORTEST_MONTH);
		return inEachMonth || Hazards.isOnCalendar(canonical);
	}

	private static boolean isBetween(String digits, String least, String most) {
		return digits.compareTo(least) >= 0 && digits.compareTo(most) <= 0;
	}

	private static int fraction(String canonical) {
		int point = canonical.indexOf('.');
		int end = canonical.endsWith("+00") ? canonical.length() - 3 : canonical.length();
		return (point < 0) ? 0 : end - point - 1;
	}

	/** A value that the driver was asked for. */
	static Field spelled(Field field, Object value, int finest) throws SQLDataException {
		if (value instanceof byte[] data) {
			return field.of(data, 0, data.length);
		}
		if (value instanceof LongText text) {
			return field.of(text.array(), text.from(), text.to());
		}
		if (value instanceof Float number) {
			return ascii(field, String.valueOf(number.doubleValue()));
		}
		String text = value.toString();
		require(Hazards.isText(text) && (text.indexOf(':') < 0 || fraction(text) <= finest));
		byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
		return field.of(utf8, 0, utf8.length);
	}

	private static Field ascii(Field field, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
		return field.of(bytes, 0, bytes.length);
	}

}
