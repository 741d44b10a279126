package dev.drover.engine;

import java.util.List;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.value.KeyRange;

/**
 * What to read.
 *
 * @param table the table
 * @param columns the columns, in the order in which rows shall hold them
 * @param key the key to order by and to resume from; empty = in any order, from the start
 * @param range the range of that key; {@link KeyRange#ALL} without a key
 * @param condition which rows, in the engine's SQL; empty = all. Only without a range
 */
public record TableRead(TableName table, List<ColumnBinding> columns, List<Column> key, KeyRange range,
		String condition) {

	/** All rows of a range. */
	public TableRead(TableName table, List<ColumnBinding> columns, List<Column> key, KeyRange range) {
		this(table, columns, key, range, "");
	}

	public TableRead {
		columns = List.copyOf(columns);
		key = List.copyOf(key);
		if (!condition.isEmpty() && !key.isEmpty()) {
			throw new IllegalArgumentException("a condition and a key");
		}
	}

}
