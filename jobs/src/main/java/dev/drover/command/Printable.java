package dev.drover.command;

/**
 * Text that may hold names and values of databases, made safe for a terminal: what would
 * steer it, or turn the order of what is read, is spelled as an escape.
 */
public final class Printable {

	private Printable() {
	}

	/** The text, safe to be shown. */
	public static String of(String text) {
		if (text.codePoints().noneMatch(Printable::steers)) {
			return text;
		}
		StringBuilder shown = new StringBuilder();
		text.codePoints().forEach((letter) -> {
			if (steers(letter)) {
				shown.append("\\u").append(String.format("%04x", letter));
			}
			else {
				shown.appendCodePoint(letter);
			}
		});
		return shown.toString();
	}

	/** Controls but for line feed and tab, and those of the direction of writing. */
	private static boolean steers(int letter) {
		return Character.isISOControl(letter) && letter != '\n' && letter != '\t'
				|| letter >= 0x202a && letter <= 0x202e || letter >= 0x2066 && letter <= 0x2069;
	}

}
