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

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Dialect;
import dev.drover.engine.TableRead;
import dev.drover.engine.ValueCodec;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.KeyTuple;

/**
 * The rows of a range as the driver gives them: row by row, with a key page by page. A
 * statement that is left early has to be read to its end, so it must not be long.
 */
final class PagedRows implements AutoCloseable {

	private static final int PAGE_ROWS = 20_000;

	/** The most that the protocol knows. */
	private static final int LARGEST_PACKET = 1 << 30;

	private final RuntimeProperty<Integer> largestPacket;

	private final int writtenPacket;

	private final ValueCodec codec;

	private final Dialect dialect;

	private final Connection connection;

	private final TableRead read;

	private final KeyColumns keys;

	private PreparedStatement statement;

	private ResultSet rows;

	private int inPage;

	PagedRows(ValueCodec codec, Dialect dialect, Connection connection, TableRead read) throws SQLException {
		this.codec = codec;
		this.dialect = dialect;
		this.connection = connection;
		this.read = read;
		this.keys = new KeyColumns(codec, dialect, read.key());
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
			this.keys.bind(prepared, range);
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
		expressions.addAll(this.keys.expressions());
		if (expressions.isEmpty()) {
			expressions.add("1");
		}
		for (int i = 0; i < expressions.size(); i++) {
			expressions.set(i, expressions.get(i) + " AS drover_value_" + i);
		}
		String sql = "SELECT " + String.join(", ", expressions) + " FROM " + this.dialect.quote(this.read.table());
		if (this.read.key().isEmpty()) {
			return sql + (this.read.condition().isEmpty() ? "" : " WHERE " + this.read.condition());
		}
		String conditions = this.keys.within(range);
		return sql + conditions + " ORDER BY " + this.keys.order() + " LIMIT " + PAGE_ROWS;
	}

	/** Goes to the next row, and says whether there is one. */
	boolean next() throws SQLException {
		if (this.inPage == PAGE_ROWS && !this.read.key().isEmpty()) {
			turnPage();
		}
		boolean there = this.rows.next();
		this.inPage += there ? 1 : 0;
		return there;
	}

	/** The row; its first columns are those that were to be read. */
	ResultSet row() {
		return this.rows;
	}

	private void turnPage() throws SQLException {
		KeyRange rest = this.read.range().resumedAfter(key());
		this.statement.close();
		this.statement = prepare(rest);
		this.rows = execute(this.statement, rest);
		this.inPage = 0;
	}

	KeyTuple key() throws SQLException {
		if (this.read.key().isEmpty()) {
			throw new IllegalStateException("no key in " + this.read.table().display());
		}
		return this.keys.read(this.rows, this.read.columns().size() + 1);
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
