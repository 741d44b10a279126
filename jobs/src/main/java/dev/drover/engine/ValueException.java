package dev.drover.engine;

import dev.drover.engine.value.Kind;

/**
 * A stored value is not one of the kind that its column was mapped to, or the target
 * can't hold it.
 */
public class ValueException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public ValueException(String column, Kind kind, Object seen) {
		super("column " + column + ": " + shortened(String.valueOf(seen)) + " is not a " + kind + " value");
	}

	private static String shortened(String text) {
		return (text.length() <= 60) ? "'" + text + "'" : "'" + text.substring(0, 60) + "…'";
	}

}
