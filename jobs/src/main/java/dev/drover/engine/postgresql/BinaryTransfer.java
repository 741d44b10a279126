package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Dialect;
import dev.drover.engine.RawReadException;
import dev.drover.engine.RawTransfer;
import dev.drover.engine.TableRead;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.value.Digest;
import dev.drover.engine.value.KeyTuple;

/**
 * Passes rows by binary COPY: one from the source for the whole range, and into the
 * target one for each chunk.
 */
final class BinaryTransfer implements RawTransfer {

	private static final int SEND_BYTES = 1 << 16;

	private static final Hasher128 HASHER = Hashing.xxh3_128();

	private final BinarySource source;

	private final BinaryRows rows;

	private final boolean keyed;

	private final CopyManager target;

	private final String into;

	private final byte[] out = new byte[SEND_BYTES];

	private int filled;

	/** Of what the chunk has sent. */
	private Digest digest = Digest.EMPTY;

	private @Nullable CopyIn open;

	/**
	 * Begins to read.
	 * @param from the source's connection, inside a transaction
	 * @param rowsOf what stands for the table's own rows there
	 */
	BinaryTransfer(Dialect dialect, Connection from, TableRead read, String rowsOf, Connection to, TableName table,
			List<ColumnBinding> columns) throws SQLException {
		this.keyed = !read.key().isEmpty();
		this.target = to.unwrap(PGConnection.class).getCopyAPI();
		this.into = "COPY " + dialect.quote(table) + " ("
				+ dialect.quoteAll(columns.stream().map((column) -> column.column().name()).toList())
				+ ") FROM STDIN (FORMAT binary)";
		List<String> expressions = read.columns()
			.stream()
			.map((column) -> dialect.quote(column.column().name()))
			.toList();
		try {
			this.source = new BinarySource(dialect, from, read, expressions, rowsOf);
		}
		catch (SQLException ex) {
			throw new RawReadException(ex);
		}
		this.rows = this.source.rows();
	}

	@Override
	public Passed pass(long maxRows, long maxBytes, long until) throws SQLException {
		long count = 0;
		long bytes = 0;
		this.digest = Digest.EMPTY;
		while (count < maxRows && bytes < maxBytes && (count == 0 || System.nanoTime() < until)) {
			if (!nextRow()) {
				long written = finish();
				return new Passed(count, written, bytes, this.digest, null, true);
			}
			count++;
			bytes += this.rows.length();
			send();
		}
		KeyTuple lastKey = this.keyed ? this.rows.key() : null;
		long written = finish();
		return new Passed(count, written, bytes, this.digest, lastKey, false);
	}

	private boolean nextRow() throws RawReadException {
		try {
			return this.rows.next();
		}
		catch (SQLException ex) {
			throw new RawReadException(ex);
		}
	}

	private void send() throws SQLException {
		CopyIn current = this.open;
		if (current == null) {
			current = this.target.copyIn(this.into);
			this.open = current;
			put(BinaryRows.header(), 0, BinaryRows.HEADER, current);
		}
		int16(this.rows.fields(), current);
		put(this.rows.bytes(), this.rows.offset(), this.rows.length(), current);
	}

	private void int16(int value, CopyIn current) throws SQLException {
		if (this.filled + 2 > SEND_BYTES) {
			flush(current);
		}
		this.out[this.filled++] = (byte) (value >> 8);
		this.out[this.filled++] = (byte) value;
	}

	private void put(byte[] bytes, int offset, int length, CopyIn current) throws SQLException {
		if (this.filled + length > SEND_BYTES) {
			flush(current);
		}
		if (length > SEND_BYTES) {
			send(bytes, offset, length, current);
			return;
		}
		System.arraycopy(bytes, offset, this.out, this.filled, length);
		this.filled += length;
	}

	private void flush(CopyIn current) throws SQLException {
		send(this.out, 0, this.filled, current);
		this.filled = 0;
	}

	private void send(byte[] bytes, int offset, int length, CopyIn current) throws SQLException {
		HashValue128 hash = HASHER.hashBytesTo128Bits(bytes, offset, length);
		this.digest = this.digest.plus(new Digest(hash.getMostSignificantBits(), hash.getLeastSignificantBits()));
		current.writeToCopy(bytes, offset, length);
	}

	/** Ends the chunk's COPY, and gives what the target says that it wrote. */
	private long finish() throws SQLException {
		CopyIn current = this.open;
		if (current == null) {
			return 0;
		}
		int16(-1, current);
		flush(current);
		this.open = null;
		return current.endCopy();
	}

	@Override
	public void close() throws SQLException {
		CopyIn current = this.open;
		this.open = null;
		try {
			if (current != null && current.isActive()) {
				current.cancelCopy();
			}
		}
		finally {
			this.source.close();
		}
	}

}
