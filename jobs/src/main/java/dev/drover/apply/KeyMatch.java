package dev.drover.apply;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Engine;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.Row;

/**
 * Finds rows by their key, and never one whose key is only called equal by a collation:
 * that is another row for a side whose collation tells them apart.
 */
final class KeyMatch {

	private final Engine engine;

	private final List<ColumnBinding> columns;

	private final List<Integer> key;

	private final List<Integer> texts;

	private final RowMatch match;

	private final RowMatch again;

	/**
	 * Creates one.
	 * @param columns the columns of rows
	 * @param key where the key stands in them
	 */
	KeyMatch(Engine engine, List<ColumnBinding> columns, List<Integer> key) {
		this.engine = engine;
		this.columns = columns;
		this.key = key;
		this.texts = key.stream().filter((position) -> folds(engine, columns.get(position))).toList();
		this.match = new RowMatch(engine, columns, key);
		this.again = new RowMatch(engine, columns, this.texts);
	}

	private static boolean folds(Engine engine, ColumnBinding column) {
		boolean text = column.kind() == Kind.TEXT || column.kind() == Kind.CHAR;
		return text && engine.dialect().sameText("?", "?", padded(column)) != null;
	}

	private static boolean padded(ColumnBinding column) {
		return column.kind() == Kind.CHAR;
	}

	/** Whether a collation may call keys equal that are not. */
	boolean folds() {
		return !this.texts.isEmpty();
	}

	String where() {
		return this.match.where() + this.texts.stream().map((position) -> {
			ColumnBinding column = this.columns.get(position);
			return sameText(column, this.engine.dialect().quote(column.column().name()),
					this.engine.codec().parameter(column.column(), column.kind()));
		}).collect(Collectors.joining());
	}

	private String sameText(ColumnBinding column, String one, String other) {
		return " AND " + this.engine.dialect().sameText(one, other, padded(column));
	}

	/** How many parameters a row takes. */
	int parameters() {
		return this.match.parameters() + this.again.parameters();
	}

	/** Binds a row's key from a parameter on. */
	void bind(PreparedStatement statement, int from, Row row) throws SQLException {
		this.match.bind(statement, from, row);
		this.again.bind(statement, from + this.match.parameters(), row);
	}

	/** Whether the rows of two tables are the same by these columns. */
	String same(String one, String other) {
		List<String> names = this.key.stream().map((position) -> this.columns.get(position).column().name()).toList();
		return this.engine.dialect().same(names, one, other) + this.texts.stream().map((position) -> {
			ColumnBinding column = this.columns.get(position);
			String name = "." + this.engine.dialect().quote(column.column().name());
			return sameText(column, one + name, other + name);
		}).collect(Collectors.joining());
	}

}
