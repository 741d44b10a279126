package dev.drover.plan;

/**
 * How the switch is made.
 *
 * @param type the strategy
 */
public record Strategy(Type type) {

	/** The strategies a plan may name; not all of them are available yet. */
	public enum Type {

		BIG_BANG, BLUE_GREEN, CANARY, ROLLING_UPDATE, SHADOW_TRAFFIC, STRANGLER_FIG, FEATURE_FLAG, GEOGRAPHIC,
		TIME_WINDOW

	}

}
