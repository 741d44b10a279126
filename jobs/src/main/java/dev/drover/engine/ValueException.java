package dev.drover.engine;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.ShownValue;

/**
 * A stored value is not one of the kind that its column was mapped to, or the target
 * can't hold it.
 */
public class ValueException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String column;

	private final String reason;

	public ValueException(String column, Kind kind, Object seen) {
		this(column, shown(seen) + " is not a " + kind + " value");
	}

	private ValueException(String column, String reason) {
		super("column " + column + ": " + reason);
		this.column = column;
		this.reason = reason;
	}

	/** The target's column can't hold a value exactly. */
	public static ValueException notHeld(Column column, Object value) {
		return notHeld(column.name(), column, value);
	}

	/**
	 * The target's column can't hold a value exactly.
	 * @param source the source's name of the column
	 */
	public static ValueException notHeld(String source, Column column, Object value) {
		return new ValueException(source, "the target's " + column.type().declared() + " can't hold " + shown(value));
	}

	/** The plan wants another type for the column, and the value has no counterpart. */
	public static ValueException notConvertible(Column column, ColumnType wanted, Object value) {
		return new ValueException(column.name(), "the " + column.type().declared() + " " + shown(value)
				+ " can't become " + wanted.declared() + " without a loss");
	}

	/** The column, as its own side names it. */
	public String column() {
		return this.column;
	}

	/** What is wrong with the value. */
	public String reason() {
		return this.reason;
	}

	private static String shown(Object value) {
		return (value instanceof byte[] bytes) ? bytes.length + " bytes" : shortened(ShownValue.of(value));
	}

	private static String shortened(String text) {
		return (text.length() <= 60) ? "'" + text + "'" : "'" + text.substring(0, 60) + "…'";
	}

}
