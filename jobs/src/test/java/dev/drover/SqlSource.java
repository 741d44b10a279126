package dev.drover;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for SQL in Java's text: string literals that end where a name or a value has to
 * follow, and what follows them.
 */
final class SqlSource {

	/** A literal, which may look like the beginning of a comment, or a comment. */
	private static final Pattern LITERAL_OR_COMMENT = Pattern
		.compile("(\"\"\"[\\s\\S]*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)+')"
				+ "|/\\*[\\s\\S]*?\\*/|//[^\\n]*");

	private static final String WORDS = "(?:FROM|INTO|TABLE|UPDATE|JOIN|INDEX|REFERENCES|CONSTRAINT|SCHEMA|DATABASE"
			+ "|TYPE|COLUMN|SEQUENCE|EXISTS|ONLY|COPY|COLLATE|RENAME TO|KEY|VIEW|TRIGGER|FUNCTION|EXTENSION|LOCK)";

	/** A literal, and the expression that is put behind it. */
	private static final Pattern JOINED = Pattern
		.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"\\s*(?:\\+|\\)\\s*\\.append\\()\\s*([^\\s\"+;][^\"+;\\n]*)");

	/** A name is wanted, or the rest of what is in quotes. */
	private static final Pattern HOLE = Pattern.compile("(?:\\b" + WORDS + " \\(?|'|\\\\\"|`)$");

	private static final Pattern FORMATTED = Pattern.compile("\\b" + WORDS + " (?:\\\\\"|`|')?%s");

	/** Calls that quote. */
	private static final Pattern QUOTED = Pattern.compile(
			"\\(*(?:(?:new )?[\\w.]+\\(?[^()\"]*\\)?\\.)?(?:quote|quoteAll|droverTable|spelled|rowsOf)\\(.*|SqlText\\..*");

	private SqlSource() {
	}

	/** The places where something is put into SQL that no call quotes. */
	static List<String> doubtful(String source) {
		String text = LITERAL_OR_COMMENT.matcher(source)
			.replaceAll((found) -> Matcher.quoteReplacement((found.group(1) == null) ? "" : found.group(1)));
		List<String> places = new ArrayList<>();
		for (Matcher joined = JOINED.matcher(text); joined.find();) {
			String what = joined.group(2).strip();
			Matcher hole = HOLE.matcher(joined.group(1));
			if (hole.find() && !QUOTED.matcher(what).matches()) {
				places.add(hole.group().strip() + " | " + expression(what));
			}
		}
		for (Matcher formatted = FORMATTED.matcher(text); formatted.find();) {
			places.add(formatted.group());
		}
		return places;
	}

	/** Up to where its own parentheses end. */
	private static String expression(String what) {
		int depth = 0;
		for (int i = 0; i < what.length(); i++) {
			depth += (what.charAt(i) == '(') ? 1 : (what.charAt(i) == ')') ? -1 : 0;
			if (depth < 0 || depth == 0 && what.charAt(i) == ',') {
				return what.substring(0, i).strip();
			}
		}
		return what.strip();
	}

}
