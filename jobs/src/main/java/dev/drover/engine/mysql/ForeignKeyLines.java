package dev.drover.engine.mysql;

import java.util.Collection;

/**
 * The foreign keys within what SHOW CREATE TABLE says. MariaDB does not double the
 * backticks in their names and columns there, so that the statement can be read, and run,
 * only without them.
 */
final class ForeignKeyLines {

	private static final String BEGIN = ",\n  CONSTRAINT `";

	private static final String OPTIONS = "\n) ENGINE=";

	private ForeignKeyLines() {
	}

	/**
	 * The statement without the foreign keys of those names.
	 * @param create the statement as the server shows it
	 * @param names the foreign keys that the table has
	 */
	static String without(String create, Collection<String> names) {
		String left = create;
		for (String name : names) {
			// as it is meant, and as MariaDB spells it
			int at = Math.max(last(left, name.replace("`", "``")), last(left, name));
			if (at >= 0) {
				left = left.substring(0, at) + left.substring(end(left, at));
			}
		}
		return left;
	}

	/** Behind all columns, whose comments may say anything. */
	private static int last(String sql, String spelled) {
		return sql.lastIndexOf(BEGIN + spelled + "` FOREIGN KEY (`");
	}

	private static int end(String sql, int at) {
		int next = sql.indexOf(BEGIN, at + BEGIN.length());
		int options = sql.indexOf(OPTIONS, at);
		return (next >= 0 && next < options) ? next : options;
	}

}
