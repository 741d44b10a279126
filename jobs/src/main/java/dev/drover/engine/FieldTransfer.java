package dev.drover.engine;

import java.sql.SQLDataException;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.value.KeyTuple;

/**
 * Passes rows on field by field: the writer takes one after the other out of the source.
 */
public final class FieldTransfer implements RawTransfer {

	private final FieldCursor from;

	private final FieldWriter to;

	private final boolean keyed;

	private FieldTransfer(FieldCursor from, FieldWriter to, boolean keyed) {
		this.from = from;
		this.to = to;
		this.keyed = keyed;
	}

	/**
	 * Begins to read.
	 * @param from opens the cursor, which the transfer closes
	 * @param to the writer, which the transfer closes
	 * @param read what the cursor reads
	 */
	public static RawTransfer open(Reading<FieldCursor> from, FieldWriter to, TableRead read) throws SQLException {
		return new FieldTransfer(read(from), to, !read.key().isEmpty());
	}

	@Override
	public Passed pass(long maxRows, long maxBytes, long until) throws SQLException {
		Bounded rows = new Bounded(this.from, maxRows, maxBytes, until);
		FieldWriter.Written written = this.to.write(rows);
		KeyTuple lastKey = (this.keyed && !rows.last) ? read(this.from::key) : null;
		return new Passed(rows.rows, written.rows(), rows.bytes, written.digest(), lastKey, rows.last);
	}

	private static <T> T read(Reading<T> reading) throws SQLException {
		try {
			return reading.read();
		}
		catch (SQLDataException ex) {
			throw ex;
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

	/** The rows up to the first of three bounds, at least one. */
	private static final class Bounded implements FieldRows {

		private final FieldCursor from;

		private final long maxRows;

		private final long maxBytes;

		private final long until;

		private long rows;

		private long bytes;

		private boolean last;

		Bounded(FieldCursor from, long maxRows, long maxBytes, long until) {
			this.from = from;
			this.maxRows = maxRows;
			this.maxBytes = maxBytes;
			this.until = until;
		}

		@Override
		public boolean next() throws SQLException {
			boolean full = this.rows >= this.maxRows || this.bytes >= this.maxBytes
					|| (this.rows > 0 && System.nanoTime() >= this.until);
			if (full || this.last) {
				return false;
			}
			this.last = !read(this.from::next);
			this.rows += this.last ? 0 : 1;
			return !this.last;
		}

		@Override
		public @Nullable Field field(int column) throws SQLException {
			try {
				Field field = this.from.field(column);
				this.bytes += (field == null) ? 1 : field.length();
				return field;
			}
			catch (SQLDataException ex) {
				// that row is for those who read values, and can say what is wrong with
				// it
				throw ex;
			}
			catch (SQLException ex) {
				throw new RawReadException(ex);
			}
		}

	}

}
