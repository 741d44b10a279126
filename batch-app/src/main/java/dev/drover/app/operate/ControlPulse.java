package dev.drover.app.operate;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.drover.fault.DroverException;
import dev.drover.ledger.ControlDatabase;

/**
 * Asks the control database again and again whether it is there, so that whoever wants to
 * know gets an answer at once.
 */
final class ControlPulse implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(ControlPulse.class);

	private static final long PAUSE_MILLIS = 500;

	/** An answer that takes longer is none. */
	private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

	private final ControlDatabase control;

	private final ScheduledExecutorService thread;

	private volatile boolean answered = true;

	private volatile long askedAt;

	private volatile boolean asking;

	ControlPulse(ControlDatabase control) {
		this.control = control;
		this.askedAt = System.nanoTime();
		this.thread = Executors.newSingleThreadScheduledExecutor((run) -> {
			Thread created = new Thread(run, "pulse");
			created.setDaemon(true);
			return created;
		});
		this.thread.scheduleWithFixedDelay(this::ask, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
	}

	private void ask() {
		this.askedAt = System.nanoTime();
		this.asking = true;
		try {
			this.answered = this.control.hasSchema();
		}
		catch (DroverException ex) {
			LOG.debug("no answer: {}", ex.getMessage());
			this.answered = false;
		}
		finally {
			this.asking = false;
		}
	}

	/** Whether it answers. */
	boolean beats() {
		return this.answered && !(this.asking && System.nanoTime() - this.askedAt > PATIENCE_NANOS);
	}

	@Override
	public void close() {
		// never interrupted: that would close an embedded database's file for all
		this.thread.shutdown();
	}

}
