package dev.drover.schema.expression;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.drover.engine.EngineKind;

/**
 * Functions that mean the same in both engines, whatever they are called.
 */
final class Functions {

	private static final Set<String> CHARACTERS = Set.of("char_length", "character_length");

	private final EngineKind source;

	private final EngineKind target;

	private final Set<String> differences;

	/**
	 * The functions between two engines.
	 * @param differences takes what may differ
	 */
	Functions(EngineKind source, EngineKind target, Set<String> differences) {
		this.source = source;
		this.target = target;
		this.differences = differences;
	}

	private static boolean mysql(EngineKind engine) {
		return engine.likeMysql();
	}

	Said of(String function, List<Said> arguments) {
		Said first = arguments.isEmpty() ? Said.literal("", Sort.NOTHING) : arguments.get(0);
		int count = arguments.size();
		switch (function) {
			case "abs":
				if (count == 1 && first.sort().number() && first.sort() != Sort.FLOAT4) {
					return Said.of("ABS(" + first.sql() + ")", first.sort());
				}
				break;
			case "lower", "upper", "lcase", "ucase":
				if (count == 1 && first.sort() == Sort.TEXT) {
					return cased(function.startsWith("l") ? "LOWER" : "UPPER", first);
				}
				break;
			case "trim", "btrim", "ltrim", "rtrim":
				if (count == 1 && first.sort() == Sort.TEXT) {
					String name = function.equals("btrim") ? "TRIM" : function.toUpperCase(Locale.ROOT);
					return new Said(name + "(" + first.sql() + ")", Sort.TEXT, first.exact(), false);
				}
				break;
			case "left":
				if (count == 2 && first.sort() == Sort.TEXT && positive(arguments.get(1))) {
					return part(first, "1", arguments.get(1).sql());
				}
				break;
			case "substr":
				if (count == 3 && first.sort() == Sort.TEXT && positive(arguments.get(1))
						&& positive(arguments.get(2))) {
					return part(first, arguments.get(1).sql(), arguments.get(2).sql());
				}
				break;
			case "concat":
				if (mysql(this.source) && count > 0) {
					return concatenated(arguments);
				}
				break;
			default:
				if (count == 1 && (function.endsWith("length"))) {
					return length(function, first);
				}
		}
		throw new NotPortableException("it uses the function " + function);
	}

	private static boolean positive(Said said) {
		return said.literal() && said.sort() == Sort.INTEGER && !said.sql().startsWith("(") && !said.sql().equals("0");
	}

	private Said part(Said text, String from, String length) {
		countsUnits();
		return new Said("SUBSTR(" + text.sql() + ", " + from + ", " + length + ")", Sort.TEXT, text.exact(), false);
	}

	private Said cased(String function, Said text) {
		this.differences
			.add("the engines may not agree on " + function.toLowerCase(Locale.ROOT) + "() of letters beyond ASCII");
		return new Said(function + "(" + text.sql() + ")", Sort.TEXT, text.exact(), false);
	}

	/** The texts one after the other; NULL if one is. */
	Said concatenated(List<Said> texts) {
		if (texts.stream().anyMatch((text) -> text.sort() != Sort.TEXT)) {
			throw new NotPortableException("it joins what is no text");
		}
		boolean exact = texts.stream().allMatch(Said::exact);
		boolean mysql = mysql(this.target);
		String sql = texts.stream().map(Said::sql).collect(Collectors.joining(mysql ? ", " : " || "));
		return new Said((mysql ? "CONCAT(" : "(") + sql + ")", Sort.TEXT, exact, false);
	}

	private Said length(String function, Said value) {
		if (value.sort() == Sort.BYTES
				&& (function.equals("octet_length") || (function.equals("length") && this.source != EngineKind.H2))) {
			return Said.of(((this.target == EngineKind.SQLITE) ? "LENGTH(" : "OCTET_LENGTH(") + value.sql() + ")",
					Sort.INTEGER);
		}
		boolean characters = CHARACTERS.contains(function) || (function.equals("length") && !mysql(this.source));
		if (value.sort() != Sort.TEXT || !characters) {
			throw new NotPortableException("it uses the function " + function);
		}
		countsUnits();
		return Said.of(((this.target == EngineKind.SQLITE) ? "LENGTH(" : "CHAR_LENGTH(") + value.sql() + ")",
				Sort.INTEGER);
	}

	private void countsUnits() {
		if (this.source == EngineKind.H2 || this.target == EngineKind.H2) {
			this.differences.add("H2 counts a character beyond U+FFFF, such as an emoji, as two");
		}
	}

}
