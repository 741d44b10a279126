package dev.drover.engine.mysql;

import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Field;
import dev.drover.engine.FieldRows;
import dev.drover.engine.value.Digest;

/**
 * Rows as LOAD DATA reads them, made while it does, a piece at a time: no field is held a
 * second time, however large it is. What goes wrong ends the stream and is told
 * afterwards, since a connection whose file breaks off is of no use any more.
 */
final class LoadStream extends InputStream {

	private static final int BLOCK_BYTES = 1 << 16;

	private final List<FieldForm> forms;

	private final FieldRows source;

	private final LoadBuffer block = new LoadBuffer();

	private int served;

	/** The column that is being written. */
	private int column;

	private @Nullable Field field;

	/** How far the field is written. */
	private int written;

	private boolean ended;

	private long rows = 1;

	private Digest digest = Digest.EMPTY;

	private @Nullable Exception failure;

	/**
	 * Creates a stream.
	 * @param source rows, of which the first is the current one
	 */
	LoadStream(List<FieldForm> forms, FieldRows source) {
		this.forms = forms;
		this.source = source;
	}

	/** Rows that were read. */
	long rows() {
		return this.rows;
	}

	/** Sum of the digests of the blocks. */
	Digest digest() {
		return this.digest;
	}

	/**
	 * What made the server fail: what ended the stream early, if anything did, since of
	 * the rows up to there the server may say anything.
	 * @param failure what the server said
	 */
	SQLException causeOf(SQLException failure) {
		if (this.failure instanceof SQLException ex) {
			ex.addSuppressed(failure);
			return ex;
		}
		if (this.failure instanceof RuntimeException ex) {
			ex.addSuppressed(failure);
			throw ex;
		}
		return failure;
	}

	/** Throws what ended the stream early. */
	void requireWhole() throws SQLException {
		if (this.failure instanceof SQLException ex) {
			throw ex;
		}
		if (this.failure instanceof RuntimeException ex) {
			throw ex;
		}
		if (!this.ended) {
			throw new SQLException("the server did not read all rows");
		}
	}

	@Override
	public int read() {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] into, int offset, int most) {
		if (this.served == this.block.length() && !nextBlock()) {
			return -1;
		}
		int count = this.block.copy(this.served, into, offset, most);
		this.served += count;
		return count;
	}

	private boolean nextBlock() {
		this.block.cutTo(0);
		this.served = 0;
		try {
			while (!this.ended && this.block.length() < BLOCK_BYTES) {
				proceed();
			}
		}
		catch (SQLException | RuntimeException ex) {
			this.failure = ex;
			this.ended = true;
			this.block.cutTo(0);
		}
		if (this.block.length() == 0) {
			return false;
		}
		this.digest = this.digest.plus(this.block.digest());
		return true;
	}

	/** Writes a field, or the next piece of a large one, and what stands behind it. */
	private void proceed() throws SQLException {
		FieldForm form = this.forms.get(this.column);
		Field open = this.field;
		if (open == null) {
			open = this.source.field(this.column);
			if (open == null) {
				this.block.nothing();
				endOfField();
				return;
			}
			form.check(open);
			this.field = open;
			this.written = 0;
		}
		this.written = form.write(open, this.written, this.block);
		if (this.written == open.length()) {
			endOfField();
		}
	}

	private void endOfField() throws SQLException {
		this.field = null;
		this.column++;
		if (this.column < this.forms.size()) {
			this.block.endOfField();
			return;
		}
		this.block.endOfRow();
		this.column = 0;
		if (this.source.next()) {
			this.rows++;
		}
		else {
			this.ended = true;
		}
	}

}
