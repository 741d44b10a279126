package dev.drover.copy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.drover.chunk.TableSlice;
import dev.drover.engine.Engine;
import dev.drover.engine.RawReadException;
import dev.drover.engine.RawTransfer;
import dev.drover.engine.RowCursor;
import dev.drover.engine.TableRead;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.KeyTuple;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.FaultPoints;
import dev.drover.plan.CopySettings;
import dev.drover.schema.RowRules;
import dev.drover.schema.TableMapping;

/**
 * Copies one slice: read a chunk, then in one target transaction write it and move the
 * checkpoint. Killed anywhere, the next owner goes on after the last committed chunk.
 */
public final class SliceCopy {

	/** Classes of SQLSTATE by which a target refuses a value. */
	private static final Set<String> REFUSED_VALUE = Set.of("22", "23");

	private final Engine source;

	private final Engine target;

	private final Checkpoints checkpoints;

	private final CopySettings settings;

	private final CopyListener listener;

	private final FaultPoints faults;

	private final HeldTables held;

	/**
	 * Creates a copy.
	 * @param held the target's tables that held rows before
	 */
	public SliceCopy(Engine source, Engine target, Checkpoints checkpoints, CopySettings settings, HeldTables held,
			CopyListener listener, FaultPoints faults) {
		this.held = held;
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
		this.held.makeWay(this.target, to, mapping);
		this.target.beginWrite(to);
		Checkpoint checkpoint = this.checkpoints.claim(to, partition, slice.table());
		long discarded = 0;
		if (mapping.source().rowKey().isEmpty() && !checkpoint.done() && checkpoint.rows() > 0) {
			discarded = checkpoint.rows();
			checkpoint = discard(to, partition, slice, mapping, checkpoint);
		}
		// one that is done may have been seen before it was on the disk
		if (checkpoint.done()) {
			this.target.commitDurably(to);
		}
		else {
			to.commit();
		}
		this.listener.resumed(slice.table(), partition, checkpoint.chunks());
		if (discarded > 0) {
			this.listener.discarded(slice.table(), discarded);
		}
		if (checkpoint.done()) {
			return true;
		}
		this.target.relaxCommits(to);
		KeyRange range = new KeyRange(decode(slice.after()), decode(slice.through()));
		checkpoint = passOn(from, to, partition, slice, read(mapping, range, checkpoint), mapping, checkpoint);
		if (checkpoint.done()) {
			return true;
		}
		try (RowCursor cursor = SourceRows.open(this.source, from, read(mapping, range, checkpoint),
				new RowRules(mapping),
				(column, hazard, after) -> this.listener.changed(mapping.name(), column, hazard, after));
				RowSink sink = this.held.sink(this.target, to, mapping)) {
			ChunkReader reader = new ChunkReader(cursor, mapping, this.settings);
			Sifter sifter = new Sifter(this.target, to, mapping, sink);
			while (!checkpoint.done()) {
				if (this.listener.stopRequested()) {
					to.rollback();
					return false;
				}
				// what was read is forgotten before the commit, for which some engines
				// need room
				Chunk chunk = bring(partition, mapping.name(), reader.next(), sifter, checkpoint);
				if (chunk == null) {
					to.rollback();
					return false;
				}
				checkpoint = commit(to, partition, mapping.name(), chunk, checkpoint);
			}
		}
		catch (SQLException | RuntimeException ex) {
			undo(to, ex);
			throw ex;
		}
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
		String table = this.target.rowsOf(to, mapping.target().name());
		try (Statement statement = to.createStatement()) {
			long there = count(statement, table);
			if (there != checkpoint.rows()) {
				throw new DroverException(ErrorCode.COPY_004,
						"table " + mapping.name() + " has no key and holds " + there + " rows in the target, "
								+ checkpoint.rows()
								+ " were copied: the others are not this migration's, and nothing is deleted",
						"take the other rows out of the target, then drover restart " + this.checkpoints.migration());
			}
			statement.executeUpdate("DELETE FROM " + table);
		}
		Checkpoint begun = checkpoint.begunAgain();
		this.checkpoints.advance(to, partition, slice.table(), begun);
		return begun;
	}

