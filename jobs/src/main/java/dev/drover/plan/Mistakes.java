package dev.drover.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Collects the mistakes of one file, so that an operator sees all of them at once.
 */
final class Mistakes {

	private static final int SHOWN_CHARACTERS = 60;

	private static final Comparator<PlanMistake> BY_POSITION = Comparator.comparingInt(PlanMistake::line)
		.thenComparingInt(PlanMistake::column)
		.thenComparing(PlanMistake::path);

	private final String sourceName;

	private final List<PlanMistake> found = new ArrayList<>();

	Mistakes(String sourceName) {
		this.sourceName = sourceName;
	}

	void add(String path, Position at, String message, @Nullable String hint) {
		this.found.add(new PlanMistake(path, at.line(), at.column(), message, hint));
	}

	void refuseIfAny() {
		if (!this.found.isEmpty()) {
			throw refusal();
		}
	}

	/** For the mistakes after which nothing more can be read. */
	PlanMistakesException refuse(Position at, String message, @Nullable String hint) {
		add("", at, message, hint);
		return refusal();
	}

	private PlanMistakesException refusal() {
		return new PlanMistakesException(this.sourceName, this.found.stream().sorted(BY_POSITION).toList());
	}

	/**
	 * Text of the file as it may be printed: bounded, and without characters that a
	 * terminal would obey.
	 */
	static String shown(String text) {
		String bounded = (text.length() > SHOWN_CHARACTERS) ? text.substring(0, SHOWN_CHARACTERS) + "…" : text;
		return "'" + bounded.replaceAll("\\p{C}", "?") + "'";
	}

	/**
	 * A key as it may be printed. What follows a colon or an equals sign inside of it is
	 * cut off: {@code password:x} without a space is a key, and holds the password.
	 */
	static String shownKey(String key) {
		return shown(key.replaceFirst("(?s)[:=].*", "…"));
	}

}
