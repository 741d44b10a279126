package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;

import dev.drover.chunk.TableSlice;
import dev.drover.copy.SliceCopy;
import dev.drover.fault.FaultPoints;
import dev.drover.ledger.PartitionRecord;

/**
 * Copies one partition.
 */
final class CopyWorker implements PartitionWork {

	@Override
	public void run(MigrationRun run, String name) throws SQLException {
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

	private static boolean copy(MigrationRun run, PartitionRecord partition) throws SQLException {
		SliceCopy copy = new SliceCopy(run.source(), run.target(), run.checkpoints(), run.plan().copy(), run,
				FaultPoints.NONE);
		for (TableSlice slice : Slices.decode(partition.slices())) {
			long begun = System.nanoTime();
			boolean complete;
			try (Connection from = run.moment().connect(); Connection to = run.target().connect(run.targetEndpoint())) {
				complete = copy.copy(from, to, partition.name(), slice, run.mapping().table(slice.table()));
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
