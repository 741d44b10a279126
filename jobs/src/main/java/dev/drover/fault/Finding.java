package dev.drover.fault;

/**
 * Something that an operator should know before or after a migration.
 *
 * @param code its stable code
 * @param level how much it weighs
 * @param object the object it is about, as people read its name
 * @param message what was found
 * @param hint what to do, or the empty string
 */
public record Finding(ErrorCode code, Level level, String object, String message, String hint) {

	/** A failure that always refuses, as a finding. */
	public static Finding of(DroverException failure, String object) {
		return new Finding(failure.code(), Level.ERROR, object, failure.what(), failure.hint());
	}

	/** How much a finding weighs. */
	public enum Level {

		/** Always refuses. */
		ERROR,
		/** Data or a guarantee would be lost or changed; refuses without force. */
		WARNING,
		/** Never refuses. */
		INFO

	}

}
