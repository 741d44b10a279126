package dev.drover.cutover;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What is looked at under the gate while something else is done there.
 */
final class SideLook implements AutoCloseable {

	private final FutureTask<Void> task;

	private final Thread thread;

	private SideLook(SwitchSteps steps) {
		this.task = new FutureTask<>(() -> {
			steps.look();
			return null;
		});
		this.thread = new Thread(this.task, "switch-look");
		this.thread.setDaemon(true);
	}

	static SideLook begin(SwitchSteps steps) {
		SideLook look = new SideLook(steps);
		look.thread.start();
		return look;
	}

	/** Waits for its end, and throws what was found to be wrong. */
	void end() throws SQLException {
		try {
			this.task.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof SQLException failure) {
				throw failure;
			}
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLException("interrupted while the gate was held", ex);
		}
	}

	/** Its connections are not to be closed while it uses them. */
	@Override
	public void close() {
		boolean interrupted = false;
		while (this.thread.isAlive()) {
			try {
				this.thread.join();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
