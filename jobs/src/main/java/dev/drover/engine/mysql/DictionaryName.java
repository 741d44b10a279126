package dev.drover.engine.mysql;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names as InnoDB's own dictionary writes them: what is no letter, digit or underscore of
 * ASCII stands there as a code, and names of partitions follow behind a {@code #}.
 */
final class DictionaryName {

	/** What {@link #of} says of names that have codes of other sorts. */
	static final String CODED = "@";

	private static final Pattern OTHER_CODE = Pattern.compile("@(?!00[0-7][0-9a-f])");

	private DictionaryName() {
	}

	/** The name as the dictionary has it, in lower case, or {@link #CODED}. */
	static String of(String name) {
		StringBuilder written = new StringBuilder();
		for (char letter : name.toCharArray()) {
			if (letter > 0x7f) {
				return CODED;
			}
			boolean plain = letter == '_' || (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z')
					|| (letter >= 'A' && letter <= 'Z');
			written.append(plain ? String.valueOf(letter) : String.format("@%04x", (int) letter));
		}
		return written.toString().toLowerCase(Locale.ROOT);
	}

	/**
	 * What {@link #of} says of the table or database whose name the dictionary writes so.
	 */
	static String ofWritten(String written) {
		String table = written.replaceFirst("#.*", "").toLowerCase(Locale.ROOT);
		return OTHER_CODE.matcher(table).find() ? CODED : table;
	}

}
