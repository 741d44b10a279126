package dev.drover.schema.expression;

import dev.drover.engine.value.Kind;

/**
 * What a value is, as far as expressions are concerned.
 */
enum Sort {

	INTEGER, DECIMAL, FLOAT4, FLOAT8, TEXT, PADDED, LABEL, BYTES, TRUTH, DATE, TIME, TIMESTAMP, INSTANT,
	/** NULL, which is of every sort. */
	NOTHING,
	/** All that is only ever asked whether it is NULL. */
	OTHER;

	static Sort of(Kind kind) {
		return switch (kind) {
			case INTEGER -> INTEGER;
			case DECIMAL -> DECIMAL;
			case FLOAT4 -> FLOAT4;
			case FLOAT8 -> FLOAT8;
			case TEXT -> TEXT;
			case CHAR -> PADDED;
			case ENUM -> LABEL;
			case BYTES -> BYTES;
			case BOOLEAN -> TRUTH;
			case DATE -> DATE;
			case TIME -> TIME;
			case TIMESTAMP -> TIMESTAMP;
			case TIMESTAMPTZ -> INSTANT;
			default -> OTHER;
		};
	}

	/** Whether it counts without rounding. */
	boolean exactNumber() {
		return this == INTEGER || this == DECIMAL;
	}

	/** Whether it is a number of any sort. */
	boolean number() {
		return exactNumber() || this == FLOAT4 || this == FLOAT8;
	}

	/** Whether it holds characters. */
	boolean characters() {
		return this == TEXT || this == PADDED || this == LABEL;
	}

}
