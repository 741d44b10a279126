package dev.drover.inspect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.drover.engine.Engine;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Table;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.schema.SchemaMapping;
import dev.drover.schema.TableMapping;

/**
 * Whether the tables that are in the target already fit and are empty.
 */
public final class TargetInspection {

	private final Engine target;

	private final Connection connection;

	public TargetInspection(Engine target, Connection connection) {
		this.target = target;
		this.connection = connection;
	}

	/**
	 * The findings.
	 * @param catalog the target's catalog
	 * @param mapping the scope
	 * @param own source names of tables that this migration created itself
	 */
	public List<Finding> of(Catalog catalog, SchemaMapping mapping, Set<String> own) throws SQLException {
		List<Finding> findings = new ArrayList<>();
		for (TableMapping table : mapping.rowTables()) {
			Optional<Table> existing = catalog.table(table.target().name());
			if (existing.isPresent() && !own.contains(table.name())) {
				check(table, existing.get(), findings);
			}
		}
		return findings;
	}

	private void check(TableMapping mapping, Table existing, List<Finding> findings) throws SQLException {
		String name = existing.name().display();
		Set<String> wanted = mapping.target().columns().stream().map(Column::name).collect(Collectors.toSet());
		Set<String> seen = existing.columns().stream().map(Column::name).collect(Collectors.toSet());
		if (!wanted.equals(seen)) {
			findings.add(new Finding(ErrorCode.SCHEMA_001, Finding.Level.ERROR, name,
					"the target table " + name + " has the columns " + seen + ", wanted are " + wanted,
					"rename or drop the target table, or exclude it in scope.tables"));
			return;
		}
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement
					.executeQuery("SELECT count(*) FROM " + this.target.dialect().quote(existing.name()))) {
			row.next();
			if (row.getLong(1) > 0) {
				findings.add(new Finding(ErrorCode.DATA_001, Finding.Level.ERROR, name,
						"the target table " + name + " already holds " + row.getLong(1) + " rows, allowed are none",
						"empty it, or choose another target"));
			}
		}
	}

}
