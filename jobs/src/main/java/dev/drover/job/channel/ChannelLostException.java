package dev.drover.job.channel;

/**
 * The channel does not answer; it may do so later.
 */
public final class ChannelLostException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ChannelLostException(String channel, RuntimeException cause) {
		super("the channel " + channel + " does not answer: " + deepest(cause), cause);
	}

	static String deepest(Throwable failure) {
		Throwable deepest = failure;
		for (Throwable next = failure; next != null; next = next.getCause()) {
			deepest = next;
		}
		return String.valueOf(deepest.getMessage());
	}

}
