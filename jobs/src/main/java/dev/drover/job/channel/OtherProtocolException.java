package dev.drover.job.channel;

/**
 * A manager of another version has sent something.
 */
public final class OtherProtocolException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	OtherProtocolException(int protocol) {
		super("a manager speaks version " + protocol + " of the language between manager and workers, this worker "
				+ WorkChannel.PROTOCOL);
	}

}
