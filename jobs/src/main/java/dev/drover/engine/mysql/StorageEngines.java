package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.jdbc.Statements;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;

/**
 * Tables that take no part in transactions: a chunk that fails would stay there in part.
 */
final class StorageEngines {

	private static final Pattern ENGINE = Pattern.compile("\\) ENGINE=(\\w+)");

	private static final Pattern ARIA_OPTIONS = Pattern.compile(" (?:PAGE_CHECKSUM|TRANSACTIONAL)=\\d");

	private static final String OTHERS = "SELECT table_name, engine FROM information_schema.tables"
			+ " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND engine <> 'InnoDB' ORDER BY table_name";

	private StorageEngines() {
	}

	/** An error for each wanted table that is there, an info for those to be made. */
	static List<Finding> of(Connection target, Catalog wanted) throws SQLException {
		Set<String> names = wanted.tables().stream().map((table) -> table.name().name()).collect(Collectors.toSet());
		List<Finding> findings = new ArrayList<>();
		Statements.query(target, OTHERS, (row) -> {
			if (names.contains(row.getString(1))) {
				String name = row.getString(1);
				findings.add(new Finding(ErrorCode.SCHEMA_001, Finding.Level.ERROR, name,
						"the target table " + name + " lies in " + row.getString(2)
								+ ", which has no transactions: a chunk that fails would stay there in part",
						"ALTER TABLE " + new MysqlDialect().quote(name) + " ENGINE=InnoDB"));
			}
		});
		for (Table table : wanted.tables()) {
			Matcher matcher = ENGINE.matcher(table.options());
			if (matcher.find() && !matcher.group(1).equals("InnoDB")
					&& findings.stream().noneMatch((finding) -> finding.object().equals(table.name().name()))) {
				findings.add(new Finding(ErrorCode.SCHEMA_007, Finding.Level.INFO, table.name().name(),
						"the table " + table.name().name() + " lies in " + matcher.group(1)
								+ " and becomes one of InnoDB",
						"nothing, unless the application relies on that storage engine"));
			}
		}
		return findings;
	}

	/** The statement that makes the table, in InnoDB. */
	static String transactional(String create) {
		Matcher matcher = ENGINE.matcher(create);
		return (!matcher.find() || matcher.group(1).equals("InnoDB")) ? create
				: ARIA_OPTIONS.matcher(matcher.replaceFirst(") ENGINE=InnoDB")).replaceAll("");
	}

}
