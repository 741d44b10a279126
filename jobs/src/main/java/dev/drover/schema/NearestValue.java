package dev.drover.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Engine;
import dev.drover.engine.Hazards;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.value.JsonFit;
import dev.drover.engine.value.Kind;

/**
 * The value nearest to one that a column can't hold.
 */
final class NearestValue {

	private static final int DEFAULT_FRACTION = 6;

	private NearestValue() {
	}

	/** The nearest value, or {@code null} if there is none. */
	static @Nullable Object of(Engine target, ColumnBinding column, Object value) {
		Object nearest = of(column, value);
		// a column may count the units of a text instead of its characters
		while (nearest instanceof String text && !text.isEmpty()
				&& (column.kind() == Kind.TEXT || column.kind() == Kind.CHAR)
				&& target.hazard(column, nearest) != null) {
			nearest = text.substring(0, text.offsetByCodePoints(text.length(), -1));
		}
		return nearest;
	}

	private static @Nullable Object of(ColumnBinding column, Object value) {
		ColumnType type = column.column().type();
		return switch (column.kind()) {
			case INTEGER -> integer(type, value);
			case DECIMAL -> decimal(type, value);
			case FLOAT4, FLOAT8 -> floating(column.kind(), (Number) value);
			case DATE, TIMESTAMP, TIMESTAMPTZ -> moment(column.kind(), type, value.toString());
			case TIME -> time(type, value.toString());
			case TEXT, CHAR -> text(type, value.toString());
			case JSON -> JsonFit.nearest(value.toString(), !type.declared().equals("jsonb"));
			default -> null;
		};
	}

	private static Object integer(ColumnType type, Object value) {
		int bits = (type.size() > 0 && type.size() < Long.BYTES) ? (int) type.size() * Byte.SIZE : Long.SIZE;
		long most = Long.MAX_VALUE >> (Long.SIZE - bits);
		return (new BigInteger(value.toString()).signum() < 0) ? -most - 1 : most;
	}

	private static @Nullable Object decimal(ColumnType type, Object value) {
		if (type.size() == 0) {
			return null;
		}
		int scale = Math.max(0, type.scale());
		BigDecimal most = BigDecimal.TEN.pow((int) (type.size() - scale)).subtract(BigDecimal.ONE.movePointLeft(scale));
		if (!(value instanceof BigDecimal number)) {
			return switch (value.toString()) {
				case "Infinity" -> most;
				case "-Infinity" -> most.negate();
				default -> null;
			};
		}
		return number.setScale(scale, RoundingMode.HALF_EVEN).min(most).max(most.negate());
	}

	private static @Nullable Object floating(Kind kind, Number value) {
		double number = value.doubleValue();
		if (Double.isNaN(number)) {
			return null;
		}
		if (kind == Kind.FLOAT4) {
			return Float.isInfinite(value.floatValue()) ? (Object) Math.copySign(Float.MAX_VALUE, value.floatValue())
					: (Object) (value.floatValue() + 0f);
		}
		return Double.isInfinite(number) ? Math.copySign(Double.MAX_VALUE, number) : number + 0d;
	}

	/**
	 * What is no day, or before the first year, becomes the first; what is after, the
	 * last.
	 */
	private static String moment(Kind kind, ColumnType type, String text) {
		boolean early = text.startsWith("-") || text.endsWith(" BC") || text.startsWith("0000-");
		boolean late = text.equals("infinity") || (text.indexOf('-') > 4 && !early);
		String zone = (kind == Kind.TIMESTAMPTZ) ? "+00" : "";
		if (!early && !late && kind != Kind.DATE && text.contains(".") && Hazards.isOnCalendar(text)) {
			return fraction(text.substring(0, text.length() - zone.length()), type) + zone;
		}
		String day = late ? "9999-12-31" : "0001-01-01";
		if (kind == Kind.DATE) {
			return day;
		}
		return day + (late ? " " + lastOfDay(type) : " 00:00:00") + zone;
	}

	private static String time(ColumnType type, String text) {
		if (text.startsWith("-")) {
			return "00:00:00";
		}
		boolean ofDay = text.indexOf(':') == 2 && text.compareTo("24") < 0;
		return ofDay ? fraction(text, type) : lastOfDay(type);
	}

	private static int digits(ColumnType type) {
		return (type.scale() >= 0) ? type.scale() : DEFAULT_FRACTION;
	}

	private static String lastOfDay(ColumnType type) {
		return "23:59:59" + ((digits(type) > 0) ? "." + "9".repeat(digits(type)) : "");
	}

	/** Without the digits that the column does not keep, and without zeros at the end. */
	private static String fraction(String text, ColumnType type) {
		int point = text.indexOf('.');
		if (point < 0) {
			return text;
		}
		return text.substring(0, Math.min(text.length(), point + 1 + digits(type))).replaceFirst("\\.?0*$", "");
	}

	private static String text(ColumnType type, String text) {
		StringBuilder kept = new StringBuilder();
		text.codePoints().filter((code) -> code != 0).forEach((code) -> {
			boolean alone = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
			kept.appendCodePoint(alone ? 0xFFFD : code);
		});
		int length = kept.codePointCount(0, kept.length());
		return (type.size() > 0 && length > type.size())
				? kept.substring(0, kept.offsetByCodePoints(0, (int) type.size())) : kept.toString();
	}

}
