package dev.drover.engine.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A CREATE INDEX statement as SQLite keeps it: the expressions, which no pragma tells.
 */
final class CreateIndexText {

	private static final Pattern TOKEN = Pattern
		.compile("(?s)'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`|\\[[^\\]]*\\]|--[^\\n]*|/\\*.*?\\*/|.");

	private static final Pattern ORDER = Pattern.compile("(?is)\\s+(?:ASC|DESC)\\s*$");

	private static final Pattern WHERE = Pattern.compile("(?is)\\s*WHERE\\b(.*)");

	private final List<String> parts = new ArrayList<>();

	private final String rest;

	CreateIndexText(String sql) {
		int depth = 0;
		int from = 0;
		int end = sql.length();
		for (Matcher matcher = TOKEN.matcher(sql); matcher.find() && end == sql.length();) {
			String token = matcher.group();
			if (token.equals("(") && depth++ == 0) {
				from = matcher.end();
			}
			boolean closes = token.equals(")") && --depth == 0;
			if (closes || (token.equals(",") && depth == 1)) {
				this.parts.add(sql.substring(from, matcher.start()));
				from = matcher.end();
			}
			if (closes) {
				end = matcher.end();
			}
		}
		this.rest = sql.substring(end);
	}

	/** The expression of a part, without its order. */
	String expression(int part) {
		return ORDER.matcher(this.parts.get(part)).replaceFirst("").strip();
	}

	/** The condition of a partial index, or {@code null}. */
	@Nullable String predicate() {
		Matcher matcher = WHERE.matcher(this.rest);
		return matcher.matches() ? matcher.group(1).strip() : null;
	}

}
