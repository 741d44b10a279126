package dev.drover.engine.value;

/**
 * The canonical kinds of values. Each kind has exactly one Java carrier and one canonical
 * form, whatever engine a value comes from, so that a value read from either side of a
 * migration compares equal exactly when nothing was changed.
 */
public enum Kind {

	/** {@link Boolean}. */
	BOOLEAN,
	/** {@link Long}, or {@link java.math.BigInteger} beyond 64 bits. */
	INTEGER,
	/**
	 * {@link java.math.BigDecimal} of any scale (trailing zeros do not count), or the
	 * strings {@code NaN}, {@code Infinity}, {@code -Infinity}.
	 */
	DECIMAL,
	/** {@link Float}. */
	FLOAT4,
	/** {@link Double}. */
	FLOAT8,
	/** {@link String}, or {@link LongText}; each character counts. */
	TEXT,
	/** {@link String} of a blank-padded type; trailing blanks do not count. */
	CHAR,
	/** {@code byte[]}. */
	BYTES,
	/**
	 * {@link String} {@code yyyy-MM-dd}; years beyond 9999 or before 1 as PostgreSQL
	 * prints them ({@code 12024-01-01}, {@code 0044-03-15 BC}), {@code infinity},
	 * {@code -infinity}.
	 */
	DATE,
	/**
	 * {@link String} {@code HH:mm:ss[.ffffff]} without trailing fractional zeros;
	 * {@code 24:00:00} is allowed.
	 */
	TIME,
	/** {@link String}, a {@link #TIME} followed by {@code +HH[:mm[:ss]]}. */
	TIMETZ,
	/**
	 * {@link String} {@code yyyy-MM-dd HH:mm:ss[.fffffffff]} without trailing fractional
	 * zeros; special dates as in {@link #DATE}.
	 */
	TIMESTAMP,
	/** {@link String}, a {@link #TIMESTAMP} in UTC followed by {@code +00}. */
	TIMESTAMPTZ,
	/** {@link String} of 36 characters in lower case. */
	UUID,
	/**
	 * {@link String} as the engine prints it; compared by content, the order of keys and
	 * white space do not count.
	 */
	JSON,
	/** {@link String} of the digits 0 and 1. */
	BITS,
	/** {@link String}, one of the labels. */
	ENUM,
	/** {@link String} in the engine's own text form under Drover's session settings. */
	NATIVE,
	/**
	 * {@link Long}, {@link Double}, {@link String} or {@code byte[]} in a column whose
	 * values have a type each; a value of another type is another value.
	 */
	ANY

}
