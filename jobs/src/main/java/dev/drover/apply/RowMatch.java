package dev.drover.apply;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Engine;
import dev.drover.engine.value.Row;

/**
 * The condition that finds one row by some of its columns, however it spells them.
 */
public final class RowMatch {

	private final Engine engine;

	private final List<ColumnBinding> columns;

	private final List<Integer> positions;

	/**
	 * Creates a condition.
	 * @param engine the side's engine
	 * @param columns the columns of rows
	 * @param positions those that name a row; none of them is NULL
	 */
	public RowMatch(Engine engine, List<ColumnBinding> columns, List<Integer> positions) {
		this.engine = engine;
		this.columns = columns;
		this.positions = positions;
	}

	public String where() {
		return " WHERE " + condition();
	}

	/** As {@link #where()}, for any of some rows. */
	public String whereAny(int rows) {
		return " WHERE " + String.join(" OR ", Collections.nCopies(rows, "(" + condition() + ")"));
	}

	/** How many parameters a row takes. */
	public int parameters() {
		return this.positions.stream()
			.mapToInt((position) -> this.engine.codec().spellings(this.columns.get(position).kind()))
			.sum();
	}

	/** That a row has those values. */
	public String condition() {
		return this.positions.stream().map((position) -> {
			ColumnBinding column = this.columns.get(position);
			return this.engine.codec()
				.same(this.engine.dialect().quote(column.column().name()), column.column(), column.kind());
		}).collect(Collectors.joining(" AND "));
	}

	/** Binds the row's values from a parameter on. */
	public void bind(PreparedStatement statement, int from, Row row) throws SQLException {
		int index = from;
		for (int position : this.positions) {
			ColumnBinding column = this.columns.get(position);
			this.engine.codec().bindSame(statement, index, column.column(), column.kind(), row.get(position));
			index += this.engine.codec().spellings(column.kind());
		}
	}

}
