package dev.drover.cutover;

/**
 * How a hook ended.
 *
 * @param well whether it ended well
 * @param ending how it ended, such as {@code exit status 1}
 * @param output the beginning of what it wrote or answered; may be empty
 */
public record HookAnswer(boolean well, String ending, String output) {

	public HookAnswer {
		// not every control database takes every character, and an answer that can't be
		// kept must not stop what comes after it
		output = output.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "\ufffd");
	}

	/** For audits and messages. */
	public String display() {
		return this.output.isBlank() ? this.ending : this.ending + ": " + this.output.strip();
	}

}
