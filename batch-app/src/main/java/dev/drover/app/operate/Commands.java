package dev.drover.app.operate;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;
import dev.drover.job.Outcome;

/**
 * Commands that may take long: who gives one waits for a moment, and it goes on without
 * him after that.
 */
final class Commands {

	private static final int THREADS = 8;

	private static final long PATIENCE_SECONDS = 3;

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, (run) -> new Thread(run, "command"));

	private final Teller teller;

	Commands(Teller teller) {
		this.teller = teller;
	}

	/**
	 * Carries one out.
	 * @param command gives how it ended, or {@code null} where another process does the
	 * rest
	 * @return whether it has ended well by now
	 * @throws DroverException why it has not
	 */
	boolean given(String id, Supplier<@Nullable Outcome> command) {
		CompletableFuture<Boolean> done = new CompletableFuture<>();
		CompletableFuture<Boolean> left = new CompletableFuture<>();
		this.threads.execute(() -> {
			try {
				@Nullable Outcome outcome = command.get();
				@Nullable DroverException failure = (outcome == null) ? null : outcome.failure();
				if (failure != null) {
					throw failure;
				}
				done.complete(true);
				left.thenAccept((ignored) -> this.teller.tell(id + " is done with it"));
			}
			catch (RuntimeException ex) {
				done.completeExceptionally(ex);
				left.thenAccept((ignored) -> this.teller.failed(id, ex));
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

	/** Waits until all have ended. */
	void await() {
		Threads.awaitEnd(this.threads);
	}

}
