package dev.drover.copy;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.BulkWriter;
import dev.drover.engine.Engine;
import dev.drover.engine.ValueException;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.ShownValue;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.schema.TableMapping;

/**
 * Writes rows, and says which row it was when the target refuses one.
 */
final class Refusal {

	/** Class of the SQL states that speak of a value. */
	private static final String DATA_EXCEPTION = "22";

	/** Class of those that speak of a constraint. */
	private static final String CONSTRAINT_VIOLATION = "23";

	private static final int SHOWN = 300;

	private final Engine target;

	private final Connection connection;

	private final TableMapping mapping;

	Refusal(Engine target, Connection connection, TableMapping mapping) {
		this.target = target;
		this.connection = connection;
		this.mapping = mapping;
	}

	/**
	 * Writes the rows.
	 * @return how many the engine reports as written
	 * @throws DroverException DATA_002 with table, key and column if a row is refused;
	 * the transaction has to be rolled back then
	 */
	long explain(BulkWriter writer, List<Row> rows) throws SQLException {
		try {
			for (Row row : rows) {
				try {
					writer.write(row);
				}
				catch (ValueException ex) {
					throw of(this.mapping, key(row), "column " + sourceColumn(ex.column()) + ": " + ex.reason(), ex);
				}
			}
			return writer.flush();
		}
		catch (SQLException ex) {
			if (!speaksOfARow(ex)) {
				throw ex;
			}
			Row row = rows.get(firstRefused(rows));
			throw of(this.mapping, key(row), refusedColumn(row) + message(ex), ex);
		}
	}

	static DroverException of(TableMapping mapping, String key, String message, Exception cause) {
		return new DroverException(ErrorCode.DATA_002,
				"table " + mapping.name() + (key.isEmpty() ? "" : ", key " + key) + ", " + message,
				"correct the row in the source, or exclude the table in scope.tables", cause);
	}

	private static boolean speaksOfARow(SQLException ex) {
		return state(ex).startsWith(DATA_EXCEPTION) || state(ex).startsWith(CONSTRAINT_VIOLATION);
	}

	private static String state(SQLException ex) {
		return String.valueOf(first(ex).getSQLState());
	}

	/** A batch keeps the reason in the next exception. */
	private static SQLException first(SQLException ex) {
		return (ex instanceof BatchUpdateException && ex.getNextException() != null) ? ex.getNextException() : ex;
	}

	private static String message(SQLException ex) {
		String text = String.valueOf(first(ex).getMessage())
			.lines()
			.map(String::strip)
			.collect(Collectors.joining("; "));
		return (text.length() <= SHOWN) ? text : text.substring(0, SHOWN) + "…";
	}

	/** Halves the rows until one is left. */
	private int firstRefused(List<Row> rows) throws SQLException {
		int from = 0;
		int to = rows.size();
		while (to - from > 1) {
			int middle = (from + to) >>> 1;
			if (refused(rows.subList(from, middle))) {
				to = middle;
			}
			else {
				from = middle;
			}
		}
		return from;
	}

	/** The column without whose value the row is not refused as a bad value any more. */
	private String refusedColumn(Row row) throws SQLException {
		for (int column = 0; column < row.size(); column++) {
			@Nullable Object[] values = new @Nullable Object[row.size()];
			for (int i = 0; i < values.length; i++) {
				values[i] = (i == column) ? null : row.get(i);
			}
			if (row.get(column) != null && !refused(List.of(new Row(values, 0)), DATA_EXCEPTION)
					&& refused(List.of(row), DATA_EXCEPTION)) {
				return "column " + this.mapping.columns().get(column).source().name() + ": ";
			}
		}
		return "";
	}

	private boolean refused(List<Row> rows) throws SQLException {
		return refused(rows, "2");
	}

	private boolean refused(List<Row> rows, String stateClass) throws SQLException {
		this.connection.rollback();
		try (BulkWriter writer = this.target.writer(this.connection, this.mapping.target().name(),
				this.mapping.targetColumns())) {
			for (Row row : rows) {
				writer.write(row);
			}
			writer.flush();
			return false;
		}
		catch (SQLException ex) {
			if (!speaksOfARow(ex)) {
				throw ex;
			}
			return state(ex).startsWith(stateClass);
		}
		finally {
			this.connection.rollback();
		}
	}

	private String sourceColumn(String targetColumn) {
		return this.mapping.columns()
			.stream()
			.filter((column) -> column.target().name().equals(targetColumn))
			.map((column) -> column.source().name())
			.findFirst()
			.orElse(targetColumn);
	}

	private String key(Row row) {
		return this.mapping.keyPositions()
			.stream()
			.map((position) -> ShownValue.of(row.get(position)))
			.collect(Collectors.joining(", "));
	}

}
