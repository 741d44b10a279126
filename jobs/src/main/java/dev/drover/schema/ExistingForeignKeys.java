package dev.drover.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.drover.engine.Detour;
import dev.drover.engine.Engine;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.Statements;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;
import dev.drover.fault.FaultPoints;
import dev.drover.fault.Finding;

/**
 * Foreign keys of target tables that were there: rows come in any order, so that they are
 * out of the way during the copy, and are made or checked again after it. May be repeated
 * after a kill at any statement.
 */
public final class ExistingForeignKeys {

	private final Engine target;

	private final Connection connection;

	private final FaultPoints faults;

	public ExistingForeignKeys(Engine target, Connection connection, FaultPoints faults) {
		this.target = target;
		this.connection = connection;
		this.faults = faults;
	}

	/** Takes them away. */
	public void takeAway(List<Detour> detours) throws SQLException {
		for (Detour detour : detours) {
			execute(detour.drop());
		}
	}

	/**
	 * Makes those again that are not there.
	 * @throws SQLException if rows violate one
	 */
	public void restore(List<Detour> detours) throws SQLException {
		Catalog there = this.target.readCatalog(this.connection);
		for (Detour detour : detours) {
			if (isMissing(detour, there)) {
				execute(detour.create());
			}
		}
	}

	/**
	 * Makes those again that are not there, and looks at those that stood aside.
	 * @param mapping the tables
	 * @param record which of them were there
	 * @param force whether those that rows violate are to be made without a check
	 * @return what the rows did not allow
	 */
	public List<Finding> restore(SchemaMapping mapping, TargetRecord record, boolean force) throws SQLException {
		List<Finding> findings = new ArrayList<>();
		Catalog there = this.target.readCatalog(this.connection);
		for (Detour detour : record.detours()) {
			if (isMissing(detour, there)) {
				restore(detour, force, findings);
			}
		}
		Violations violations = new Violations(this.target, this.connection);
		Set<TableName> made = Set.copyOf(record.tables());
		for (TableMapping table : mapping.rowTables()) {
			Table seen = there.table(table.target().name()).orElse(null);
			if (seen != null && !made.contains(seen.name())) {
				for (ForeignKey key : seen.foreignKeys()) {
					boolean checked = record.detours()
						.stream()
						.anyMatch((detour) -> detour.table().equals(seen.name()) && detour.name().equals(key.name()));
					String orphans = checked ? "" : violations.orphans(seen, key);
					if (!orphans.isEmpty()) {
						findings.add(finding(seen.name().display(), "the foreign key " + key.name() + " over "
								+ key.columns() + " is violated by " + orphans));
					}
				}
			}
		}
		return findings;
	}

	private static boolean isMissing(Detour detour, Catalog there) {
		return there.table(detour.table())
			.filter((table) -> table.foreignKeys().stream().noneMatch((key) -> key.name().equals(detour.name())))
			.isPresent();
	}

	private void restore(Detour detour, boolean force, List<Finding> findings) throws SQLException {
		try {
			execute(detour.create());
		}
		catch (SQLException ex) {
			if (SchemaCreation.blamesElsewhere(ex)) {
				throw ex;
			}
			findings.add(finding(detour.table().display(),
					"the foreign key " + detour.name() + " can't be made again: " + Failures.reason(ex)));
			if (force) {
				execute(detour.createUnchecked());
			}
		}
	}

	private static Finding finding(String table, String message) {
		return new Finding(ErrorCode.SCHEMA_005, Finding.Level.WARNING, table, "table " + table + ": " + message,
				"mend the rows on both sides and restart, or restart with --force to go on without the check");
	}

	private void execute(String sql) throws SQLException {
		Statements.execute(this.connection, sql);
		this.faults.reached("schema.statement");
	}

}
