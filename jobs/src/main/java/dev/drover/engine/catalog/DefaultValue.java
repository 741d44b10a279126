package dev.drover.engine.catalog;

/**
 * A column's default.
 *
 * @param form what it is
 * @param value LITERAL: the canonical value's text, unquoted; SEQUENCE: the sequence's
 * display name; otherwise empty
 * @param nativeSql the default as its own engine spells it
 */
public record DefaultValue(Form form, String value, String nativeSql) {

	/** Forms that all engines have, and the rest. */
	public enum Form {

		LITERAL, CURRENT_TIMESTAMP, CURRENT_DATE, CURRENT_TIME, RANDOM_UUID, SEQUENCE, EXPRESSION

	}

}
