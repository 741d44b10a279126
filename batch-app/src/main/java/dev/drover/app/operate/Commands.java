package dev.drover.app.operate;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Commands that may take long: who gives one waits for a moment, and it goes on without
 * him after that. None waits for a turn, since writers may wait for it.
 */
final class Commands {

	private static final long PATIENCE_SECONDS = 3;

	private final ExecutorService threads = Executors.newCachedThreadPool((run) -> new Thread(run, "command"));

	private final Turns turns;

	private final TicketWork work;

	private final Teller teller;

	Commands(Turns turns, TicketWork work, Teller teller) {
		this.turns = turns;
		this.work = work;
		this.teller = teller;
	}

	/**
	 * Carries one out.
	 * @return whether it has ended well by now
	 * @throws dev.drover.fault.DroverException why it has not
	 */
	boolean given(Ticket ticket) {
		CompletableFuture<Boolean> done = new CompletableFuture<>();
		CompletableFuture<Boolean> left = new CompletableFuture<>();
		// the word for a migration that is at work here is no work of its own
		boolean held = this.turns.hold(ticket);
		this.threads.execute(() -> {
			try {
				done.complete(done(ticket, held));
				left.thenAccept((ignored) -> this.teller.tell(ticket.id() + " is done with it"));
			}
			catch (RuntimeException ex) {
				done.completeExceptionally(ex);
				left.thenAccept((ignored) -> this.teller.failed(ticket.id(), ex));
			}
		});
		try {
			return done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (TimeoutException ex) {
			left.complete(true);
			return false;
		}
		catch (ExecutionException ex) {
			throw (RuntimeException) ex.getCause();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			left.complete(true);
			return false;
		}
	}

	/** Carries one out that was given to a process which is gone. */
	void inherited(Ticket ticket) {
		this.turns.requireNone(ticket.id());
		boolean held = this.turns.hold(ticket);
		this.threads.execute(() -> {
			try {
				done(ticket, held);
				this.teller.tell(ticket.id() + " is done with it");
			}
			catch (RuntimeException ex) {
				this.teller.failed(ticket.id(), ex);
			}
		});
	}

	private boolean done(Ticket ticket, boolean held) {
		try {
			return this.work.done(ticket);
		}
		finally {
			if (held) {
				this.turns.release(ticket.id());
			}
		}
	}

	/** Waits until all have ended. */
	void await() {
		Threads.awaitEnd(this.threads);
	}

}
