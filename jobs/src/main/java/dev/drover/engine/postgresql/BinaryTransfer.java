package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Dialect;
import dev.drover.engine.FieldWriter;
import dev.drover.engine.RawReadException;
import dev.drover.engine.RawTransfer;
import dev.drover.engine.TableRead;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.value.KeyTuple;

/**
 * Passes rows by binary COPY: one from the source for the whole range, and into the
 * target one for each chunk.
 */
final class BinaryTransfer implements RawTransfer {

	private final BinarySource source;

	private final BinaryRows rows;

	private final boolean keyed;

	private final CopyBlocks blocks;

	/**
	 * Begins to read.
	 * @param from the source's connection, inside a transaction
	 * @param rowsOf what stands for the table's own rows there
	 */
	BinaryTransfer(Dialect dialect, Connection from, TableRead read, String rowsOf, Connection to, TableName table,
			List<ColumnBinding> columns) throws SQLException {
		this.keyed = !read.key().isEmpty();
		this.blocks = CopyBlocks.into(dialect, to, table, columns, " (FORMAT binary)");
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
		while (count < maxRows && bytes < maxBytes && (count == 0 || System.nanoTime() < until)) {
			if (!nextRow()) {
				FieldWriter.Written written = finish();
				return new Passed(count, written.rows(), bytes, written.digest(), null, true);
			}
			count++;
			bytes += this.rows.length();
			send();
		}
		KeyTuple lastKey = this.keyed ? this.rows.key() : null;
		FieldWriter.Written written = finish();
		return new Passed(count, written.rows(), bytes, written.digest(), lastKey, false);
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
		if (this.blocks.begin()) {
			this.blocks.put(BinaryRows.header(), 0, BinaryRows.HEADER);
		}
		this.blocks.number(this.rows.fields(), Short.BYTES);
		this.blocks.put(this.rows.bytes(), this.rows.offset(), this.rows.length());
	}

	/** Ends the chunk's COPY, and gives what the target says that it wrote. */
	private FieldWriter.Written finish() throws SQLException {
		if (this.blocks.begun()) {
			this.blocks.number(-1, Short.BYTES);
		}
		return this.blocks.end();
	}

	@Override
	public void close() throws SQLException {
		try {
			this.blocks.close();
		}
		finally {
			this.source.close();
		}
	}

}
