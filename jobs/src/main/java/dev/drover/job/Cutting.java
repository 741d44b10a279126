package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.drover.chunk.Slicer;
import dev.drover.chunk.TableSlice;
import dev.drover.schema.TableMapping;

/**
 * Counts and cuts the tables of the scope, as many at a time as are copied at a time:
 * many servers walk a key by one processor only.
 */
final class Cutting {

	private final MigrationRun run;

	private final Slicer slicer;

	private final List<TableMapping> tables;

	Cutting(MigrationRun run, Slicer slicer) {
		this.run = run;
		this.slicer = slicer;
		this.tables = run.mapping().rowTables();
	}

	/** All of them, in the order of the scope. */
	List<CutTable> all() {
		int workers = Math.min(this.run.plan().copy().parallelism(), this.tables.size());
		ConcurrentLinkedQueue<Integer> open = new ConcurrentLinkedQueue<>(
				IntStream.range(0, this.tables.size()).boxed().toList());
		CutTable[] cut = new CutTable[this.tables.size()];
		ExecutorService executor = Executors.newFixedThreadPool(Math.max(1, workers));
		try {
			List<Future<?>> work = new ArrayList<>();
			for (int i = 0; i < workers; i++) {
				work.add(executor
					.submit(() -> this.run.sourceSide().with("reading keys", (source) -> cut(source, open, cut))));
			}
			await(work, open);
		}
		finally {
			executor.shutdown();
		}
		return List.of(cut);
	}

	private void cut(Connection source, ConcurrentLinkedQueue<Integer> open, CutTable[] cut) throws SQLException {
		for (Integer next = open.poll(); next != null; next = open.poll()) {
			TableMapping table = this.tables.get(next);
			cut[next] = new CutTable(table.name(), this.slicer.slices(source, table.source()));
			this.run.source().leaveTables(source);
		}
	}

	/** After a failure nothing more is begun, and nobody works on when it is told. */
	private static void await(List<Future<?>> work, ConcurrentLinkedQueue<Integer> open) {
		RuntimeException failure = null;
		for (Future<?> future : work) {
			try {
				future.get();
			}
			catch (ExecutionException ex) {
				open.clear();
				failure = (failure != null) ? failure : (ex.getCause() instanceof RuntimeException cause) ? cause
						: new IllegalStateException(ex.getCause());
			}
			catch (InterruptedException ex) {
				open.clear();
				Thread.currentThread().interrupt();
				failure = (failure != null) ? failure
						: new IllegalStateException("interrupted while keys are read", ex);
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

	/**
	 * A table's ranges.
	 *
	 * @param table its name in the source
	 * @param slices the ranges, in the order of its key
	 */
	record CutTable(String table, List<TableSlice> slices) {

	}

}
