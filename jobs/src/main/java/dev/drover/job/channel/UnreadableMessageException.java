package dev.drover.job.channel;

import org.jspecify.annotations.Nullable;

/**
 * A message in the control database is none that anybody here can read.
 */
final class UnreadableMessageException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String id;

	UnreadableMessageException(String id, Exception cause) {
		super(cause);
		this.id = id;
	}

	/** The message, as its table names it. */
	String id() {
		return this.id;
	}

	/** The one that a failure is about, or {@code null}. */
	static @Nullable UnreadableMessageException in(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnreadableMessageException unreadable) {
				return unreadable;
			}
		}
		return null;
	}

}
