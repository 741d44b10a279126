package dev.drover.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.chunk.TableSlice;
import dev.drover.engine.BulkWriter;
import dev.drover.engine.Engine;
import dev.drover.engine.RowCursor;
import dev.drover.engine.TableRead;
import dev.drover.engine.ValueException;
import dev.drover.engine.value.Digest;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.RowDigester;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.FaultPoints;
import dev.drover.plan.CopySettings;
import dev.drover.schema.TableMapping;

/**
 * Copies one slice: read a chunk, then in one target transaction write it and move the
 * checkpoint. Killed anywhere, the next owner goes on after the last committed chunk.
 */
public final class SliceCopy {

	private static final long CHUNK_NANOS = 2_000_000_000L;

	private final Engine source;

	private final Engine target;

	private final Checkpoints checkpoints;

	private final CopySettings settings;

	private final CopyListener listener;

	private final FaultPoints faults;

	public SliceCopy(Engine source, Engine target, Checkpoints checkpoints, CopySettings settings,
			CopyListener listener, FaultPoints faults) {
		this.source = source;
		this.target = target;
		this.checkpoints = checkpoints;
		this.settings = settings;
		this.listener = listener;
		this.faults = faults;
	}

	/**
	 * Copies what is left of the slice.
	 * @return whether the slice is complete; {@code false} after a stop
	 */
	public boolean copy(Connection from, Connection to, String partition, TableSlice slice, TableMapping mapping)
			throws SQLException {
		this.target.beginWrite(to);
		Checkpoint checkpoint = this.checkpoints.claim(to, partition, slice.table());
		boolean keyed = !mapping.source().rowKey().isEmpty();
		long discarded = 0;
		if (!keyed && !checkpoint.done() && checkpoint.rows() > 0) {
			discarded = checkpoint.rows();
			checkpoint = discard(to, partition, slice, mapping, checkpoint);
		}
		to.commit();
		if (discarded > 0) {
			this.listener.discarded(slice.table(), discarded);
		}
		if (checkpoint.done()) {
			return true;
		}
		KeyRange range = new KeyRange(decode(slice.after()), decode(slice.through()))
			.resumedAfter(checkpoint.lastKey());
		RowDigester digester = new RowDigester(mapping.kinds());
		try (RowCursor cursor = SourceRows.open(this.source, from,
				new TableRead(mapping.source().name(), mapping.sourceColumns(), mapping.source().rowKey(), range));
				BulkWriter writer = this.target.writer(to, mapping.target().name(), mapping.targetColumns())) {
			while (!checkpoint.done()) {
				if (this.listener.stopRequested()) {
					to.rollback();
					return false;
				}
				Chunk chunk = read(cursor, keyed, digester);
				checkpoint = write(to, writer, partition, slice.table(), chunk, checkpoint);
			}
		}
		catch (ValueException ex) {
			undo(to, ex);
			throw new DroverException(ErrorCode.DATA_002, "table " + mapping.name() + ", " + ex.getMessage(),
					"correct the value in the source, or map the column's type", ex);
		}
		catch (SQLException | RuntimeException ex) {
			undo(to, ex);
			throw ex;
		}
		this.target.makeDurable(to);
		to.commit();
		return true;
	}

	/** Ends the open transaction; what went wrong first is what gets told. */
	private static void undo(Connection to, Exception failure) {
		try {
			to.rollback();
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

	/** Without a key nobody can say which rows are there: all begin again. */
	private Checkpoint discard(Connection to, String partition, TableSlice slice, TableMapping mapping,
			Checkpoint checkpoint) throws SQLException {
		try (Statement statement = to.createStatement()) {
			statement.executeUpdate("DELETE FROM " + this.target.rowsOf(to, mapping.target().name()));
		}
		Checkpoint begun = new Checkpoint(null, 0, checkpoint.rowsDiscarded() + checkpoint.rows(), checkpoint.bytes(),
				checkpoint.chunks(), Digest.EMPTY, checkpoint.epoch(), false);
		this.checkpoints.advance(to, partition, slice.table(), begun);
		return begun;
	}

	private static @Nullable KeyTuple decode(@Nullable String key) {
		return (key == null) ? null : KeyTuple.decode(key);
	}

	private Chunk read(RowCursor cursor, boolean keyed, RowDigester digester) throws SQLException {
		List<Row> rows = new ArrayList<>();
		long bytes = 0;
		Digest digest = Digest.EMPTY;
		long until = System.nanoTime() + CHUNK_NANOS;
		while (rows.size() < this.settings.chunkRows() && bytes < this.settings.chunkBytes()
				&& System.nanoTime() < until) {
			Row row = cursor.next();
			if (row == null) {
				return new Chunk(rows, bytes, digest, null, true);
			}
			rows.add(row);
			bytes += row.bytes();
			digest = digest.plus(digester.digest(row));
		}
		return new Chunk(rows, bytes, digest, (keyed && !rows.isEmpty()) ? cursor.key() : null, false);
	}

	private Checkpoint write(Connection to, BulkWriter writer, String partition, String table, Chunk chunk,
			Checkpoint before) throws SQLException {
		for (Row row : chunk.rows()) {
			writer.write(row);
		}
		long written = writer.flush();
		if (written != chunk.rows().size()) {
			throw new DroverException(ErrorCode.COPY_003, "table " + table + ": the target took " + written + " of "
					+ chunk.rows().size() + " rows of a chunk", "look for triggers or rules on the target table");
		}
		Checkpoint after = new Checkpoint((chunk.lastKey() == null) ? before.lastKey() : chunk.lastKey(),
				before.rows() + chunk.rows().size(), before.rowsDiscarded(), before.bytes() + chunk.bytes(),
				before.chunks() + 1, before.digest().plus(chunk.digest()), before.epoch(), chunk.last());
		this.faults.reached("copy.before-checkpoint");
		this.checkpoints.advance(to, partition, table, after);
		this.faults.reached("copy.before-commit");
		to.commit();
		this.faults.reached("copy.after-commit");
		this.listener.committed(table, chunk.rows().size(), chunk.bytes());
		return after;
	}

	private record Chunk(List<Row> rows, long bytes, Digest digest, @Nullable KeyTuple lastKey, boolean last) {

	}

}
