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
import dev.drover.engine.FieldWriter;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.value.Digest;

/**
 * Sends a COPY block by block, and digests each.
 */
final class CopyBlocks implements AutoCloseable {

	private static final int BLOCK_BYTES = 1 << 16;

	/** The server holds each of them as a whole. */
	private static final int PIECE_BYTES = 1 << 20;

	private static final Hasher128 HASHER = Hashing.xxh3_128();

	private final CopyManager manager;

	private final String sql;

	private final byte[] block = new byte[BLOCK_BYTES];

	private int filled;

	private Digest digest = Digest.EMPTY;

	private @Nullable CopyIn open;

	private CopyBlocks(Connection connection, String sql) throws SQLException {
		this.manager = connection.unwrap(PGConnection.class).getCopyAPI();
		this.sql = sql;
	}

	/** Blocks of rows for these columns of a table. */
	static CopyBlocks into(Dialect dialect, Connection connection, TableName table, List<ColumnBinding> columns,
			String format) throws SQLException {
		return new CopyBlocks(connection,
				"COPY " + dialect.quote(table) + " ("
						+ dialect.quoteAll(columns.stream().map((column) -> column.column().name()).toList())
						+ ") FROM STDIN" + format);
	}

	/** Begins a COPY if there is none, and says whether it did. */
	boolean begin() throws SQLException {
		if (this.open != null) {
			return false;
		}
		this.digest = Digest.EMPTY;
		this.open = this.manager.copyIn(this.sql);
		return true;
	}

	void put(int each) throws SQLException {
		if (this.filled == BLOCK_BYTES) {
			sendBlock();
		}
		this.block[this.filled++] = (byte) each;
	}

	/** Puts the lowest bytes of a number, the highest of them first. */
	void number(long value, int bytes) throws SQLException {
		if (this.filled + bytes > BLOCK_BYTES) {
			sendBlock();
		}
		for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
			this.block[this.filled++] = (byte) (value >> shift);
		}
	}

	void put(byte[] bytes, int offset, int length) throws SQLException {
		if (this.filled + length > BLOCK_BYTES) {
			sendBlock();
		}
		if (length > BLOCK_BYTES) {
			for (int at = 0; at < length; at += PIECE_BYTES) {
				send(bytes, offset + at, Math.min(PIECE_BYTES, length - at));
			}
			return;
		}
		System.arraycopy(bytes, offset, this.block, this.filled, length);
		this.filled += length;
	}

	private void sendBlock() throws SQLException {
		send(this.block, 0, this.filled);
		this.filled = 0;
	}

	private void send(byte[] bytes, int offset, int length) throws SQLException {
		CopyIn current = this.open;
		if (current == null) {
			throw new IllegalStateException("no COPY has begun");
		}
		HashValue128 hash = HASHER.hashBytesTo128Bits(bytes, offset, length);
		this.digest = this.digest.plus(new Digest(hash.getMostSignificantBits(), hash.getLeastSignificantBits()));
		current.writeToCopy(bytes, offset, length);
	}

	/** Whether a COPY has begun. */
	boolean begun() {
		return this.open != null;
	}

	/**
	 * Ends the COPY, and gives what the target says that it wrote; nothing if none began.
	 */
	FieldWriter.Written end() throws SQLException {
		CopyIn current = this.open;
		if (current == null) {
			return new FieldWriter.Written(0, Digest.EMPTY);
		}
		sendBlock();
		this.open = null;
		return new FieldWriter.Written(current.endCopy(), this.digest);
	}

	/** Cancels a COPY that was not ended. */
	@Override
	public void close() throws SQLException {
		CopyIn current = this.open;
		this.open = null;
		if (current != null && current.isActive()) {
			current.cancelCopy();
		}
	}

}
