package dev.drover.engine.live;

/**
 * A transaction that a gate would have to wait for.
 *
 * @param session how the server names its session
 * @param seconds for how long it has been open
 * @param statement its last statement, or what is known of it
 */
public record Blocker(String session, long seconds, String statement) {

	/** As people read it. */
	public String display() {
		return "session " + this.session + ", open for " + this.seconds + " s, last statement: "
				+ this.statement.strip().replaceAll("\\s+", " ");
	}

}
