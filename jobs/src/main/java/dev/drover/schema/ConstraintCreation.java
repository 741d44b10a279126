package dev.drover.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.drover.engine.Ddl;
import dev.drover.engine.Engine;
import dev.drover.engine.catalog.CheckConstraint;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.FaultPoints;
import dev.drover.fault.Finding;

/**
 * Creates keys, indexes and foreign keys. What the rows don't allow becomes a finding
 * with the name and examples; the rest is created nevertheless.
 */
final class ConstraintCreation {

	private final Engine target;

	private final Connection connection;

	private final boolean force;

	private final FaultPoints faults;

	private final Violations violations;

	private final List<Finding> findings;

	/**
	 * Creates it.
	 * @param findings takes what the rows don't allow
	 */
	ConstraintCreation(Engine target, Connection connection, boolean force, FaultPoints faults,
			List<Finding> findings) {
		this.target = target;
		this.connection = connection;
		this.force = force;
		this.faults = faults;
		this.findings = findings;
		this.violations = new Violations(target, connection);
	}

	void keys(Table wanted, Table seen) throws SQLException {
		Ddl ddl = this.target.ddl();
		Key primary = wanted.primaryKey();
		if (!ddl.keysWithTable()) {
			if (primary != null && seen.primaryKey() == null) {
				unique(wanted, "primary key", primary.name(), primary.columns(), ddl.addPrimaryKey(wanted, primary));
			}
		}
		List<Key> uniques = ddl.keysWithTable() ? List.of() : wanted.uniques()
			.stream()
			.filter((unique) -> seen.uniques().stream().noneMatch((other) -> other.columns().equals(unique.columns())))
			.toList();
		List<Index> indexes = ddl.indexes(wanted)
			.stream()
			.filter((index) -> seen.indexes().stream().noneMatch((other) -> other.name().equals(index.name())))
			.toList();
		String together = (uniques.size() + indexes.size() > 1) ? ddl.addTogether(wanted, uniques, indexes) : null;
		if (together != null && done(together)) {
			this.faults.reached("schema.statement");
			return;
		}
		for (Key unique : uniques) {
			unique(wanted, "unique constraint", unique.name(), unique.columns(), ddl.addUnique(wanted, unique));
		}
		for (Index index : indexes) {
			List<String> columns = index.plain()
					? index.parts().stream().map((part) -> String.valueOf(part.column())).toList() : List.of();
			unique(wanted, "index", index.name(), columns, ddl.createIndex(wanted, index));
		}
	}

