package dev.drover.engine.mysql;

import java.util.regex.Pattern;

/**
 * A name in backticks, for the server and for the driver. The driver looks for markers of
 * parameters by itself, and takes a backslash before a backtick for an escape, which it
 * is none to the server. Where the driver would see a part of the name outside of all
 * quotes in which something means a parameter or a comment, a comment that it reads and
 * the server does not opens some before the name; where it would see them open behind the
 * name, a comment closes them.
 */
final class QuotedName {

	private static final Pattern MARKERS = Pattern.compile("[?`'\"#;]|--|/\\*");

	/** What the driver may believe to be in when the name begins; a blank for nothing. */
	private static final String QUOTES = " `'\"";

	private QuotedName() {
	}

	static String of(String name) {
		String spelled = spelled(name);
		for (char quote : QUOTES.toCharArray()) {
			if (!MARKERS.matcher(outside(spelled, quote)).find()) {
				return within(spelled, quote);
			}
		}
		return within(spelled, ' ');
	}

	private static String within(String spelled, char quote) {
		char closing = (quote == ' ') ? '`' : quote;
		// what the driver would see behind the name is outside if the quotes are closed
		// there
		boolean open = outside(spelled + ' ', quote).length() == outside(spelled, quote).length();
		// of a version that no server has: the driver reads on in it
		return ((quote == ' ') ? "" : "/*!99999" + quote + "*/") + spelled + (open ? "/*" + closing + "*/ " : "");
	}

	/** The name as the server spells it. */
	static String spelled(String name) {
		return '`' + name.replace("`", "``") + '`';
	}

	/** What the driver sees outside of the quotes, which may be open before. */
	private static String outside(String spelled, char open) {
		StringBuilder outside = new StringBuilder();
		char quote = (open == ' ') ? '`' : open;
		boolean inside = open != ' ';
		for (int at = 0; at < spelled.length(); at++) {
			char letter = spelled.charAt(at);
			if (letter == '\\') {
				at++;
			}
			else if (letter == quote) {
				inside = !inside;
			}
			else if (!inside) {
				outside.append(letter);
			}
		}
		return outside.toString();
	}

}
