package dev.drover.engine.live;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.DefaultValue;
import dev.drover.engine.catalog.TableName;

/**
 * Something that gives numbers: a column that numbers itself, or a sequence of its own.
 *
 * @param name the table's name, or the sequence's
 * @param column the column, or {@code null} for a sequence
 */
public record Numbered(TableName name, @Nullable Column column) {

	/** Whether a column numbers itself, or is numbered by a sequence. */
	public static boolean numbers(Column column) {
		DefaultValue value = column.defaultValue();
		return column.identity() != null || (value != null && value.form() == DefaultValue.Form.SEQUENCE);
	}

}
