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
import dev.drover.engine.TableRead;
import dev.drover.engine.ValueCodec;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.KeyTuple;

/**
 * The rows of a range as the driver gives them: row by row, with a key page by page. A
 * statement that is left early has to be read to its end, so it must not be long. A row
 * with a large value ends its page, and the next ones are short.
 */
final class PagedRows implements AutoCloseable {

	private static final int PAGE_ROWS = 20_000;

	/** The most that the protocol knows. */
	private static final int LARGEST_PACKET = 1 << 30;

	private final RuntimeProperty<Integer> largestPacket;

	private final int writtenPacket;

	private final Connection connection;

	private final TableRead read;

	private final KeyColumns keys;

	private final List<String> expressions = new ArrayList<>();

	private final LargeColumns large;

	private final LargeRow largeRow;

	private final String from;

	private PreparedStatement statement;

	private ResultSet rows;

	/** The key of the row, where it was fetched for its large values. */
	private @Nullable KeyTuple apart;

	private int inPage;

	private int pageRows;

	PagedRows(ValueCodec codec, Dialect dialect, Connection connection, TableRead read) throws SQLException {
		this.connection = connection;
		this.read = read;
		this.keys = new KeyColumns(codec, dialect, read.key());
		for (ColumnBinding column : read.columns()) {
			this.expressions
				.add(codec.expression(dialect.quote(column.column().name()), column.column(), column.kind()));
		}
		this.large = LargeColumns.of(read.columns(), this.expressions, read.key());
		this.from = " FROM " + dialect.quote(read.table());
		this.largeRow = new LargeRow(connection, this.keys, this.expressions, this.large, this.from);
		this.pageRows = this.large.isEmpty() ? PAGE_ROWS : 1;
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
		String sql = "SELECT " + this.largeRow.selected() + this.from;
		if (this.read.key().isEmpty()) {
			return sql + (this.read.condition().isEmpty() ? "" : " WHERE " + this.read.condition());
		}
		return sql + this.keys.within(range) + " ORDER BY " + this.keys.order() + " LIMIT " + this.pageRows;
	}

	/** Goes to the next row, and says whether there is one. */
	boolean next() throws SQLException {
		try {
			return goOn();
		}
		catch (OutOfMemoryError ex) {
			// nobody knows any more where in the stream the driver is: closing would wait
			this.connection.abort(Runnable::run);
			throw ex;
		}
	}

	private boolean goOn() throws SQLException {
		KeyTuple before = this.apart;
		this.apart = null;
		while (true) {
			if (before != null) {
				this.largeRow.leave();
				this.pageRows = 1;
				turnPage(before);
			}
			else if (this.inPage == this.pageRows && !this.read.key().isEmpty()) {
				this.pageRows = Math.min(PAGE_ROWS, 2 * this.pageRows);
				turnPage(key());
			}
			if (!this.rows.next()) {
				return false;
			}
			this.inPage++;
			if (!this.largeRow.isLarge(this.rows)) {
				return true;
			}
			before = key();
			this.statement.close();
			if (this.largeRow.fetch(before)) {
				this.apart = before;
				return true;
			}
			// it was deleted since the page was read
		}
	}

	/** The row; its first columns are those that were to be read. */
	ResultSet row() {
		return (this.apart == null) ? this.rows : this.largeRow.rest();
	}

	/**
	 * A large value of the row, of which there is nothing in {@link #row()}.
	 * @return {@code null} if the column's value is not large
	 */
	byte @Nullable [] large(int column) throws SQLException {
		try {
			return (this.apart == null) ? null : this.largeRow.value(column);
		}
		catch (OutOfMemoryError ex) {
			this.connection.abort(Runnable::run);
			throw ex;
		}
	}

	private void turnPage(KeyTuple after) throws SQLException {
		KeyRange rest = this.read.range().resumedAfter(after);
		this.statement.close();
		this.statement = prepare(rest);
		this.rows = execute(this.statement, rest);
		this.inPage = 0;
	}

	KeyTuple key() throws SQLException {
		if (this.read.key().isEmpty()) {
			throw new IllegalStateException("no key in " + this.read.table().display());
		}
		return (this.apart != null) ? this.apart : this.keys.read(this.rows, this.read.columns().size() + 1);
	}

	@Override
	public void close() throws SQLException {
		try {
			this.largeRow.leave();
			this.statement.close();
		}
		finally {
			this.largestPacket.setValue(this.writtenPacket);
		}
	}

}
