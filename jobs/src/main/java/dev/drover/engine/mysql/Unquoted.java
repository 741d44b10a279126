package dev.drover.engine.mysql;

import java.util.ArrayList;
import java.util.List;

/**
 * A statement of the server with all that stands in quotes made blank, letter by letter:
 * what is found in it is syntax and no part of a name, a text or a comment.
 */
final class Unquoted {

	/** No letter of any syntax, and no break of a line. */
	private static final char BLANK = '\u0000';

	private Unquoted() {
	}

	/** The statement, as long as it was, with its quotes but with nothing in them. */
	static String of(String sql) {
		StringBuilder found = new StringBuilder(sql);
		for (int at = 0; at < sql.length(); at++) {
			char quote = sql.charAt(at);
			if (quote == '\'' || quote == '`' || quote == '"') {
				int end = end(sql, at);
				for (int i = at + 1; i < end; i++) {
					found.setCharAt(i, BLANK);
				}
				at = end;
			}
		}
		return found.toString();
	}

	/** Its lines, where a break inside of quotes begins none. */
	static List<String> lines(String sql) {
		String unquoted = of(sql);
		List<String> lines = new ArrayList<>();
		int begin = 0;
		for (int at = unquoted.indexOf('\n'); at >= 0; at = unquoted.indexOf('\n', begin)) {
			lines.add(sql.substring(begin, at));
			begin = at + 1;
		}
		lines.add(sql.substring(begin));
		return lines;
	}

	/** Where the quotes end that begin there. */
	private static int end(String sql, int begin) {
		char quote = sql.charAt(begin);
		for (int at = begin + 1; at < sql.length(); at++) {
			if (sql.charAt(at) == '\\' && quote != '`') {
				at++;
			}
			else if (sql.charAt(at) == quote) {
				if (at + 1 == sql.length() || sql.charAt(at + 1) != quote) {
					return at;
				}
				at++;
			}
		}
		return sql.length();
	}

}
