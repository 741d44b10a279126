package dev.drover.engine.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A type as somebody wrote it, taken apart so that two spellings of one type are equal:
 * {@code TIMESTAMP (3) with time zone} is {@code timestamp with time zone} with
 * {@code 3}.
 *
 * @param name the type's words in lower case, without what stands in parentheses
 * @param arguments what stands in parentheses, as written but for blanks around; empty
 * without
 */
public record TypeSpelling(String name, String arguments) {

	/** Takes a type apart. */
	public static TypeSpelling of(String written) {
		int open = written.indexOf('(');
		int close = written.lastIndexOf(')');
		if (open < 0 || close < open) {
			return new TypeSpelling(words(written), "");
		}
		return new TypeSpelling(words(written.substring(0, open) + " " + written.substring(close + 1)),
				written.substring(open + 1, close).strip());
	}

	private static String words(String text) {
		return text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
	}

	/** Lengths, precision and scale; {@code null} if something else stands there. */
	public @Nullable List<Integer> numbers() {
		if (this.arguments.isEmpty()) {
			return List.of();
		}
		return this.arguments.matches("\\d{1,9}(\\s*,\\s*\\d{1,9})*")
				? Arrays.stream(this.arguments.split(",")).map((number) -> Integer.valueOf(number.strip())).toList()
				: null;
	}

	/** Whether it is the same type of the same length. */
	public boolean sameAs(TypeSpelling other) {
		return this.name.equals(other.name) && plain(this.arguments).equals(plain(other.arguments));
	}

	private static String plain(String arguments) {
		return arguments.toLowerCase(Locale.ROOT).replaceAll("\\s*,\\s*", ",");
	}

}
