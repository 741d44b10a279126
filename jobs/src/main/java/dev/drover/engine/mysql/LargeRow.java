package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.protocol.ServerSession;
import org.jspecify.annotations.Nullable;

import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.value.KeyTuple;

/**
 * A row with large values: they are fetched by its key, piece by piece, as they were at
 * one moment. That is the reader's, or one of the row's own where each statement would
 * see another: whoever writes between two of them must not mix what is read.
 */
final class LargeRow {

	/**
	 * Bytes of a piece: it fits into one packet of the protocol, and into a small heap.
	 */
	private static final int PIECE = (int) Math.max(1_000_000,
			Math.min(12_000_000, Runtime.getRuntime().maxMemory() / 64));

	private final Connection connection;

	private final KeyColumns keys;

	private final List<String> expressions;

	private final LargeColumns large;

	private final String from;

	private final int afterKey;

	private @Nullable KeyTuple key;

	private @Nullable PreparedStatement statement;

	private @Nullable ResultSet rest;

	/** Whether the moment is the row's own, and ends with it. */
	private boolean momentary;

	LargeRow(Connection connection, KeyColumns keys, List<String> expressions, LargeColumns large, String from) {
		this.connection = connection;
		this.keys = keys;
		this.expressions = expressions;
		this.large = large;
		this.from = from;
		this.afterKey = expressions.size() + keys.expressions().size();
	}

	/** What is selected: the columns, the key, and how large the large values are. */
	String selected() {
		List<String> selected = new ArrayList<>();
		for (int i = 0; i < this.expressions.size(); i++) {
			selected.add(this.large.bounded(i, this.expressions.get(i)));
		}
		selected.addAll(this.keys.expressions());
		selected.addAll(this.large.lengths());
		if (selected.isEmpty()) {
			selected.add("1");
		}
		for (int i = 0; i < selected.size(); i++) {
			selected.set(i, selected.get(i) + " AS drover_value_" + i);
		}
		return String.join(", ", selected);
	}

	/** Whether a row of what is selected lacks a large value. */
	boolean isLarge(ResultSet row) throws SQLException {
		for (int i = 0; i < this.large.lengths().size(); i++) {
			if (row.getLong(this.afterKey + i + 1) > LargeColumns.threshold()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Fetches the row but for its large values.
	 * @return whether it is still there
	 */
	boolean fetch(KeyTuple of) throws SQLException {
		leave();
		begin();
		this.key = of;
		PreparedStatement prepared = this.connection
			.prepareStatement("SELECT " + selected() + this.from + " WHERE " + this.keys.equal());
		this.statement = prepared;
		this.keys.bindEqual(prepared, 1, of);
		ResultSet row = prepared.executeQuery();
		this.rest = row;
		boolean there = row.next();
		if (!there && !this.momentary) {
			throw new SQLException("a row is not there any more: " + of.display());
		}
		return there;
	}

	/** A transaction that is open keeps its moment. */
	private void begin() throws SQLException {
		ServerSession session = this.connection.unwrap(JdbcConnection.class).getSession().getServerSession();
		if (!session.inTransactionOnServer()) {
			Statements.execute(this.connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
			Statements.execute(this.connection, "START TRANSACTION READ ONLY");
			this.momentary = true;
		}
	}

	/** The row without its large values. */
	ResultSet rest() {
		ResultSet row = this.rest;
		if (row == null) {
			throw new IllegalStateException("no row was fetched");
		}
		return row;
	}

	/** A large value, or {@code null} if the column's value is in the rest. */
	byte @Nullable [] value(int column) throws SQLException {
		int at = this.large.positions().indexOf(column);
		long length = (at < 0) ? 0 : rest().getLong(this.afterKey + at + 1);
		return (length > LargeColumns.threshold()) ? value(this.large.bytes().get(at), Math.toIntExact(length)) : null;
	}

	private byte[] value(String expression, int length) throws SQLException {
		KeyTuple of = this.key;
		if (of == null) {
			throw new IllegalStateException("no row was fetched");
		}
		byte[] value = new byte[length];
		int filled = 0;
		try (PreparedStatement pieces = this.connection.prepareStatement(
				"SELECT SUBSTRING(" + expression + ", ?, " + PIECE + ")" + this.from + " WHERE " + this.keys.equal())) {
			this.keys.bindEqual(pieces, 2, of);
			for (long begin = 1; filled < length; begin += PIECE) {
				pieces.setLong(1, begin);
				byte[] piece = piece(pieces);
				if (piece.length == 0 || piece.length > length - filled) {
					throw new SQLException("a value of " + length + " bytes has others in pieces");
				}
				System.arraycopy(piece, 0, value, filled, piece.length);
				filled += piece.length;
			}
		}
		return value;
	}

	private static byte[] piece(PreparedStatement pieces) throws SQLException {
		try (ResultSet row = pieces.executeQuery()) {
			byte[] piece = row.next() ? row.getBytes(1) : null;
			return (piece == null) ? new byte[0] : piece;
		}
	}

	/** Forgets the row. */
	void leave() throws SQLException {
		PreparedStatement open = this.statement;
		boolean begun = this.momentary;
		this.statement = null;
		this.rest = null;
		this.momentary = false;
		try {
			if (open != null) {
				open.close();
			}
		}
		finally {
			if (begun) {
				Statements.execute(this.connection, "COMMIT");
			}
		}
	}

}
