package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.jdbc.JdbcConnection;
import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Dialect;
import dev.drover.engine.RowCursor;
import dev.drover.engine.TableRead;
import dev.drover.engine.ValueCodec;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.KeyValue;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.Sizes;

/**
 * Reads row by row, with a key page by page: a statement that is left early has to be
 * read to its end, so it must not be long. Ranges are spelled without row comparisons,
 * for which MySQL uses no index.
 */
final class PagedCursor implements RowCursor {

	private static final int PAGE_ROWS = 20_000;

	/** The most that the protocol knows. */
	private static final int LARGEST_PACKET = 1 << 30;

	private final RuntimeProperty<Integer> largestPacket;

	private final int writtenPacket;

	private final ValueCodec codec;

	private final Dialect dialect;

	private final Connection connection;

	private final TableRead read;

	private PreparedStatement statement;

	private ResultSet rows;

	private int inPage;

	PagedCursor(ValueCodec codec, Dialect dialect, Connection connection, TableRead read) throws SQLException {
		this.codec = codec;
		this.dialect = dialect;
		this.connection = connection;
		this.read = read;
		// the server gives away rows that are larger than those it takes; its limit is
		// only that of writers
		this.largestPacket = connection.unwrap(JdbcConnection.class)
			.getPropertySet()
			.getIntegerProperty(PropertyKey.maxAllowedPacket);
		this.writtenPacket = this.largestPacket.getValue();
		this.largestPacket.setValue(LARGEST_PACKET);
		try {
			this.statement = prepare(read.range());
			this.rows = execute(this.statement, read.range());
		}
		catch (SQLException | RuntimeException ex) {
			this.largestPacket.setValue(this.writtenPacket);
			throw ex;
		}
	}

	private PreparedStatement prepare(KeyRange range) throws SQLException {
		PreparedStatement prepared = this.connection.prepareStatement(sql(range), ResultSet.TYPE_FORWARD_ONLY,
				ResultSet.CONCUR_READ_ONLY);
		// the driver's word for row by row
		prepared.setFetchSize(Integer.MIN_VALUE);
		return prepared;
	}

	private ResultSet execute(PreparedStatement prepared, KeyRange range) throws SQLException {
		try {
			int index = bind(prepared, 1, range.after());
			bind(prepared, index, range.through());
			return prepared.executeQuery();
		}
		catch (SQLException | RuntimeException ex) {
			prepared.close();
			throw ex;
		}
	}

	private String sql(KeyRange range) {
		List<String> expressions = new ArrayList<>();
		for (ColumnBinding column : this.read.columns()) {
			expressions
				.add(this.codec.expression(this.dialect.quote(column.column().name()), column.column(), column.kind()));
		}
		List<String> key = this.read.key().stream().map((column) -> this.dialect.quote(column.name())).toList();
		for (int i = 0; i < key.size(); i++) {
			expressions.add(this.codec.keyExpression(key.get(i), this.read.key().get(i)));
		}
		if (expressions.isEmpty()) {
			expressions.add("1");
		}
		for (int i = 0; i < expressions.size(); i++) {
			expressions.set(i, expressions.get(i) + " AS drover_value_" + i);
		}
		String sql = "SELECT " + String.join(", ", expressions) + " FROM " + this.dialect.quote(this.read.table());
		if (key.isEmpty()) {
			return sql + (this.read.condition().isEmpty() ? "" : " WHERE " + this.read.condition());
		}
		List<String> conditions = new ArrayList<>();
		if (range.after() != null) {
			conditions.add(beyond(key, " > ", false));
		}
		if (range.through() != null) {
			conditions.add(beyond(key, " < ", true));
		}
		return sql + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions)) + " ORDER BY "
				+ String.join(", ", key) + " LIMIT " + PAGE_ROWS;
	}

	/** {@code (a > ? OR (a = ? AND b > ?))}, inclusive also {@code (a = ? AND b = ?)}. */
	private String beyond(List<String> key, String comparison, boolean inclusive) {
		List<String> alternatives = new ArrayList<>();
		List<String> equal = new ArrayList<>();
		for (int i = 0; i < key.size(); i++) {
			String marker = this.codec.keyParameter(this.read.key().get(i));
			List<String> parts = new ArrayList<>(equal);
			boolean last = i == key.size() - 1;
			parts.add(key.get(i) + ((last && inclusive) ? comparison.stripTrailing() + "= " : comparison) + marker);
			alternatives.add("(" + String.join(" AND ", parts) + ")");
			equal.add(key.get(i) + " = " + marker);
		}
		return "(" + String.join(" OR ", alternatives) + ")";
	}

	private int bind(PreparedStatement prepared, int from, @Nullable KeyTuple bound) throws SQLException {
		int index = from;
		if (bound != null) {
			List<KeyValue> values = bound.values();
			for (int i = 0; i < values.size(); i++) {
				for (int j = 0; j <= i; j++) {
					this.codec.bindKey(prepared, index++, values.get(j));
				}
			}
		}
		return index;
	}

	@Override
	public @Nullable Row next() throws SQLException {
		if (this.inPage == PAGE_ROWS && !this.read.key().isEmpty()) {
			turnPage();
		}
		if (!this.rows.next()) {
			return null;
		}
		this.inPage++;
		List<ColumnBinding> columns = this.read.columns();
		@Nullable Object[] values = new @Nullable Object[columns.size()];
		int bytes = 0;
		for (int i = 0; i < values.length; i++) {
			ColumnBinding column = columns.get(i);
			values[i] = this.codec.read(this.rows, i + 1, column.column(), column.kind());
			bytes += Sizes.of(values[i]);
		}
		return new Row(values, bytes);
	}

	private void turnPage() throws SQLException {
		KeyRange rest = this.read.range().resumedAfter(key());
		this.statement.close();
		this.statement = prepare(rest);
		this.rows = execute(this.statement, rest);
		this.inPage = 0;
	}

	@Override
	public KeyTuple key() throws SQLException {
		List<Column> key = this.read.key();
		if (key.isEmpty()) {
			throw new IllegalStateException("no key in " + this.read.table().display());
		}
		List<KeyValue> values = new ArrayList<>(key.size());
		for (int i = 0; i < key.size(); i++) {
			values.add(this.codec.readKey(this.rows, this.read.columns().size() + i + 1, key.get(i)));
		}
		return new KeyTuple(values);
	}

	@Override
	public void close() throws SQLException {
		try {
			this.statement.close();
		}
		finally {
			this.largestPacket.setValue(this.writtenPacket);
		}
	}

}
