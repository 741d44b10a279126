package dev.drover.engine.convert;

import java.math.BigInteger;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.value.Kind;

/**
 * From values of one kind to values of a type.
 *
 * @param from the kind of the values; {@link Kind#ANY} if each has a type of its own
 * @param to the type that the values are to have
 */
public record Conversion(Kind from, ColumnType to) {

	/**
	 * Whether some value of the kind means the same as one of the other; a kind is always
	 * convertible to itself.
	 */
	public static boolean possible(Kind from, Kind to) {
		return from == to || switch (to) {
			case BOOLEAN -> isText(from) || isNumber(from) || from == Kind.BITS;
			case INTEGER, DECIMAL, FLOAT4, FLOAT8 ->
				isText(from) || isNumber(from) || from == Kind.BOOLEAN || from == Kind.BITS;
			case TEXT, CHAR -> from != Kind.ANY;
			case BYTES -> isText(from) || from == Kind.UUID;
			case DATE, TIMESTAMP, TIMESTAMPTZ -> isText(from) || isDay(from);
			case TIME, TIMETZ, JSON, ENUM -> isText(from);
			case UUID -> isText(from) || from == Kind.BYTES;
			case BITS -> isText(from) || from == Kind.BOOLEAN || from == Kind.INTEGER;
			case NATIVE, ANY -> false;
		};
	}

	static boolean isText(Kind kind) {
		return kind == Kind.TEXT || kind == Kind.CHAR || kind == Kind.ENUM || kind == Kind.NATIVE;
	}

	static boolean isNumber(Kind kind) {
		return kind == Kind.INTEGER || kind == Kind.DECIMAL || kind == Kind.FLOAT4 || kind == Kind.FLOAT8;
	}

	private static boolean isDay(Kind kind) {
		return kind == Kind.DATE || kind == Kind.TIMESTAMP || kind == Kind.TIMESTAMPTZ;
	}

	/** The value that means the same, or {@code null} if there is none. */
	public @Nullable Object of(Object value) {
		Kind kind = kindOf(value);
		if (!possible(kind, this.to.kind())) {
			return null;
		}
		return switch (this.to.kind()) {
			case BOOLEAN -> (kind == Kind.BOOLEAN) ? value : Truth.of(kind, value);
			case INTEGER, DECIMAL, FLOAT4, FLOAT8 ->
				(kind == this.to.kind()) ? value : Numbers.of(kind, value, this.to.kind());
			case TEXT -> (kind == Kind.TEXT) ? value : Texts.of(kind, value);
			case CHAR -> (kind == Kind.CHAR) ? value : Texts.withoutPadding(Texts.of(kind, value));
			case BYTES -> (kind == Kind.BYTES) ? value : Bytes.of(kind, value);
			case DATE, TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ ->
				(kind == this.to.kind()) ? value : Moments.of(kind, value.toString(), this.to.kind());
			case UUID -> (kind == Kind.UUID) ? value : Uuids.of(value);
			case JSON -> (kind == Kind.JSON) ? value : Texts.json(value.toString());
			case BITS -> Bits.of(kind, value, this.to);
			case ENUM -> Texts.label(Texts.unpadded(kind, value), this.to);
			case NATIVE, ANY -> value;
		};
	}

	/** The nearest value where there is none that means the same, or {@code null}. */
	public @Nullable Object nearest(Object value) {
		Kind kind = kindOf(value);
		return switch (this.to.kind()) {
			case INTEGER, FLOAT4, FLOAT8 -> Numbers.nearest(kind, value, this.to.kind());
			case DATE -> (kind == Kind.TIMESTAMP || kind == Kind.TIMESTAMPTZ) ? Moments.day(value.toString()) : null;
			default -> null;
		};
	}

	/**
	 * The values that could have become this one, the likeliest first. What is looked up
	 * by a converted key is among them, or was refused.
	 * @param declared kind of the source's column
	 * @param value a value of the type
	 */
	public List<Object> origins(Kind declared, Object value) {
		return Origins.of(declared, value, this.to.kind());
	}

	private Kind kindOf(Object value) {
		if (this.from != Kind.ANY) {
			return this.from;
		}
		if (value instanceof Long || value instanceof BigInteger) {
			return Kind.INTEGER;
		}
		return (value instanceof String) ? Kind.TEXT : (value instanceof byte[]) ? Kind.BYTES : Kind.FLOAT8;
	}

}
