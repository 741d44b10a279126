package dev.drover.schema;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.EngineKind;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.value.Kind;

/**
 * Collations between MySQL and MariaDB: most have one name in both.
 */
final class RelatedCollations {

	/** Those of the newer Unicode versions; each server has its own. */
	private static final Map<String, String> NEAREST = Map.of("utf8mb4_0900_ai_ci", "utf8mb4_uca1400_nopad_ai_ci",
			"utf8mb4_0900_as_ci", "utf8mb4_uca1400_nopad_as_ci", "utf8mb4_0900_as_cs", "utf8mb4_uca1400_nopad_as_cs");

	/** MariaDB has no such character set, so that its texts become utf8mb4. */
	private static final String MYSQL_ALONE = "gb18030_";

	private static final Pattern MARIADB_ALONE = Pattern
		.compile(".*nopad.*|.*_(?:croatian_mysql561_ci|myanmar_ci|thai_520_w2|general1400_as_ci)");

	private RelatedCollations() {
	}

	/**
	 * The target's collation of a text column.
	 * @return {@code null} if the target's own is meant
	 */
	static @Nullable String of(Column column, EngineKind source) {
		String collation = column.collation();
		if (collation == null || !characters(column)) {
			return null;
		}
		if (source == EngineKind.MYSQL) {
			return collation.equals("utf8mb4_0900_bin") ? "utf8mb4_nopad_bin" : collation.startsWith(MYSQL_ALONE) ? null
					: collation.contains("_0900_") ? NEAREST.get(collation) : collation;
		}
		if (collation.equals("utf8mb4_nopad_bin")) {
			return "utf8mb4_0900_bin";
		}
		if (collation.contains("uca1400")) {
			String nopad = collation.contains("_nopad_") ? collation : collation.replace("uca1400_", "uca1400_nopad_");
			return NEAREST.entrySet()
				.stream()
				.filter((entry) -> entry.getValue().equals(nopad))
				.map(Map.Entry::getKey)
				.findFirst()
				.orElse(null);
		}
		return MARIADB_ALONE.matcher(collation).matches() ? null : collation;
	}

	/** Whether both servers take the same texts for equal. */
	static boolean same(Column column, EngineKind source) {
		String there = of(column, source);
		String collation = column.collation();
		return there != null && collation != null
				&& (there.equals(collation) || (there.endsWith("_bin") && collation.endsWith("_bin")));
	}

	private static boolean characters(Column column) {
		Kind kind = column.type().kind();
		return kind == Kind.TEXT || kind == Kind.CHAR || kind == Kind.ENUM
				|| column.type().declared().toLowerCase(Locale.ROOT).startsWith("set(");
	}

}
