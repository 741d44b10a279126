package dev.drover.job;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

import dev.drover.capture.LiveSide;
import dev.drover.chunk.TableSlice;
import dev.drover.copy.SliceCopy;
import dev.drover.copy.SourceFailedException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;
import dev.drover.ledger.PartitionRecord;
import dev.drover.schema.TableMapping;

/**
 * Copies one partition.
 */
final class CopyWorker implements PartitionWork {

	/** How often a lock that is not got, or a deadlock, lets a range begin again. */
	private static final int TRIES = 5;

	private static final long PAUSE_MILLIS = 200;

	private final KeptConnections sources = new KeptConnections();

	private final KeptConnections targets = new KeptConnections();

	@Override
	public void run(MigrationRun run, String name) {
		PartitionRecord partition = run.work()
			.partition(name)
			.orElseThrow(() -> new IllegalStateException("no partition " + name));
		run.work().partitionBegun(name);
		run.meter().partitionBegun(name);
		boolean complete = false;
		try {
			complete = copy(run, partition);
		}
		finally {
			run.meter().partitionLeft(name, complete);
		}
		if (complete) {
			run.work().partitionCompleted(name);
		}
	}

	private boolean copy(MigrationRun run, PartitionRecord partition) {
		SliceCopy copy = new SliceCopy(run.source(), run.target(), run.checkpoints(),
				run.pace().chunks(run.plan().copy()), run.heldTables(), run.tally(), run.faults());
		for (TableSlice slice : Slices.decode(partition.slices())) {
			long begun = System.nanoTime();
			boolean complete;
			try {
				complete = copy(run, copy, partition.name(), slice);
			}
			finally {
				run.work().copyTime(slice.table(), (System.nanoTime() - begun) / 1_000_000);
			}
			if (!complete) {
				return false;
			}
		}
		return true;
	}

	/** What the target refuses only because others are in the way is tried again. */
	private boolean copy(MigrationRun run, SliceCopy copy, String partition, TableSlice slice) {
		String doing = "copying table " + slice.table();
		for (int tries = 1;; tries++) {
			try {
				return attempt(run, copy, partition, slice);
			}
			catch (SourceFailedException ex) {
				throw run.sourceSide().failure(doing, ex);
			}
			catch (SQLException ex) {
				boolean passing = Failures.code(ex).filter(ErrorCode.TIME_001::equals).isPresent();
				if (!passing || tries == TRIES || run.halt().requested()) {
					throw run.targetSide().failure(doing + (passing ? ", tried " + tries + " times" : ""), ex);
				}
				run.tell(doing + " begins again after its last chunk, try " + (tries + 1) + " of " + TRIES + ": "
						+ Failures.reason(ex));
				pause(tries);
			}
		}
	}

	private boolean attempt(MigrationRun run, SliceCopy copy, String partition, TableSlice slice) throws SQLException {
		TableMapping mapping = run.mapping().table(slice.table());
		try (KeptConnections.Lease from = this.sources.lend(run.sourceSide()::connect);
				KeptConnections.Lease to = this.targets.lend(run.targetSide()::connect)) {
			Following following = run.following();
			if (following != null) {
				LiveSide side = following.forward().to();
				side.live().passAlways(to.connection(), side.unit());
			}
			boolean complete = copy.copy(from.connection(), to.connection(), partition, slice, mapping);
			// a session that was made ready for a table that was there is not like others
			if (complete && run.heldTables().made(mapping)) {
				run.source().leaveTables(from.connection());
				from.keep();
				to.keep();
			}
			return complete;
		}
	}

	/** The steps that follow need the connections that a source lends. */
	@Override
	public void ended() throws SQLException {
		this.sources.close();
		this.targets.close();
	}

	/** Longer each time, so that whoever was in the way may end. */
	private static void pause(int tries) {
		try {
			TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS * tries);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
