package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

import dev.drover.engine.Dialect;
import dev.drover.engine.TableRead;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.jdbc.SqlText;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.KeyValue;

/**
 * A range of a table in binary COPY, in the order of its key. Columns of the key that are
 * not sent as they are, or in a form that is not known here, stand in front of each row
 * as text.
 */
final class BinarySource implements AutoCloseable {

	private final CopyOut copy;

	private final BinaryRows rows;

	private boolean broken;

	BinarySource(Dialect dialect, Connection connection, TableRead read, List<String> expressions, String rowsOf)
			throws SQLException {
		List<Column> front = read.key()
			.stream()
			.filter((column) -> sent(dialect, column, expressions) == null)
			.toList();
		List<KeyField> key = new ArrayList<>();
		for (Column column : read.key()) {
			KeyField sent = sent(dialect, column, expressions);
			key.add((sent == null) ? new KeyField(front.indexOf(column), KeyField.Form.TEXT)
					: new KeyField(front.size() + sent.field(), sent.form()));
		}
		this.copy = connection.unwrap(PGConnection.class)
			.getCopyAPI()
			.copyOut("COPY (" + select(dialect, read, front, expressions, rowsOf) + ") TO STDOUT (FORMAT binary)");
		this.rows = new BinaryRows(() -> next(connection), front.size(), key);
	}

	private byte @Nullable [] next(Connection connection) throws SQLException {
		try {
			return this.copy.readFromCopy();
		}
		catch (OutOfMemoryError ex) {
			// nobody knows any more where in the stream the driver is: reading on would
			// wait
			this.broken = true;
			connection.abort(Runnable::run);
			throw ex;
		}
	}

	/** An expression's text as the server writes it. */
	static String asText(String expression) {
		return "CAST(" + expression + " AS text)";
	}

	/**
	 * Where the row itself has a column of the key, or {@code null} if it can't be read
	 * there.
	 */
	private static @Nullable KeyField sent(Dialect dialect, Column column, List<String> expressions) {
		String name = dialect.quote(column.name());
		int text = expressions.indexOf(asText(name));
		if (text >= 0) {
			return new KeyField(text, KeyField.Form.TEXT);
		}
		KeyField.Form form = KeyField.Form.of(column);
		int field = expressions.indexOf(name);
		return (field < 0 || form == null) ? null : new KeyField(field, form);
	}

	private static String select(Dialect dialect, TableRead read, List<Column> front, List<String> expressions,
			String rowsOf) {
		List<String> key = read.key().stream().map((column) -> dialect.quote(column.name())).toList();
		List<String> selected = new ArrayList<>();
		front.forEach((column) -> selected.add(asText(dialect.quote(column.name()))));
		selected.addAll(expressions);
		// without names of their own, ORDER BY would take a cast's text for its column
		for (int i = 0; i < selected.size(); i++) {
			selected.set(i, selected.get(i) + " AS drover_value_" + i);
		}
		StringBuilder sql = new StringBuilder("SELECT ").append(String.join(", ", selected))
			.append(" FROM ")
			.append(rowsOf)
			.append(read.condition().isEmpty() ? "" : " WHERE " + read.condition());
		if (!key.isEmpty()) {
			List<String> conditions = new ArrayList<>();
			bound(conditions, key, read.key(), " > ", read.range().after());
			bound(conditions, key, read.key(), " <= ", read.range().through());
			sql.append(conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
				.append(" ORDER BY ")
				.append(String.join(", ", key));
		}
		return sql.toString();
	}

	/** COPY takes no parameters. */
	private static void bound(List<String> conditions, List<String> key, List<Column> columns, String comparison,
			@Nullable KeyTuple bound) {
		if (bound == null) {
			return;
		}
		List<String> values = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			KeyValue value = bound.values().get(i);
			values.add("CAST(" + SqlText.literal(value.text()) + " AS " + columns.get(i).type().declared() + ")");
		}
		conditions.add("(" + String.join(", ", key) + ")" + comparison + "(" + String.join(", ", values) + ")");
	}

	BinaryRows rows() {
		return this.rows;
	}

	@Override
	public void close() throws SQLException {
		// a cancel that comes too late would end the connection's next statement instead
		while (!this.broken && this.copy.isActive() && this.copy.readFromCopy() != null) {
			continue;
		}
	}

}
