package dev.drover.plan;

import org.jspecify.annotations.Nullable;

/**
 * How the switch is made.
 *
 * @param type the strategy
 * @param window when it may be made, or {@code null} for at any time; only of
 * {@link Type#TIME_WINDOW}
 */
public record Strategy(Type type, @Nullable Window window) {

	/** At any time. */
	public Strategy(Type type) {
		this(type, null);
	}

	/** The strategies a plan may name; not all of them are available yet. */
	public enum Type {

		BIG_BANG, BLUE_GREEN, CANARY, ROLLING_UPDATE, SHADOW_TRAFFIC, STRANGLER_FIG, FEATURE_FLAG, GEOGRAPHIC,
		TIME_WINDOW

	}

}
