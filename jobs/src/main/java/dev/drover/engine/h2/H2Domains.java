package dev.drover.engine.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.CheckConstraint;
import dev.drover.engine.jdbc.Statements;

/**
 * What H2's domains promise of the columns that they are the types of: a column has it by
 * itself elsewhere.
 */
final class H2Domains {

	private static final Pattern QUOTED_OR_VALUE = Pattern
		.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\\b(?<value>VALUE)\\b");

	private final Map<String, Domain> byName = new HashMap<>();

	/** Reads all of a database. */
	static H2Domains read(Connection connection, H2Constraints constraints) throws SQLException {
		H2Domains domains = new H2Domains();
		Statements.query(connection,
				"SELECT DOMAIN_SCHEMA, DOMAIN_NAME, DOMAIN_DEFAULT, PARENT_DOMAIN_SCHEMA, PARENT_DOMAIN_NAME"
						+ " FROM INFORMATION_SCHEMA.DOMAINS",
				(row) -> domains.byName.put(name(row.getString(1), row.getString(2)),
						new Domain(row.getString(3), name(row.getString(4), row.getString(5)), new ArrayList<>())));
		Statements.query(connection, "SELECT DOMAIN_SCHEMA, DOMAIN_NAME, CONSTRAINT_SCHEMA, CONSTRAINT_NAME"
				+ " FROM INFORMATION_SCHEMA.DOMAIN_CONSTRAINTS ORDER BY CONSTRAINT_NAME", (row) -> {
					Domain domain = domains.byName.get(name(row.getString(1), row.getString(2)));
					if (domain != null) {
						domain.checks.add(constraints.check(H2Constraints.name(row.getString(3), row.getString(4))));
					}
				});
		return domains;
	}

	private static String name(@Nullable String schema, @Nullable String name) {
		return (schema == null) ? "" : schema + "\0" + name;
	}

	/** The default of a column that has none of its own. */
	@Nullable String defaultSql(@Nullable String schema, @Nullable String name) {
		for (Domain domain : line(schema, name)) {
			if (domain.defaultSql != null) {
				return domain.defaultSql;
			}
		}
		return null;
	}

	/** The checks of a column. */
	List<CheckConstraint> checks(@Nullable String schema, @Nullable String name, String quotedColumn) {
		return line(schema, name).stream()
			.flatMap((domain) -> domain.checks.stream())
			.map((check) -> new CheckConstraint("", "CHECK (" + ofColumn(check, quotedColumn) + ")"))
			.toList();
	}

	private static String ofColumn(String check, String quotedColumn) {
		return QUOTED_OR_VALUE.matcher(check)
			.replaceAll((found) -> Matcher.quoteReplacement(isValue(found) ? quotedColumn : found.group()));
	}

	private static boolean isValue(MatchResult found) {
		return found.group(1) != null;
	}

	/** The domain and those that it is made from. */
	private List<Domain> line(@Nullable String schema, @Nullable String name) {
		List<Domain> line = new ArrayList<>();
		for (Domain domain = this.byName.get(name(schema, name)); domain != null;) {
			line.add(domain);
			domain = this.byName.get(domain.parent);
		}
		return line;
	}

	/**
	 * A domain.
	 *
	 * @param defaultSql its default, or {@code null}
	 * @param parent the name of the one that it is made from, or empty
	 * @param checks its own checks
	 */
	private record Domain(@Nullable String defaultSql, String parent, List<String> checks) {

	}

}
