package dev.drover.inspect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.drover.engine.Engine;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Table;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.plan.DataTransfer;
import dev.drover.schema.SchemaMapping;
import dev.drover.schema.TableMapping;

/**
 * Whether the tables that are in the target already fit and are empty.
 */
public final class TargetInspection {

	private final Engine target;

	private final Connection connection;

	private final DataTransfer.Replace replace;

	private final boolean followed;

	/**
	 * Creates an inspection.
	 * @param replace what is to become of rows that are there
	 * @param followed whether changes of the source will be applied
	 */
	public TargetInspection(Engine target, Connection connection, DataTransfer.Replace replace, boolean followed) {
		this.followed = followed;
		this.replace = replace;
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
		List<Finding> findings = new ArrayList<>(this.target.missing(this.connection, mapping.wanted()));
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
		ColumnFit fit = ColumnFit.of(mapping.target(), existing);
		if (!fit.misfits().isEmpty()) {
			findings.add(new Finding(ErrorCode.SCHEMA_001, Finding.Level.ERROR, name,
					"the target table " + name + " does not fit: " + String.join(", ", fit.misfits()),
					"change or drop the target table, or exclude it in scope.tables"));
		}
		if (!fit.losses().isEmpty()) {
			findings.add(new Finding(ErrorCode.SCHEMA_007, Finding.Level.WARNING, name,
					"the target table " + name + " promises less: " + String.join(", ", fit.losses()),
					"change or drop the target table, or accept it with --force"));
		}
		for (String trigger : this.target.triggers(this.connection, existing.name())) {
			if (this.followed) {
				findings.add(new Finding(ErrorCode.SCHEMA_007, Finding.Level.INFO, name,
						"the trigger " + trigger + " of the target table " + name + " stands aside until the switch",
						"nothing; a rollback brings it back too"));
				continue;
			}
			findings.add(new Finding(ErrorCode.SCHEMA_007, Finding.Level.WARNING, name,
					"the trigger " + trigger + " of the target table " + name + " fires for each row that is copied",
					"drop it and make it again after the copy, or accept it with --force"));
		}
		long rows = rows(existing);
		if (rows > 0) {
			findings.add(held(mapping, name, rows));
		}
	}

	private Finding held(TableMapping mapping, String name, long rows) {
		String holds = "the target table " + name + " already holds " + rows + " rows";
		if (this.replace == DataTransfer.Replace.REFUSE) {
			return new Finding(ErrorCode.DATA_001, Finding.Level.ERROR, name, holds + ", allowed are none",
					"empty it, or choose another target, or set data.replace in the plan");
		}
		if (this.followed) {
			return new Finding(ErrorCode.DATA_001, Finding.Level.ERROR, name,
					holds + ", which changes of the source would overwrite, and nothing could bring back",
					"empty it, or write data: {type: snapshot, replace: " + this.replace.name().toLowerCase(Locale.ROOT)
							+ "} and keep the source quiet");
		}
		if (mapping.source().rowKey().isEmpty()) {
			return new Finding(ErrorCode.DATA_001, Finding.Level.ERROR, name,
					holds + ", and table " + mapping.name() + " has no key by which to tell them apart",
					"empty it, or exclude the table in scope.tables");
		}
		return new Finding(ErrorCode.DATA_001, Finding.Level.INFO, name, holds + switch (this.replace) {
			case NONE -> ": they stay, and rows of the source with their keys are skipped";
			case REPLACE -> ": those with a key of the source are replaced";
			default -> ": those with a key of the source are replaced, but where the source has NULL";
		}, "nothing; drover rollback brings back what was there");
	}

	private long rows(Table existing) throws SQLException {
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement
					.executeQuery("SELECT count(*) FROM " + this.target.rowsOf(this.connection, existing.name()))) {
			row.next();
			return row.getLong(1);
		}
	}

}
