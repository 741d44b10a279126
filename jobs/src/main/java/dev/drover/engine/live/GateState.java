package dev.drover.engine.live;

import java.util.Locale;

/**
 * A side's gate.
 *
 * @param state whether it lets writers pass
 * @param armed whether changes are noted
 * @param epoch grows with each change
 */
public record GateState(State state, boolean armed, long epoch) {

	/** Whether writers pass. */
	public enum State {

		/** They do. */
		OPEN,
		/** They don't yet: the side never was the owner. */
		CLOSED,
		/** They don't any more: the other side is the owner. */
		MOVED;

		/** As it stands in the databases. */
		public String text() {
			return name().toLowerCase(Locale.ROOT);
		}

		/** Reads {@link #text()}. */
		public static State of(String text) {
			return valueOf(text.toUpperCase(Locale.ROOT));
		}

	}

	/** Whether writers pass. */
	public boolean open() {
		return this.state == State.OPEN;
	}

	/** The gate after a change of its state. */
	public GateState become(State next, boolean noting) {
		return new GateState(next, noting, this.epoch + 1);
	}

	/** The same gate, but for whether changes are noted. */
	public GateState noting(boolean noting) {
		return new GateState(this.state, noting, this.epoch + 1);
	}

}
