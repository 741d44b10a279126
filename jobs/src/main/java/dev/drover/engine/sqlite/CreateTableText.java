package dev.drover.engine.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.CheckConstraint;

/**
 * A CREATE TABLE statement as SQLite keeps it: what no pragma tells.
 */
final class CreateTableText {

	private static final Pattern TOKEN = Pattern.compile(
			"(?s)\\s+|--[^\\n]*|/\\*.*?(?:\\*/|$)|(?<quoted>'(?:[^']++|'')*+'|\"(?:[^\"]++|\"\")*+\"|`(?:[^`]++|``)*+`"
					+ "|\\[[^\\]]*\\])|(?<word>[\\w$\\x{80}-\\x{10ffff}]+)|(?<sign>.)");

	private static final Set<String> TABLE_CONSTRAINTS = Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN");

	private final String sql;

	/** Columns and table constraints, each as its tokens. */
	private final List<List<Token>> items = new ArrayList<>();

	CreateTableText(String sql) {
		this.sql = sql;
		List<Token> item = new ArrayList<>();
		int depth = 0;
		for (Matcher matcher = TOKEN.matcher(sql); matcher.find();) {
			String sign = matcher.group("sign");
			depth -= ")".equals(sign) ? 1 : 0;
			boolean between = depth == 1 && ",".equals(sign);
			if (between || (depth == 0 && ")".equals(sign))) {
				this.items.add(item);
				item = new ArrayList<>();
			}
			else if (depth > 0 && (sign != null || matcher.group("word") != null || matcher.group("quoted") != null)) {
				item.add(new Token(matcher.group(), matcher.group("quoted") != null, depth - 1, matcher.start()));
			}
			depth += "(".equals(sign) ? 1 : 0;
		}
	}

	/** The column's collation, or {@code null} if it is the ordinary one. */
	@Nullable String collation(String column) {
		List<Token> item = column(column);
		int at = indexOf(item, "COLLATE");
		String collation = (at < 0) ? "BINARY" : item.get(at + 1).plain();
		return collation.equalsIgnoreCase("BINARY") ? null : collation;
	}

	boolean autoincrement(String column) {
		return indexOf(column(column), "AUTOINCREMENT") >= 0;
	}

	/** The expression of a generated column, with its kind. */
	String generated(String column) {
		List<Token> item = column(column);
		int at = indexOf(item, "AS");
		String kind = (indexOf(item, "STORED") > at) ? " STORED" : " VIRTUAL";
		return (at < 0) ? "()" : parenthesis(item, at) + kind;
	}

	List<CheckConstraint> checks() {
		List<CheckConstraint> checks = new ArrayList<>();
		for (List<Token> item : this.items) {
			for (int i = 0; i < item.size(); i++) {
				if (item.get(i).is("CHECK")) {
					boolean named = i > 1 && item.get(i - 2).is("CONSTRAINT");
					checks.add(
							new CheckConstraint(named ? item.get(i - 1).plain() : "", "CHECK " + parenthesis(item, i)));
				}
			}
		}
		return checks;
	}

	/**
	 * Of each foreign key, in the order of the statement, whether it waits for the
	 * commit.
	 */
	List<Boolean> deferred() {
		List<Boolean> deferred = new ArrayList<>();
		for (List<Token> item : this.items) {
			for (int i = 0; i < item.size(); i++) {
				if (item.get(i).is("REFERENCES")) {
					deferred.add(false);
				}
				else if (!deferred.isEmpty() && item.get(i).is("DEFERRED") && !item.get(i - 3).is("NOT")) {
					deferred.set(deferred.size() - 1, true);
				}
			}
		}
		return deferred;
	}

	/**
	 * What a key over these columns does with a value that is there already, or nothing
	 * if it refuses it.
	 */
	String onConflict(List<String> columns) {
		for (List<Token> item : this.items) {
			int at = indexOf(item, "CONFLICT");
			boolean mine = TABLE_CONSTRAINTS.contains(item.isEmpty() ? "" : item.get(0).upper())
					? item.stream().filter((token) -> token.depth == 1).map(Token::plain).toList().containsAll(columns)
					: columns.size() == 1 && item.equals(column(columns.get(0)))
							&& !(at > 2 && item.get(at - 2).is("NULL"));
			if (at > 0 && mine && !item.get(at + 1).is("ABORT")) {
				return "ON CONFLICT " + item.get(at + 1).upper();
			}
		}
		return "";
	}

	private String parenthesis(List<Token> item, int after) {
		int from = item.get(after + 1).start;
		int to = item.subList(after + 2, item.size())
			.stream()
			.filter((token) -> token.text.equals(")") && token.depth == 0)
			.findFirst()
			.map((token) -> token.start + 1)
			.orElse(from);
		return this.sql.substring(from, to);
	}

	private static int indexOf(List<Token> item, String word) {
		for (int i = 1; i < item.size(); i++) {
			if (item.get(i).is(word)) {
				return i;
			}
		}
		return -1;
	}

	private List<Token> column(String name) {
		return this.items.stream()
			.filter((item) -> !item.isEmpty()
					&& (item.get(0).quoted || !TABLE_CONSTRAINTS.contains(item.get(0).upper()))
					&& item.get(0).plain().equalsIgnoreCase(name))
			.findFirst()
			.orElse(List.of());
	}

	/**
	 * A word, a quoted name or text, or a sign.
	 *
	 * @param text as it stands there
	 * @param quoted whether it is quoted
	 * @param depth parentheses around it, inside the item
	 * @param start where it begins
	 */
	private record Token(String text, boolean quoted, int depth, int start) {

		boolean is(String keyword) {
			return !this.quoted && this.depth == 0 && upper().equals(keyword);
		}

		String upper() {
			return this.text.toUpperCase(Locale.ROOT);
		}

		String plain() {
			if (!this.quoted) {
				return this.text;
			}
			String quote = this.text.substring(this.text.length() - 1);
			return this.text.substring(1, this.text.length() - 1).replace(quote + quote, quote);
		}

	}

}
