package dev.drover.job;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The answer of a server that may be silent, as whoever looks wants it: within a moment,
 * or not at all. While an answer is open nobody asks for it again, so that a server that
 * never answers costs one thread and one connection.
 *
 * @param answer the answer, or what has failed
 * @param askedAt when it was asked for, by {@link System#nanoTime()}
 */
record PromptAnswer<T>(CompletableFuture<T> answer, long askedAt) {

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

	// of the process: whoever looks holds objects of his own
	private static final ConcurrentMap<String, PromptAnswer<?>> OPEN = new ConcurrentHashMap<>();

	/**
	 * Asks.
	 * @param name tells one question from every other
	 * @return empty where there is no answer in time
	 */
	@SuppressWarnings("unchecked") // one name is one question
	static <T> Optional<T> to(String name, Supplier<T> question) {
		PromptAnswer<T> open = (PromptAnswer<T>) OPEN.computeIfAbsent(name,
				(asked) -> new PromptAnswer<>(inBackground(asked, question), System.nanoTime()));
		return open.await();
	}

	private static <T> CompletableFuture<T> inBackground(String name, Supplier<T> question) {
		CompletableFuture<T> answer = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				answer.complete(question.get());
			}
			catch (RuntimeException ex) {
				answer.completeExceptionally(ex);
			}
			finally {
				OPEN.remove(name);
			}
		}, "look");
		thread.setDaemon(true);
		thread.start();
		return answer;
	}

	private Optional<T> await() {
		long left = PATIENCE_NANOS - (System.nanoTime() - this.askedAt);
		try {
			return Optional.ofNullable(this.answer.get(Math.max(0, left), TimeUnit.NANOSECONDS));
		}
		catch (TimeoutException ex) {
			return Optional.empty();
		}
		catch (ExecutionException ex) {
			throw (RuntimeException) ex.getCause();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
	}

}
