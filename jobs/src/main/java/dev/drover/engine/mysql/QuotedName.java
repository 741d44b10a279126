package dev.drover.engine.mysql;

import java.util.regex.Pattern;

/**
 * A name in backticks, for the server and for the driver. The driver looks for markers of
 * parameters by itself, and takes a backslash before a backtick for an escape, which it
 * is none to the server. Where the driver would see a part of the name outside of the
 * quotes in which something means a parameter or a comment, a comment that it reads and
 * the server does not opens them before the name; where it would see them open behind the
 * name, a comment closes them.
 */
final class QuotedName {

	/** Of a version that no server has: the driver reads on in it. */
	private static final String OPENED = "/*!99999`*/";

	private static final String CLOSED = "/*`*/ ";

	private static final Pattern MARKERS = Pattern.compile("[?'\"#;]|--|/\\*");

	private QuotedName() {
	}

	static String of(String name) {
		String spelled = spelled(name);
		boolean turned = MARKERS.matcher(outside(spelled, false)).find()
				&& !MARKERS.matcher(outside(spelled, true)).find();
		// what the driver would see behind the name is outside if the quotes are closed
		// there
		boolean open = outside(spelled + ' ', turned).length() == outside(spelled, turned).length();
		return (turned ? OPENED : "") + spelled + (open ? CLOSED : "");
	}

	/** The name as the server spells it. */
	static String spelled(String name) {
		return '`' + name.replace("`", "``") + '`';
	}

	/** What the driver sees outside of the quotes, which may be open before. */
	private static String outside(String spelled, boolean open) {
		StringBuilder outside = new StringBuilder();
		boolean inside = open;
		for (int at = 0; at < spelled.length(); at++) {
			char letter = spelled.charAt(at);
			if (letter == '\\') {
				at++;
			}
			else if (letter == '`') {
				inside = !inside;
			}
			else if (!inside) {
				outside.append(letter);
			}
		}
		return outside.toString();
	}

}
