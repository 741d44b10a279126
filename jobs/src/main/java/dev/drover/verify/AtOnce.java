package dev.drover.verify;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What was read of both sides at once.
 *
 * @param <T> what
 * @param source of the source
 * @param target of the target
 */
record AtOnce<T>(T source, T target) {

	/** Reads one after the other. */
	static <T> AtOnce<T> inTurn(Reading<T> source, Reading<T> target) throws SQLException {
		T atSource = source.read();
		return new AtOnce<>(atSource, target.read());
	}

	/**
	 * Reads the source in this thread and the target in another.
	 * @param table a name for the other
	 */
	static <T> AtOnce<T> read(String table, Reading<T> source, Reading<T> target) throws SQLException {
		FutureTask<T> other = new FutureTask<>(target::read);
		Thread reader = new Thread(other, "verify-target " + table);
		reader.start();
		T atSource;
		try {
			atSource = source.read();
		}
		finally {
			// the target's connection belongs to the caller again only when this is done
			await(reader);
		}
		return new AtOnce<>(atSource, result(other));
	}

	private static void await(Thread reader) {
		boolean interrupted = false;
		while (reader.isAlive()) {
			try {
				reader.join();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private static <T> T result(FutureTask<T> done) throws SQLException {
		try {
			return done.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLException("interrupted while comparing", ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof SQLException cause) {
				throw cause;
			}
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw new SQLException("the target could not be read: " + ex.getCause(), ex.getCause());
		}
	}

	/**
	 * Reads one side.
	 *
	 * @param <T> what is read
	 */
	@FunctionalInterface
	interface Reading<T> {

		T read() throws SQLException;

	}

}
