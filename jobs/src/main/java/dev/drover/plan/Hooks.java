package dev.drover.plan;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is called around changes of the owner.
 *
 * @param at the hooks by their moments
 */
public record Hooks(Map<Moment, Hook> at) {

	/** What a plan that says nothing means. */
	public static final Hooks NONE = new Hooks(Map.of());

	public Hooks {
		at = Map.copyOf(at);
	}

	/** The hook of a moment, if there is one. */
	public Optional<Hook> of(Moment moment) {
		return Optional.ofNullable(this.at.get(moment));
	}

	/** When a hook is called. */
	public enum Moment {

		/** Before writers are held up; may refuse the switch. */
		BEFORE_CUTOVER,
		/** The target is the owner. */
		AFTER_CUTOVER,
		/** Before writers are held up; may refuse the way back. */
		BEFORE_ROLLBACK,
		/** The source is the owner again. */
		AFTER_ROLLBACK;

		/** As plans name it. */
		public String text() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
