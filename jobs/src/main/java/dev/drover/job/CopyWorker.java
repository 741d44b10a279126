package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;

import dev.drover.chunk.TableSlice;
import dev.drover.copy.SliceCopy;
import dev.drover.copy.SourceFailedException;
import dev.drover.ledger.PartitionRecord;

/**
 * Copies one partition.
 */
final class CopyWorker implements PartitionWork {

	@Override
	public void run(MigrationRun run, String name) {
		PartitionRecord partition = run.work()
			.partitions()
			.stream()
			.filter((record) -> record.name().equals(name))
			.findFirst()
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

	private static boolean copy(MigrationRun run, PartitionRecord partition) {
		SliceCopy copy = new SliceCopy(run.source(), run.target(), run.checkpoints(), run.plan().copy(), run,
				run.faults());
		for (TableSlice slice : Slices.decode(partition.slices())) {
			long begun = System.nanoTime();
			boolean complete;
			String doing = "copying table " + slice.table();
			try (Connection from = run.sourceSide().connect(); Connection to = run.targetSide().connect()) {
				complete = copy.copy(from, to, partition.name(), slice, run.mapping().table(slice.table()));
			}
			catch (SourceFailedException ex) {
				throw run.sourceSide().failure(doing, ex);
			}
			catch (SQLException ex) {
				throw run.targetSide().failure(doing, ex);
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

}
