package dev.drover.app.scenario;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Names that look like something else on their way: words of SQL, quotes, parameters,
 * placeholders, paths; the longest ones; letters of all scripts.
 */
final class GeneratedNames {

	private static final int LONGEST_OF_POSTGRESQL = 63;

	private static final int LONGEST_OF_MYSQL = 64;

	private static final int LONGEST_OF_H2 = 256;

	private static final List<String> ODD = List.of("select", "ORDER", "Group", "table", "user", "from", "key", "index",
			"values", "type", "default", "primary", "check", "column", "rows", "system", "rank", "current_user", "true",
			"null", "interval", "end", "window", "references", "a b", " leading", "x.y", ".", "a..b", "quo\"te", "\"",
			"it's", "''", "back`tick", "``", "semi;colon", "back\\slash", "\\", "end\\", "a\\`b", "a\\`b?c", "%s%n",
			"%", "_", "a_b", "?", "??", ":name", "::text", "${x}", "#{x}", "{0}", "{fn now()}", "1leading", "0", "1e5",
			"-- x", "/* x */", "*", "a*", "a,b", "(x)", "[x]", "@v", "@@global", "$1", "$$", "tab\there", "new\nline",
			"ü", "ÜBER", "ßx", "İstanbul", "e\u0301", "日本", "\u05d0\u05d1", "\u202ertl", "a/b", "..", "c:\\d", "a&b",
			"<b>", "a=b", "!", "#", "~", "^", "|", "+", "-", "new", "old", "excluded", "target",
			"id'); DROP TABLE x; --", "\u00a0", "x".repeat(63), "ü".repeat(31) + "x", "Mixed Case", "UPPER", "lower");

	private static final List<String> RARE = List.of("😀", "a😀b", "trailing ", "x".repeat(64), "ü".repeat(32),
			"y".repeat(65), "ü".repeat(64), "z".repeat(257), "漢".repeat(22));

	private final Random random;

	private final Set<String> taken = new HashSet<>();

	GeneratedNames(long seed) {
		this.random = new Random(seed);
	}

	/** Whether the engine takes the name; by the engines' own documents. */
	static boolean takes(Product product, String name) {
		return switch (product) {
			case POSTGRESQL -> name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_OF_POSTGRESQL;
			case MYSQL, MARIADB -> name.length() <= LONGEST_OF_MYSQL && !name.endsWith(" ")
					&& name.chars().noneMatch((letter) -> Character.isSurrogate((char) letter));
			case H2 -> name.length() <= LONGEST_OF_H2;
			case SQLITE -> true;
		};
	}

	/** Names that both take, no two the same but for their case. */
	List<String> some(int count, Product source, Product target) {
		List<String> pool = new ArrayList<>(ODD);
		pool.addAll(RARE);
		Collections.shuffle(pool, this.random);
		List<String> names = pool.stream()
			.filter((name) -> takes(source, name) && takes(target, name))
			.filter((name) -> this.taken.add(folded(name)))
			.limit(count)
			.toList();
		if (names.size() < count) {
			throw new IllegalStateException("too few names");
		}
		return names;
	}

	/** Names that only the source takes. */
	static List<String> refused(Product source, Product target) {
		return RARE.stream().filter((name) -> takes(source, name) && !takes(target, name)).toList();
	}

	/** The same name with the case of its plain letters turned, so that it is as long. */
	static String twin(String name) {
		return name.codePoints()
			.map((letter) -> (letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z') ? letter ^ ' ' : letter)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	static String folded(String name) {
		return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
	}

}
