package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.UserType;
import dev.drover.engine.jdbc.Statements;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;

/**
 * What a target has to have before the tables can be created, and has not: extensions
 * that its server can't install, and users' routines, which are never moved.
 */
final class MissingParts {

	private final Connection target;

	MissingParts(Connection target) {
		this.target = target;
	}

	List<Finding> of(Catalog wanted) throws SQLException {
		List<Finding> findings = new ArrayList<>();
		for (UserType type : wanted.types()) {
			if (ExtensionReader.isExtension(type)
					&& !there("SELECT FROM pg_catalog.pg_available_extensions WHERE name = ?",
							ExtensionReader.extension(type))) {
				findings.add(new Finding(ErrorCode.TYPE_002, Finding.Level.ERROR, ExtensionReader.extension(type),
						"the tables need the extension " + ExtensionReader.extension(type)
								+ ", which the target's server does not offer",
						"install it on the target's server, or exclude these tables in scope.tables"));
			}
		}
		for (Table table : wanted.tables()) {
			for (String routine : table.nativeTable().routines()) {
				if (!there("SELECT WHERE to_regprocedure(?) IS NOT NULL", routine)) {
					findings.add(new Finding(ErrorCode.SCHEMA_004, Finding.Level.ERROR, table.name().display(),
							"the table " + table.name().display() + " calls the routine " + routine
									+ ", which is not moved and is not in the target",
							"create the routine in the target, or exclude the table in scope.tables"));
				}
			}
		}
		return findings;
	}

	private boolean there(String sql, String name) throws SQLException {
		List<Boolean> found = new ArrayList<>();
		Statements.query(this.target, sql, (row) -> found.add(true), name);
		return !found.isEmpty();
	}

}
