package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.value.KeyTuple;

/**
 * A row with large values: they are fetched by its key, piece by piece, in the same
 * transaction as all the rest.
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

	/** Fetches the row but for its large values. */
	void fetch(KeyTuple of) throws SQLException {
		leave();
		this.key = of;
		PreparedStatement prepared = this.connection
			.prepareStatement("SELECT " + selected() + this.from + " WHERE " + this.keys.equal());
		this.statement = prepared;
		this.keys.bindEqual(prepared, 1, of);
		ResultSet row = prepared.executeQuery();
		this.rest = row;
		if (!row.next()) {
			throw new SQLException("a row is not there any more: " + of.display());
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
		this.statement = null;
		this.rest = null;
		if (open != null) {
			open.close();
		}
	}

}
