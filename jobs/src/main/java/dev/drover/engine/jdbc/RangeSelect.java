package dev.drover.engine.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.Dialect;
import dev.drover.engine.Engine;
import dev.drover.engine.TableRead;
import dev.drover.engine.ValueCodec;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.KeyValue;

/**
 * Selects expressions of the rows of a key range in key order, streaming, with the key
 * behind them.
 */
public final class RangeSelect implements RangeRows {

	private static final int FETCH_ROWS = 1000;

	private final ValueCodec codec;

	private final TableRead read;

	private final int expressions;

	private final PreparedStatement statement;

	private final ResultSet rows;

	/**
	 * Opens it. On PostgreSQL the connection's autocommit has to be off, or all rows are
	 * fetched at once.
	 * @param engine the connection's engine
	 * @param connection where to read
	 * @param read what to read
	 * @param from the FROM item, such as the quoted table
	 * @param expressions what to select of each row
	 */
	public RangeSelect(Engine engine, Connection connection, TableRead read, String from, List<String> expressions)
			throws SQLException {
		this.codec = engine.codec();
		this.read = read;
		this.expressions = expressions.size();
		this.statement = connection.prepareStatement(sql(engine, read, from, expressions), ResultSet.TYPE_FORWARD_ONLY,
				ResultSet.CONCUR_READ_ONLY);
		try {
			this.statement.setFetchSize(FETCH_ROWS);
			bind(this.codec, this.statement, read.range());
			this.rows = this.statement.executeQuery();
		}
		catch (SQLException | RuntimeException ex) {
			this.statement.close();
			throw ex;
		}
	}

	/**
	 * The statement, whose markers are {@link #bind bound}.
	 * @param from the FROM item, such as the quoted table
	 * @param expressions what to select of each row
	 */
	public static String sql(Engine engine, TableRead read, String from, List<String> expressions) {
		Dialect dialect = engine.dialect();
		List<String> selected = new ArrayList<>(expressions);
		List<String> key = read.key().stream().map((column) -> dialect.quote(column.name())).toList();
		for (int i = 0; i < key.size(); i++) {
			selected.add(engine.codec().keyExpression(key.get(i), read.key().get(i)));
		}
		if (selected.isEmpty()) {
			selected.add("1");
		}
		// without names of their own, ORDER BY would take a cast's text for its column
		for (int i = 0; i < selected.size(); i++) {
			selected.set(i, selected.get(i) + " AS drover_value_" + i);
		}
		StringBuilder sql = new StringBuilder("SELECT ").append(String.join(", ", selected))
			.append(" FROM ")
			.append(from);
		if (!read.condition().isEmpty()) {
			sql.append(" WHERE ").append(read.condition());
		}
		if (!key.isEmpty()) {
			sql.append(where(engine.codec(), read, key)).append(" ORDER BY ").append(String.join(", ", key));
		}
		return sql.toString();
	}

	private static String where(ValueCodec codec, TableRead read, List<String> key) {
		List<String> conditions = new ArrayList<>();
		String markers = String.join(", ", read.key().stream().map(codec::keyParameter).toList());
		if (read.range().after() != null) {
			conditions.add("(" + String.join(", ", key) + ") > (" + markers + ")");
		}
		if (read.range().through() != null) {
			conditions.add("(" + String.join(", ", key) + ") <= (" + markers + ")");
		}
		return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
	}

	/** Binds the range of a statement. */
	public static void bind(ValueCodec codec, PreparedStatement statement, KeyRange range) throws SQLException {
		int index = 1;
		for (KeyTuple bound : new KeyTuple[] { range.after(), range.through() }) {
			if (bound != null) {
				for (KeyValue value : bound.values()) {
					codec.bindKey(statement, index++, value);
				}
			}
		}
	}

	@Override
	public boolean next() throws SQLException {
		return this.rows.next();
	}

	@Override
	public ResultSet row() {
		return this.rows;
	}

	@Override
	public KeyTuple key() throws SQLException {
		return key(this.codec, this.read, this.rows, this.expressions);
	}

	/**
	 * The key of a row of such a statement.
	 * @param expressions how many are before it
	 * @throws IllegalStateException if the read has no key
	 */
	public static KeyTuple key(ValueCodec codec, TableRead read, ResultSet row, int expressions) throws SQLException {
		List<Column> key = read.key();
		if (key.isEmpty()) {
			throw new IllegalStateException("no key in " + read.table().display());
		}
		List<KeyValue> values = new ArrayList<>(key.size());
		for (int i = 0; i < key.size(); i++) {
			values.add(codec.readKey(row, expressions + i + 1, key.get(i)));
		}
		return new KeyTuple(values);
	}

	@Override
	public void close() throws SQLException {
		this.statement.close();
	}

}
