package dev.drover.apply;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Work of several lanes that is waited for.
 */
final class Awaited {

	private Awaited() {
	}

	/** All of them end before the notes are deleted or given up. */
	static void all(List<Future<?>> work) throws SQLException {
		Throwable failure = null;
		for (Future<?> future : work) {
			try {
				future.get();
			}
			catch (ExecutionException ex) {
				failure = (failure == null) ? ex.getCause() : failure;
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				failure = (failure == null) ? ex : failure;
			}
		}
		if (failure instanceof SQLException ex) {
			throw ex;
		}
		if (failure instanceof RuntimeException ex) {
			throw ex;
		}
		if (failure instanceof Error ex) {
			throw ex;
		}
		if (failure != null) {
			throw new IllegalStateException(failure);
		}
	}

}
