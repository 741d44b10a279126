package dev.drover.engine.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Engine;
import dev.drover.engine.TableRead;
import dev.drover.engine.ValueException;
import dev.drover.engine.jdbc.RangeRows;
import dev.drover.engine.jdbc.RangeSelect;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.KeyTuple;

/**
 * Reads a key range in pages, each of which is kept in a temporary table of the session
 * before its first row is handed on. Where the journal is no WAL, nobody can commit while
 * somebody reads: so the file is read for a moment at a time only, whatever the reader
 * does with the rows.
 */
final class PagedSelect implements RangeRows {

	/** So long a page may take; others wait for that. */
	private static final long PAGE_NANOS = 20_000_000;

	private static final int FIRST_ROWS = 64;

	private static final int MOST_ROWS = 20_000;

	/** Faster growth would meet a place with larger rows unprepared. */
	private static final int GROWTH = 2;

	private static final String PAGE = "drover_page_";

	private final Engine engine;

	private final Connection connection;

	private final TableRead read;

	private final String from;

	private final List<String> expressions;

	/** Its own: several reads may be open in one session. */
	private final String page;

	private int most = FIRST_ROWS;

	private int filled;

	private int left;

	private boolean ended;

	private @Nullable KeyTuple last;

	private @Nullable Statement statement;

	private @Nullable ResultSet rows;

	PagedSelect(Engine engine, Connection connection, TableRead read, String from, List<String> expressions)
			throws SQLException {
		this.engine = engine;
		this.connection = connection;
		this.read = read;
		this.from = from;
		this.expressions = expressions;
		this.page = PAGE + Integer.toHexString(System.identityHashCode(this));
		this.last = read.range().after();
		turn();
	}

	/**
	 * Whether reads have to be short: somebody may want to write, and the session keeps
	 * no moment.
	 */
	static boolean wanted(Connection connection) throws SQLException {
		return connection.getAutoCommit() && Statements.strings(connection, "PRAGMA query_only").contains("0")
				&& !Statements.strings(connection, "PRAGMA journal_mode").contains("wal");
	}

	private void turn() throws SQLException {
		forget();
		fill();
		while (!this.ended && !endsWithKey()) {
			drop();
			this.most = Math.max(this.most, GROWTH * this.filled);
			fill();
		}
		this.left = this.filled;
		this.statement = this.connection.createStatement();
		this.rows = this.statement.executeQuery("SELECT * FROM temp." + this.page + " ORDER BY rowid");
	}

	private void fill() throws SQLException {
		KeyRange range = new KeyRange(this.last, this.read.range().through());
		TableRead next = new TableRead(this.read.table(), this.read.columns(), this.read.key(), range,
				this.read.condition());
		// rows that no key names can't be gone on with
		boolean whole = this.read.key().isEmpty();
		int asked = this.most;
		long begun = System.nanoTime();
		try (PreparedStatement fill = this.connection.prepareStatement("CREATE TEMPORARY TABLE " + this.page + " AS "
				+ RangeSelect.sql(this.engine, next, this.from, this.expressions) + (whole ? "" : " LIMIT " + asked))) {
			RangeSelect.bind(this.engine.codec(), fill, range);
			fill.executeUpdate();
		}
		long took = Math.max(1, System.nanoTime() - begun);
		this.filled = (int) Math.min(Integer.MAX_VALUE,
				Long.parseLong(Statements.strings(this.connection, "SELECT count(*) FROM temp." + this.page).get(0)));
		this.ended = whole || this.filled < asked;
		this.most = (int) Math.max(1, Math.min(MOST_ROWS, Math.min((long) asked * GROWTH, asked * PAGE_NANOS / took)));
	}

	/**
	 * NULL in a key says of no row what comes behind it: such rows, which come first, go
	 * with the next that has a key. Where they were counted instead, one that went
	 * between two pages would have taken another with it.
	 */
	private boolean endsWithKey() throws SQLException {
		try (Statement end = this.connection.createStatement();
				ResultSet row = end.executeQuery("SELECT * FROM temp." + this.page + " ORDER BY rowid DESC LIMIT 1")) {
			row.next();
			RangeSelect.key(this.engine.codec(), this.read, row, this.expressions.size());
			return true;
		}
		catch (ValueException ex) {
			return false;
		}
	}

	private void forget() throws SQLException {
		if (this.statement != null) {
			this.statement.close();
			this.statement = null;
			this.rows = null;
			drop();
		}
	}

	private void drop() throws SQLException {
		Statements.execute(this.connection, "DROP TABLE temp." + this.page);
	}

	@Override
	public boolean next() throws SQLException {
		while (this.left == 0) {
			if (this.ended) {
				return false;
			}
			this.last = key();
			turn();
		}
		this.left--;
		return row().next();
	}

	@Override
	public ResultSet row() {
		if (this.rows == null) {
			throw new IllegalStateException("closed");
		}
		return this.rows;
	}

	@Override
	public KeyTuple key() throws SQLException {
		return RangeSelect.key(this.engine.codec(), this.read, row(), this.expressions.size());
	}

	@Override
	public void close() throws SQLException {
		forget();
	}

}
