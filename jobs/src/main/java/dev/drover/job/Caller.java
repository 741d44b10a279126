package dev.drover.job;

/**
 * Who gives this process its commands.
 *
 * @param name what the history shows before user, host and process; empty on a command
 * line
 * @param stays whether the process stays after a command, and keeps ways back for all
 */
public record Caller(String name, boolean stays) {

	/** Somebody at a command line. */
	public static final Caller COMMAND_LINE = new Caller("", false);

	String actor() {
		return this.name.isEmpty() ? Owner.actor() : this.name + ", " + Owner.actor();
	}

}