	private static TableRead read(TableMapping mapping, KeyRange range, Checkpoint checkpoint) {
		return new TableRead(mapping.source().name(), mapping.sourceColumns(), mapping.source().rowKey(),
				range.resumedAfter(checkpoint.lastKey()));
	}

	/**
	 * Passes rows on unread as far as that goes. Where the target refuses one, the chunk
	 * is left to those who read rows, since they can say which one it is.
	 */
	private Checkpoint passOn(Connection from, Connection to, String partition, TableSlice slice, TableRead read,
			TableMapping mapping, Checkpoint begun) throws SQLException {
		if (mapping.converts() || this.held.contains(mapping)) {
			return begun;
		}
		Checkpoint checkpoint = begun;
		try (RawTransfer transfer = this.source.rawTransfer(from, read, this.target, to, mapping.target().name(),
				mapping.targetColumns())) {
			while (transfer != null && !checkpoint.done() && !this.listener.stopRequested()) {
				RawTransfer.Passed passed = transfer.pass(this.settings.chunkRows(), this.settings.chunkBytes(),
						System.nanoTime() + ChunkReader.CHUNK_NANOS);
				requireAll(slice.table(), passed.written(), passed.rows());
				checkpoint = commit(to, partition, slice.table(), new Chunk(passed.rows(), 0, passed.bytes(),
						passed.digest(), passed.lastKey(), passed.last(), List.of()), checkpoint);
			}
		}
		catch (RawReadException ex) {
			undo(to, ex);
			throw new SourceFailedException(ex);
		}
		catch (SQLException ex) {
			undo(to, ex);
			String state = ex.getSQLState();
			if (state == null || !REFUSED_VALUE.contains(state.substring(0, 2))) {
				throw ex;
			}
			long discarded = checkpoint.rows();
			if (read.key().isEmpty() && discarded > 0) {
				checkpoint = discard(to, partition, slice, mapping, checkpoint);
				to.commit();
				this.listener.discarded(slice.table(), discarded);
			}
		}
		catch (RuntimeException ex) {
			undo(to, ex);
			throw ex;
		}
		return checkpoint;
	}

	private static long count(Statement statement, String table) throws SQLException {
		try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
			row.next();
			return row.getLong(1);
		}
	}

	private static @Nullable KeyTuple decode(@Nullable String key) {
		return (key == null) ? null : KeyTuple.decode(key);
	}

	/** What was brought, or {@code null} after a stop in it. */
	private @Nullable Chunk bring(String partition, String table, ChunkReader.Read read, Sifter sifter,
			Checkpoint before) throws SQLException {
		Chunk chunk = sifter.bring(read, new Patience(this.listener, table, partition, before.chunks()));
		if (chunk == null) {
			return null;
		}
		requireAll(table, chunk.rows() + chunk.skipped() + chunk.rejects().size(),
				read.rows().size() + read.rejects().size());
		if (!chunk.rejects().isEmpty()) {
			this.listener.rejected(table, partition, before.chunks(), chunk.rejects());
		}
		return chunk;
	}

	/** What a trigger or a rule of the target swallows is not lost without a word. */
	static void requireAll(String table, long settled, long read) {
		if (settled != read) {
			throw new DroverException(ErrorCode.COPY_003,
					"table " + table + ": the target took " + settled + " of " + read + " rows of a chunk",
					"look for triggers or rules on the target table");
		}
	}

	private Checkpoint commit(Connection to, String partition, String table, Chunk chunk, Checkpoint before)
			throws SQLException {
		Checkpoint after = before.plus(chunk);
		this.faults.reached("copy.before-checkpoint");
		this.checkpoints.advance(to, partition, table, after);
		this.faults.reached("copy.before-commit");
		if (after.done()) {
			// soon the ledger will call it complete
			this.target.commitDurably(to);
		}
		else {
			to.commit();
		}
		this.faults.reached("copy.after-commit");
		this.listener.committed(table, chunk.rows(), chunk.bytes());
		return after;
	}

}
