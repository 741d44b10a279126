package dev.drover.engine.mysql;

import java.math.BigDecimal;
import java.util.regex.Pattern;

import dev.drover.engine.ValueException;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.jdbc.CastingCodec;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.LongText;

/**
 * What MySQL would bend without a word, strict or not: digits beyond a scale, blanks
 * beyond a length, years of five digits, characters that are none.
 */
final class ExactValue {

	private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

	private static final Pattern TIMESTAMP = Pattern.compile("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?");

	private static final Pattern TIME = Pattern.compile("-?\\d{2,3}:\\d{2}:\\d{2}(\\.\\d{1,6})?");

	private static final Pattern FIXED = Pattern.compile("(?i)binary\\b");

	private static final Pattern ENUM = Pattern.compile("(?i)enum\\b");

	private static final Pattern EMPTY_LABEL = Pattern.compile("[(,]''[,)]");

	private static final int FIRST_YEAR = 1901;

	private static final int LAST_YEAR = 2155;

	private static final int FIRST_SHORT = 1970;

	private static final int LAST_SHORT = 2069;

	private ExactValue() {
	}

	/**
	 * The value as the column takes it: instants lose their {@code +00}, booleans are
	 * numbers.
	 * @throws ValueException if the column would change it
	 */
	static Object of(Column column, Kind kind, Object value) {
		CastingCodec.requireExact(column, value);
		if (value instanceof byte[] bytes && FIXED.matcher(column.type().declared()).lookingAt()
				&& bytes.length != column.type().size()) {
			// the server would fill them up with zeros
			throw ValueException.notHeld(column, value);
		}
		if (value instanceof Boolean bool) {
			return bool ? 1L : 0L;
		}
		if (value instanceof Long number && ColumnForm.of(column) == ColumnForm.YEAR) {
			return year(column, number);
		}
		if (value instanceof Float number) {
			return finite(column, number.doubleValue());
		}
		if (value instanceof Double number) {
			return finite(column, number);
		}
		if (value instanceof String text) {
			return text(column, kind, text);
		}
		if (value instanceof LongText text) {
			return longText(column, text);
		}
		if (value instanceof BigDecimal decimal && ColumnForm.of(column) == ColumnForm.TEXT) {
			return decimal.toPlainString();
		}
		return value;
	}

	/** Years of one or two digits would become others; 0 has to be written with four. */
	private static String year(Column column, Long year) {
		boolean shortYear = MysqlTypes.shortYear(column.type());
		if ((year != 0 || shortYear)
				&& (year < (shortYear ? FIRST_SHORT : FIRST_YEAR) || year > (shortYear ? LAST_SHORT : LAST_YEAR))) {
			throw ValueException.notHeld(column, year);
		}
		return (year == 0) ? "0000" : year.toString();
	}

	private static Double finite(Column column, Double number) {
		if (number.isNaN() || number.isInfinite()) {
			throw ValueException.notHeld(column, number);
		}
		return number;
	}

	private static String text(Column column, Kind kind, String text) {
		return switch (ColumnForm.of(column)) {
			case TEMPORAL -> temporal(column, kind, text);
			case LABEL -> characters(column, label(column, text));
			case TEXT -> characters(column, text);
			case DECIMAL, INTEGER, FLOAT, DOUBLE, YEAR -> throw ValueException.notHeld(column, text);
			default -> text;
		};
	}

	private static Object longText(Column column, LongText text) {
		long limit = (column.type().kind() == Kind.TEXT) ? column.type().size() : 0;
		if (ColumnForm.of(column) != ColumnForm.TEXT || (limit > 0 && text.characters() > limit)) {
			throw ValueException.notHeld(column, text);
		}
		return text;
	}

	private static String temporal(Column column, Kind kind, String text) {
		String local = (kind == Kind.TIMESTAMPTZ && text.endsWith("+00")) ? text.substring(0, text.length() - 3) : text;
		Pattern form = switch (kind) {
			case DATE -> DATE;
			case TIME -> TIME;
			default -> TIMESTAMP;
		};
		int point = local.lastIndexOf('.');
		int digits = (point < 0) ? 0 : local.length() - point - 1;
		if (!form.matcher(local).matches() || digits > Math.max(0, column.type().scale())) {
			throw ValueException.notHeld(column, text);
		}
		return local;
	}

	/** What stands for a value that was no label; a strict server takes none of it. */
	private static String label(Column column, String text) {
		if (text.isEmpty() && ENUM.matcher(column.type().declared()).lookingAt()
				&& !EMPTY_LABEL.matcher(column.type().declared()).find()) {
			throw ValueException.notHeld(column, text);
		}
		return text;
	}

	private static String characters(Column column, String text) {
		long limit = (column.type().kind() == Kind.TEXT) ? column.type().size() : 0;
		if (limit > 0 && text.length() > limit && text.codePointCount(0, text.length()) > limit) {
			throw ValueException.notHeld(column, text);
		}
		for (int i = 0; i < text.length(); i++) {
			if (Character.isSurrogate(text.charAt(i))) {
				int code = text.codePointAt(i);
				if (code <= Character.MAX_SURROGATE) {
					throw ValueException.notHeld(column, text);
				}
				i++;
			}
		}
		return text;
	}

}
