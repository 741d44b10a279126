package dev.drover.engine.live;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A transaction that a gate would have to wait for.
 *
 * @param session how the server names its session
 * @param seconds for how long it has been open, or {@link #UNKNOWN}
 * @param statement its last statement, or what is known of it
 */
public record Blocker(String session, long seconds, String statement) {

	/** Of engines that don't tell since when. */
	public static final long UNKNOWN = -1;

	/** As people read them. */
	public static String display(List<Blocker> blockers) {
		return blockers.stream().map(Blocker::display).collect(Collectors.joining("; "));
	}

	/** As people read it. */
	public String display() {
		String open = (this.seconds == UNKNOWN) ? "" : ", open for " + this.seconds + " s";
		return "session " + this.session + open + ", last statement: " + this.statement.strip().replaceAll("\\s+", " ");
	}

}
