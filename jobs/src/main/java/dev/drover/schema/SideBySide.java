package dev.drover.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Engine;
import dev.drover.engine.catalog.TableName;

/**
 * Works on tables side by side, each worker on a connection of its own. Tasks that touch
 * a table in common come one after the other, in their order: the engines lock whole
 * tables, and two tasks could wait for each other.
 */
public final class SideBySide {

	private static final SharedCommits.Ended ALONE = () -> {
	};

	private final Engine engine;

	private final Opener opener;

	private final int workers;

	/**
	 * Creates it.
	 * @param engine the engine whose tables are worked on
	 * @param opener opens connections; the workers close them
	 * @param workers most tasks at a time, at least 1
	 */
	public SideBySide(Engine engine, Opener opener, int workers) {
		this.engine = engine;
		this.opener = opener;
		this.workers = Math.min(workers, engine.writers());
	}

	/**
	 * Runs all tasks. After a failure no other is begun, and those under way end first.
	 * @param first a connection that is there already, for the first worker
	 */
	void run(Connection first, List<Task> tasks) throws SQLException {
		Queue queue = new Queue(tasks);
		int threads = Math.min(this.workers, tasks.size());
		if (threads == 0) {
			return;
		}
		this.engine.prepareToBuild(first, threads);
		if (threads == 1) {
			// the others can do without: they work side by side, and where a statement
			// fails, some have to ask the rows why
			int together = (this.engine.writers() == 1) ? this.engine.ddl().tablesTogether() : 1;
			SharedCommits.during(first, together, (ended) -> queue.work(first, ended));
			return;
		}
		ExecutorService executor = Executors.newFixedThreadPool(threads - 1);
		try {
			List<Future<?>> others = new ArrayList<>();
			for (int i = 1; i < threads; i++) {
				others.add(executor.submit((Callable<@Nullable Void>) () -> {
					try (Connection connection = this.opener.open()) {
						this.engine.prepareToBuild(connection, threads);
						queue.work(connection, ALONE);
					}
					return null;
				}));
			}
			Exception failure = failure(() -> queue.work(first, ALONE));
			for (Future<?> other : others) {
				Exception its = failure(other::get);
				failure = (failure == null) ? its : failure;
			}
			rethrow(failure);
		}
		finally {
			executor.shutdown();
		}
	}

	private static @Nullable Exception failure(Doing doing) {
		try {
			doing.run();
			return null;
		}
		catch (ExecutionException ex) {
			return (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return new SQLException("interrupted while tables are finished", ex);
		}
		catch (Exception ex) {
			return ex;
		}
	}

	private static void rethrow(@Nullable Exception failure) throws SQLException {
		if (failure instanceof SQLException ex) {
			throw ex;
		}
		if (failure instanceof RuntimeException ex) {
			throw ex;
		}
		if (failure != null) {
			throw new IllegalStateException(failure);
		}
	}

	/** Opens a connection. */
	@FunctionalInterface
	public interface Opener {

		/** A new connection. */
		Connection open() throws SQLException;

	}

	/** Uses a connection. */
	@FunctionalInterface
	interface Work {

		void on(Connection connection) throws SQLException;

	}

	@FunctionalInterface
	private interface Doing {

		void run() throws Exception;

	}

	/**
	 * Work on a table.
	 *
	 * @param touches the tables that it locks
	 * @param work what to do
	 */
	record Task(Set<TableName> touches, Work work) {

	}

	/** The tasks that are left. */
	private static final class Queue {

		private final List<Task> open;

		private final Set<TableName> touched = new HashSet<>();

		private boolean failed;

		Queue(List<Task> tasks) {
			this.open = new LinkedList<>(tasks);
		}

		void work(Connection connection, SharedCommits.Ended each) throws SQLException {
			boolean fine = false;
			try {
				for (Task task = next(); task != null; task = next()) {
					task.work().on(connection);
					each.part();
					ended(task);
				}
				fine = true;
			}
			finally {
				if (!fine) {
					fail();
				}
			}
		}

		/** The first task whose tables nobody touches; waits while others have to end. */
		private synchronized @Nullable Task next() {
			while (!this.open.isEmpty() && !this.failed) {
				Set<TableName> before = new HashSet<>(this.touched);
				for (Iterator<Task> tasks = this.open.iterator(); tasks.hasNext();) {
					Task task = tasks.next();
					// a later task must not overtake one that touches the same table
					if (task.touches().stream().noneMatch(before::contains)) {
						tasks.remove();
						this.touched.addAll(task.touches());
						return task;
					}
					before.addAll(task.touches());
				}
				if (!awaited()) {
					return null;
				}
			}
			return null;
		}

		private boolean awaited() {
			try {
				wait();
				return true;
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
		}

		private synchronized void ended(Task task) {
			this.touched.removeAll(task.touches());
			notifyAll();
		}

		private synchronized void fail() {
			this.failed = true;
			notifyAll();
		}

	}

}
