package dev.drover.engine.mysql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Dialect;
import dev.drover.engine.ValueCodec;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.KeyValue;

/**
 * A key in statements. Ranges are spelled without row comparisons, for which MySQL uses
 * no index.
 */
final class KeyColumns {

	private final ValueCodec codec;

	private final List<Column> columns;

	private final List<String> names;

	KeyColumns(ValueCodec codec, Dialect dialect, List<Column> columns) {
		this.codec = codec;
		this.columns = List.copyOf(columns);
		this.names = columns.stream().map((column) -> dialect.quote(column.name())).toList();
	}

	/** How they are selected. */
	List<String> expressions() {
		List<String> expressions = new ArrayList<>();
		for (int i = 0; i < this.names.size(); i++) {
			expressions.add(this.codec.keyExpression(this.names.get(i), this.columns.get(i)));
		}
		return expressions;
	}

	/** How rows are ordered by them. */
	String order() {
		return String.join(", ", this.names);
	}

	/** The condition for a range, with a blank before it; empty if it is open. */
	String within(KeyRange range) {
		List<String> conditions = new ArrayList<>();
		if (range.after() != null) {
			conditions.add(beyond(" > ", false));
		}
		if (range.through() != null) {
			conditions.add(beyond(" < ", true));
		}
		return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
	}

	/** {@code (a > ? OR (a = ? AND b > ?))}, inclusive also {@code (a = ? AND b = ?)}. */
	private String beyond(String comparison, boolean inclusive) {
		List<String> alternatives = new ArrayList<>();
		List<String> equal = new ArrayList<>();
		for (int i = 0; i < this.names.size(); i++) {
			String name = this.names.get(i);
			String marker = this.codec.keyParameter(this.columns.get(i));
			List<String> parts = new ArrayList<>(equal);
			boolean last = i == this.names.size() - 1;
			parts.add(name + ((last && inclusive) ? comparison.stripTrailing() + "= " : comparison) + marker);
			alternatives.add("(" + String.join(" AND ", parts) + ")");
			equal.add(name + " = " + marker);
		}
		return "(" + String.join(" OR ", alternatives) + ")";
	}

	/** Binds a range to the markers of its condition, which are the statement's first. */
	void bind(PreparedStatement statement, KeyRange range) throws SQLException {
		bind(statement, bind(statement, 1, range.after()), range.through());
	}

	private int bind(PreparedStatement statement, int from, @Nullable KeyTuple bound) throws SQLException {
		int index = from;
		if (bound != null) {
			List<KeyValue> values = bound.values();
			for (int i = 0; i < values.size(); i++) {
				for (int j = 0; j <= i; j++) {
					this.codec.bindKey(statement, index++, values.get(j));
				}
			}
		}
		return index;
	}

	/** The condition for one row. */
	String equal() {
		List<String> equal = new ArrayList<>();
		for (int i = 0; i < this.names.size(); i++) {
			equal.add(this.names.get(i) + " = " + this.codec.keyParameter(this.columns.get(i)));
		}
		return String.join(" AND ", equal);
	}

	/** Binds a key to the markers of {@link #equal()}. */
	void bindEqual(PreparedStatement statement, int from, KeyTuple key) throws SQLException {
		for (int i = 0; i < key.values().size(); i++) {
			this.codec.bindKey(statement, from + i, key.values().get(i));
		}
	}

	/** The current row's key, which begins at that column. */
	KeyTuple read(ResultSet row, int from) throws SQLException {
		List<KeyValue> values = new ArrayList<>(this.columns.size());
		for (int i = 0; i < this.columns.size(); i++) {
			values.add(this.codec.readKey(row, from + i, this.columns.get(i)));
		}
		return new KeyTuple(values);
	}

}
