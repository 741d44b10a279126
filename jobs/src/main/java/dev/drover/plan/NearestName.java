package dev.drover.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Finds the valid name that was probably meant.
 */
public final class NearestName {

	private static final int LONGEST = 64;

	private NearestName() {
	}

	/** A question to the operator, or {@code null} where no name is near. */
	static @Nullable String hint(String seen, Collection<String> names) {
		return of(seen, names).map((name) -> "did you mean '" + name + "'?").orElse(null);
	}

	/**
	 * The nearest of the names.
	 * @return empty where no name is near
	 */
	public static Optional<String> of(String seen, Collection<String> names) {
		if (seen.isBlank() || seen.length() > LONGEST) {
			return Optional.empty();
		}
		String wanted = plain(seen);
		return names.stream()
			.filter((name) -> isNear(wanted, plain(name)))
			.min(Comparator.comparingInt((name) -> distance(wanted, plain(name))));
	}

	private static String plain(String name) {
		return name.toLowerCase(Locale.ROOT).replace('-', '_');
	}

	private static boolean isNear(String seen, String name) {
		int allowed = Math.max(1, Math.max(seen.length(), name.length()) / 3);
		return distance(seen, name) <= allowed || (seen.length() >= 3 && name.startsWith(seen));
	}

	/** Insertions, deletions, replacements and swaps of neighbours. */
	private static int distance(String one, String other) {
		int[][] steps = new int[one.length() + 1][other.length() + 1];
		for (int i = 0; i <= one.length(); i++) {
			for (int j = 0; j <= other.length(); j++) {
				steps[i][j] = (i == 0 || j == 0) ? i + j : Math.min(Math.min(steps[i - 1][j], steps[i][j - 1]) + 1,
						steps[i - 1][j - 1] + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1));
				if (i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
						&& one.charAt(i - 2) == other.charAt(j - 1)) {
					steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
				}
			}
		}
		return steps[one.length()][other.length()];
	}

}
