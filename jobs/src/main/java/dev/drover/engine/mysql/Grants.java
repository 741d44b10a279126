package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.jdbc.Statements;

/**
 * What the user may do, by the server's own GRANT statements, those of active roles
 * included.
 */
final class Grants {

	/** Privileges, database, table; a name may be quoted by backticks. */
	private static final Pattern STATEMENT = Pattern
		.compile("(?s)(GRANT|REVOKE) (.+?) ON (?:TABLE )?(\\*|`(?:[^`]|``)*`)\\.(\\*|`(?:[^`]|``)*`) (?:TO|FROM) .*");

	/** Up to the first sign that is not itself. */
	private static final Pattern WILDCARD = Pattern.compile("^(?s:[^\\\\_%]|\\\\.)*+[_%]");

	private final List<Entry> entries;

	private Grants(List<Entry> entries) {
		this.entries = entries;
	}

	static Grants of(Connection connection, boolean mariadb) throws SQLException {
		List<String> statements = new ArrayList<>();
		// MySQL leaves the roles out unless they are named
		List<String> roles = new ArrayList<>();
		if (!mariadb) {
			Statements.query(connection, "SELECT CURRENT_ROLE()", (row) -> roles.add(row.getString(1)));
		}
		boolean active = !roles.isEmpty() && roles.get(0) != null && !roles.get(0).equals("NONE");
		Statements.query(connection, active ? "SHOW GRANTS FOR CURRENT_USER() USING " + roles.get(0) : "SHOW GRANTS",
				(row) -> statements.add(row.getString(1)));
		List<Entry> entries = new ArrayList<>();
		for (String statement : statements) {
			Matcher matcher = STATEMENT.matcher(statement);
			if (matcher.matches()) {
				entries.add(new Entry(matcher.group(1).equals("GRANT"), privileges(matcher.group(2)),
						name(matcher.group(3)), name(matcher.group(4))));
			}
		}
		return new Grants(entries);
	}

	/** Those of single columns are not privileges on the table. */
	private static List<String> privileges(String list) {
		return List.of(list.toUpperCase(Locale.ROOT).replaceAll("[A-Z ]+ \\([^)]*\\)", "").strip().split("\\s*,\\s*"));
	}

	private static @Nullable String name(String quoted) {
		return quoted.equals("*") ? null : quoted.substring(1, quoted.length() - 1).replace("``", "`");
	}

	/** Whether the user has the privilege on the whole server. */
	boolean everywhere(String privilege) {
		return this.entries.stream()
			.anyMatch((entry) -> entry.granted() && entry.database() == null && entry.gives(privilege));
	}

	/** Whether the user has the privilege on all tables of the database. */
	boolean onDatabase(String privilege, String database) {
		boolean revoked = this.entries.stream()
			.anyMatch((entry) -> !entry.granted() && entry.table() == null && database.equals(entry.database())
					&& entry.gives(privilege));
		return (!revoked && everywhere(privilege))
				|| closest(database).stream().anyMatch((entry) -> entry.gives(privilege));
	}

	/** Of several patterns that fit a database, the server takes the closest only. */
	private List<Entry> closest(String database) {
		List<Entry> fitting = this.entries.stream()
			.filter((entry) -> entry.granted() && entry.table() == null && entry.database() != null
					&& like(entry.database(), database))
			.toList();
		int closest = fitting.stream().mapToInt(Entry::closeness).max().orElse(0);
		return fitting.stream().filter((entry) -> entry.closeness() == closest).toList();
	}

	/** Whether a grant on the database by its own name would hide one by a pattern. */
	boolean byPattern(String database) {
		return closest(database).stream().anyMatch((entry) -> entry.closeness() < Integer.MAX_VALUE);
	}

	/** Whether the user has the privilege on the table. */
	boolean onTable(String privilege, String database, String table) {
		return onDatabase(privilege, database) || this.entries.stream()
			.anyMatch((entry) -> entry.granted() && database.equals(entry.database()) && entry.table() != null
					&& table.equalsIgnoreCase(entry.table()) && entry.gives(privilege));
	}

	/** A database's name in a grant is a pattern. */
	private static boolean like(String pattern, String database) {
		StringBuilder regex = new StringBuilder("(?is)");
		for (int i = 0; i < pattern.length(); i++) {
			char each = pattern.charAt(i);
			if (each == '\\' && i + 1 < pattern.length()) {
				regex.append(Pattern.quote(String.valueOf(pattern.charAt(++i))));
			}
			else {
				regex.append((each == '%') ? ".*" : (each == '_') ? "." : Pattern.quote(String.valueOf(each)));
			}
		}
		return database.matches(regex.toString());
	}

	/** One statement; a database or table of {@code null} stands for all. */
	private record Entry(boolean granted, List<String> privileges, @Nullable String database, @Nullable String table) {

		/** How far the name of the database goes until anything may follow. */
		int closeness() {
			Matcher matcher = WILDCARD.matcher((this.database == null) ? "%" : this.database);
			return matcher.find() ? matcher.end() : Integer.MAX_VALUE;
		}

		boolean gives(String privilege) {
			return this.privileges.contains(privilege) || this.privileges.contains("ALL PRIVILEGES")
					|| this.privileges.contains("ALL");
		}

	}

}
