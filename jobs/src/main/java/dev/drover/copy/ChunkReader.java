package dev.drover.copy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Reject;
import dev.drover.engine.RowCursor;
import dev.drover.engine.ValueException;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.Row;
import dev.drover.plan.CopySettings;
import dev.drover.schema.TableMapping;

/**
 * Reads rows until a chunk is full, by rows, bytes or time. Rows that can't be read are
 * left out by name.
 */
final class ChunkReader {

	static final long CHUNK_NANOS = 2_000_000_000L;

	private final RowCursor cursor;

	private final TableMapping mapping;

	private final CopySettings settings;

	private final boolean keyed;

	ChunkReader(RowCursor cursor, TableMapping mapping, CopySettings settings) {
		this.cursor = cursor;
		this.mapping = mapping;
		this.settings = settings;
		this.keyed = !mapping.source().rowKey().isEmpty();
	}

	/** The next rows. */
	Read next() throws SQLException {
		List<Row> rows = new ArrayList<>();
		List<Reject> rejects = new ArrayList<>();
		long bytes = 0;
		long until = System.nanoTime() + CHUNK_NANOS;
		boolean last = false;
		while (!last && rows.size() + rejects.size() < this.settings.chunkRows() && bytes < this.settings.chunkBytes()
				&& System.nanoTime() < until) {
			try {
				Row row = this.cursor.next();
				if (row == null) {
					last = true;
				}
				else {
					rows.add(row);
					bytes += row.bytes();
				}
			}
			catch (ValueException ex) {
				rejects.add(reject(ex));
			}
		}
		KeyTuple lastKey = (this.keyed && !last && !(rows.isEmpty() && rejects.isEmpty())) ? this.cursor.key() : null;
		return new Read(rows, rejects, bytes, lastKey, last);
	}

	private Reject reject(ValueException ex) throws SQLException {
		if (!this.keyed) {
			return new Reject(this.mapping.name(), "", Reject.unreadable(), "", ex.column(), ex.reason());
		}
		KeyTuple key = this.cursor.key();
		return new Reject(this.mapping.name(), key.display(), Reject.unreadable(key), "", ex.column(), ex.reason());
	}

	/**
	 * What was read.
	 *
	 * @param rows the rows
	 * @param rejects those that can't be read
	 * @param bytes bytes of the rows
	 * @param lastKey key of the last of both, or {@code null} at the end or without a key
	 * @param last whether the range is at its end
	 */
	record Read(List<Row> rows, List<Reject> rejects, long bytes, @Nullable KeyTuple lastKey, boolean last) {

	}

}