	/** Whether all of it was made; else each has to say for itself what is wrong. */
	private boolean done(String together) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(together);
			return true;
		}
		catch (SQLException ex) {
			if (SchemaCreation.blamesElsewhere(ex)) {
				throw ex;
			}
			return false;
		}
	}

	void checks(Table wanted, Table seen) throws SQLException {
		Ddl ddl = this.target.ddl();
		for (CheckConstraint check : wanted.checks()) {
			String what = "check " + check.name() + " " + check.expression();
			if (ddl.keysWithTable()) {
				String breaking = this.violations.breaking(wanted, check);
				if (!breaking.isEmpty()) {
					violated(wanted, what, breaking + "; rows to come are checked");
				}
			}
			else if (seen.checks().stream().anyMatch((other) -> other.name().equalsIgnoreCase(check.name()))) {
				boolean vouched = ddl.tellsUnchecked() && seen.checks()
					.stream()
					.anyMatch((other) -> other.name().equalsIgnoreCase(check.name())
							&& !other.nativeSql().endsWith(" NOT VALID"));
				tellAgain(wanted, what, vouched ? "" : this.violations.breaking(wanted, check));
			}
			else if (!attempt(wanted, what, ddl.addCheck(wanted, check), () -> this.violations.breaking(wanted, check))
					&& this.force) {
				String sql = ddl.addUncheckedCheck(wanted, check);
				if (sql != null) {
					execute(wanted, sql, "check " + check.name());
				}
			}
		}
	}

	private void unique(Table table, String what, String name, List<String> columns, String sql) throws SQLException {
		attempt(table, what + " " + name + " over " + columns, sql,
				() -> columns.isEmpty() ? "" : this.violations.duplicates(table, columns));
	}

	/**
	 * Proves foreign keys that are not there.
	 * @param alone whether nobody else can write into that table of the target
	 * @param proven takes those of which each row has its parent
	 */
	void proveApart(Table wanted, Table seen, Predicate<TableName> alone, Consumer<ForeignKey> proven)
			throws SQLException {
		for (ForeignKey key : wanted.foreignKeys()) {
			if (seen.foreignKeys().stream().noneMatch((other) -> same(other, key)) && alone.test(key.referencedTable())
					&& this.violations.parentsAreThere(wanted, key)) {
				proven.accept(key);
			}
		}
	}

	/**
	 * Creates foreign keys.
	 * @param proven whether it is known that each row has its parent
	 */
	void foreignKeys(Table wanted, Table seen, Predicate<ForeignKey> proven) throws SQLException {
		Ddl ddl = this.target.ddl();
		for (ForeignKey key : wanted.foreignKeys()) {
			String what = "foreign key " + (key.name().isEmpty() ? "" : key.name() + " ") + "over " + key.columns()
					+ " to " + key.referencedTable().display() + " " + key.referencedColumns();
			if (ddl.keysWithTable()) {
				String orphans = this.violations.orphans(wanted, key);
				if (!orphans.isEmpty()) {
					violated(wanted, what, orphans);
				}
			}
			else if (seen.foreignKeys().stream().anyMatch((other) -> same(other, key))) {
				boolean vouched = ddl.tellsUnchecked()
						&& seen.foreignKeys().stream().anyMatch((other) -> same(other, key) && other.validated());
				tellAgain(wanted, what, vouched ? "" : this.violations.orphans(wanted, key));
			}
			else if (proven.test(key)) {
				this.faults.reached("schema.proven");
				unchecked(wanted, key);
				this.faults.reached("schema.statement");
			}
			else if (!attempt(wanted, what, ddl.addForeignKey(wanted, key), () -> this.violations.orphans(wanted, key))
					&& this.force) {
				unchecked(wanted, key);
			}
		}
	}

	/** Creates foreign keys without a look at the rows. */
	void foreignKeysUnchecked(Table wanted, Table seen) throws SQLException {
		if (this.target.ddl().keysWithTable()) {
			return;
		}
		for (ForeignKey key : wanted.foreignKeys()) {
			if (seen.foreignKeys().stream().noneMatch((other) -> same(other, key))) {
				unchecked(wanted, key);
				this.faults.reached("schema.statement");
			}
		}
	}

	/**
	 * Looks at the rows of foreign keys that were made without, and says so to the
	 * server.
	 */
	void vouch(Table wanted, Table seen) throws SQLException {
		for (ForeignKey key : seen.foreignKeys()) {
			if (wanted.foreignKeys().stream().anyMatch((other) -> same(other, key) && !other.validated())) {
				// the source does not vouch for its rows either
				continue;
			}
			String what = "foreign key " + key.name() + " over " + key.columns() + " to "
					+ key.referencedTable().display() + " " + key.referencedColumns();
			String sql = this.target.ddl().validateForeignKey(seen, key);
			if (sql == null) {
				tellAgain(wanted, what, this.violations.orphans(seen, key));
			}
			else if (!key.validated()) {
				attempt(wanted, what, sql, () -> this.violations.orphans(seen, key));
			}
		}
	}

	private static boolean same(ForeignKey one, ForeignKey other) {
		return one.columns().equals(other.columns()) && one.referencedTable().equals(other.referencedTable())
				&& one.referencedColumns().equals(other.referencedColumns());
	}

	/** What was created without a look at the rows is told after each restart. */
	private void tellAgain(Table table, String what, String rows) {
		if (!rows.isEmpty()) {
			violated(table, what, rows);
		}
	}

	/** At least rows to come are checked. */
	private void unchecked(Table table, ForeignKey key) throws SQLException {
		List<String> statements = this.target.ddl().addUncheckedForeignKey(table, key.unchecked());
		for (String sql : statements) {
			execute(table, sql, "foreign key " + key.name());
		}
	}

	private void execute(Table table, String sql, String what) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			if (SchemaCreation.blamesElsewhere(ex)) {
				throw ex;
			}
			this.findings
				.add(finding(ErrorCode.SCHEMA_006, table, "the " + what + " can't be created: " + oneLine(ex)));
		}
	}

	private boolean attempt(Table table, String what, String sql, Supplier<String> examples) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			if (SchemaCreation.blamesElsewhere(ex)) {
				throw ex;
			}
			String seen = examples.get();
			if (seen.isEmpty()) {
				this.findings
					.add(finding(ErrorCode.SCHEMA_006, table, "the " + what + " can't be created: " + oneLine(ex)));
			}
			else {
				violated(table, what, seen);
			}
			return false;
		}
		this.faults.reached("schema.statement");
		return true;
	}

	private void violated(Table table, String what, String rows) {
		this.findings.add(finding(ErrorCode.SCHEMA_005, table, "the " + what + " is violated by " + rows));
	}

	private static Finding finding(ErrorCode code, Table table, String message) {
		return new Finding(code, Finding.Level.WARNING, table.name().display(),
				"table " + table.name().display() + ": " + message,
				"mend the rows on both sides and restart, or restart with --force to go on without it");
	}

	private static String oneLine(SQLException ex) {
		return String.valueOf(ex.getMessage())
			.lines()
			.map(String::strip)
			.reduce((one, two) -> one + "; " + two)
			.orElse("");
	}

}
