package dev.drover.engine.fields;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.RawReadException;
import dev.drover.engine.RawTransfer;
import dev.drover.engine.TableRead;
import dev.drover.engine.value.KeyTuple;

/**
 * Passes rows on field by field.
 */
public final class FieldTransfer implements RawTransfer {

	private final FieldCursor from;

	private final FieldWriter to;

	private final int columns;

	private final boolean keyed;

	private FieldTransfer(FieldCursor from, FieldWriter to, int columns, boolean keyed) {
		this.from = from;
		this.to = to;
		this.columns = columns;
		this.keyed = keyed;
	}

	/**
	 * Begins to read.
	 * @param from opens the cursor, which the transfer closes
	 * @param to the writer, which the transfer closes
	 * @param read what the cursor reads
	 */
	public static RawTransfer open(Reading<FieldCursor> from, FieldWriter to, TableRead read) throws SQLException {
		return new FieldTransfer(read(from), to, read.columns().size(), !read.key().isEmpty());
	}

	@Override
	public Passed pass(long maxRows, long maxBytes, long until) throws SQLException {
		long rows = 0;
		long bytes = 0;
		boolean last = false;
		while (rows < maxRows && bytes < maxBytes && (rows == 0 || System.nanoTime() < until)) {
			if (!read(this.from::next)) {
				last = true;
				break;
			}
			for (int i = 0; i < this.columns; i++) {
				byte[] field = field(i);
				this.to.field(i, field);
				bytes += (field == null) ? 1 : field.length;
			}
			this.to.endOfRow();
			rows++;
		}
		KeyTuple lastKey = (this.keyed && !last) ? read(this.from::key) : null;
		FieldWriter.Written written = this.to.flush();
		return new Passed(rows, written.rows(), bytes, written.digest(), lastKey, last);
	}

	private byte @Nullable [] field(int column) throws RawReadException {
		try {
			return this.from.field(column);
		}
		catch (SQLException ex) {
			throw new RawReadException(ex);
		}
	}

	private static <T> T read(Reading<T> reading) throws RawReadException {
		try {
			return reading.read();
		}
		catch (SQLException ex) {
			throw new RawReadException(ex);
		}
	}

	@Override
	public void close() throws SQLException {
		try {
			this.to.close();
		}
		finally {
			this.from.close();
		}
	}

	/**
	 * Reads something of the source.
	 *
	 * @param <T> what
	 */
	@FunctionalInterface
	public interface Reading<T> {

		/** Reads it. */
		T read() throws SQLException;

	}

}
