package dev.drover.phase;

/**
 * A move between phases that the table of legal moves does not have.
 */
public class IllegalPhaseChangeException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public IllegalPhaseChangeException(String migration, Phase from, Phase to) {
		super("migration " + migration + " can't go from " + from + " to " + to);
	}

}
