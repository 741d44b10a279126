package dev.drover.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.drover.engine.Ddl;
import dev.drover.engine.Engine;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Identity;
import dev.drover.engine.catalog.Sequence;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.catalog.UserType;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;
import dev.drover.fault.FaultPoints;
import dev.drover.fault.Finding;

/**
 * Creates what the target lacks. Each call looks at what is there first, so that it can
 * be repeated after a kill at any statement.
 */
public final class SchemaCreation {

	private final Engine target;

	private final Connection connection;

	private final FaultPoints faults;

	private boolean proofs = true;

	public SchemaCreation(Engine target, Connection connection, FaultPoints faults) {
		this.target = target;
		this.connection = connection;
		this.faults = faults;
	}

	/**
	 * Foreign keys are made without a look at the rows, where their engine can do that:
	 * rows of a source in use come in no order.
	 */
	public SchemaCreation withoutProofs() {
		this.proofs = false;
		return this;
	}

	/** Creates the tables that are not there. */
	public void createTables(SchemaMapping mapping) throws SQLException {
		Catalog there = this.target.readCatalog(this.connection);
		Ddl ddl = this.target.ddl();
		Catalog wanted = mapping.wanted();
		executeAll(ddl.createSchemas(wanted));
		executeAll(ddl.createTypes(typesNotIn(there, wanted)));
		Set<TableName> sequences = there.sequences().stream().map(Sequence::name).collect(Collectors.toSet());
		for (Sequence sequence : wanted.sequences()) {
			if (!sequences.contains(sequence.name())) {
				executeAll(ddl.createSequence(sequence));
			}
		}
		SharedCommits.during(this.connection, ddl.tablesTogether(), (ended) -> {
			for (Table table : parentsFirst(wanted)) {
				if (there.table(table.name()).isEmpty()) {
					executeAll(ddl.createTable(table));
					ended.part();
				}
			}
		});
	}

	private static Catalog typesNotIn(Catalog there, Catalog wanted) {
		List<UserType> missing = wanted.types()
			.stream()
			.filter((type) -> there.types().stream().noneMatch((other) -> other.name().equals(type.name())))
			.toList();
		return new Catalog(List.of(), List.of(), missing, List.of());
	}

	/** Parents come before their partitions and children. */
	private static List<Table> parentsFirst(Catalog wanted) {
		return TableOrder.sorted(wanted.tables(), Table::name, (table) -> {
			Set<TableName> parents = new HashSet<>(table.lineage().inherits());
			TableName root = table.lineage().partitionOf();
			if (root != null) {
				parents.add(root);
			}
			return parents;
		});
	}

	private void executeAll(List<String> statements) throws SQLException {
		for (String sql : statements) {
			execute(sql);
		}
	}

	/**
	 * Creates keys, indexes and foreign keys that are not there, and sets numbering.
	 * @param mapping the scope
	 * @param made whether a table was made by the migration; others are used as they are,
	 * but numbered on
	 * @param force whether foreign keys are to be created without a check where rows
	 * violate them
	 * @param sideBySide by which large tables are worked on
	 * @return what the rows did not allow
	 */
	public List<Finding> finish(SchemaMapping mapping, Predicate<TableName> made, boolean force, SideBySide sideBySide)
			throws SQLException {
		Catalog there = this.target.readCatalog(this.connection);
		new NativeFinish(this.connection, sideBySide, this.faults).finish(mapping, made, this.proofs);
		List<TableMapping> assembled = mapping.rowTables()
			.stream()
			.filter((table) -> made.test(table.target().name()) && !table.target().nativeTable().known())
			.toList();
		List<Finding> findings = new AssembledFinish(this.target, this.connection, sideBySide, force, this.faults,
				this.proofs)
			.finish(assembled.stream().map(TableMapping::target).toList(), there);
		SharedCommits.during(this.connection, this.target.ddl().tablesTogether(), (ended) -> {
			for (TableMapping table : assembled) {
				executeAll(this.target.ddl().comments(table.target()));
				executeAll(this.target.ddl().habits(table.target()));
				ended.part();
			}
			Numbering numbering = new Numbering(this.target, this.connection);
			for (TableMapping table : mapping.rowTables()) {
				Table seen = there.table(table.target().name()).orElseThrow();
				executeAll(this.target.ddl()
					.setIdentity(
							numbering.beyondRows(numbered(table.target(), seen, made.test(table.target().name())))));
				ended.part();
			}
		});
		Numbering numbering = new Numbering(this.target, this.connection);
		for (Sequence sequence : mapping.sequences()) {
			execute(this.target.ddl().setSequence(numbering.beyondRows(sequence, mapping.wanted())));
		}
		return findings;
	}

	/**
	 * Looks at the rows of foreign keys that were made without, and vouches for them.
	 * @param made whether a table was made by the migration
	 * @return what the rows did not allow
	 */
	public List<Finding> prove(SchemaMapping mapping, Predicate<TableName> made, SideBySide sideBySide)
			throws SQLException {
		Catalog there = this.target.readCatalog(this.connection);
		new NativeFinish(this.connection, sideBySide, this.faults).prove(mapping, made);
		List<Table> assembled = mapping.rowTables()
			.stream()
			.map(TableMapping::target)
			.filter((table) -> made.test(table.name()) && !table.nativeTable().known())
			.toList();
		return new AssembledFinish(this.target, this.connection, sideBySide, false, this.faults, true).prove(assembled,
				there);
	}

	/**
	 * The columns that number themselves. A table that was there already need not number
	 * the column that the source numbers, and goes on taking numbers by hand, or not.
	 */
	private static Table numbered(Table wanted, Table seen, boolean made) {
		List<Column> columns = new ArrayList<>();
		for (Column column : wanted.columns()) {
			Identity there = seen.column(column.name()).map(Column::identity).orElse(null);
			Identity identity = column.identity();
			if (identity != null && there != null) {
				columns.add(column.withIdentity(
						new Identity(made ? identity.always() : there.always(), identity.options(), identity.next())));
			}
		}
		return wanted.withColumns(columns);
	}

	/** Whether something else than the statement is to blame. */
	static boolean blamesElsewhere(SQLException ex) {
		return Failures.code(ex).filter(SchemaCreation::notTheStatement).isPresent();
	}

	private static boolean notTheStatement(ErrorCode code) {
		return switch (code) {
			case CONN_004, PERM_001, PERM_002, DISK_001, DISK_002, MEM_001, TIME_001 -> true;
			default -> false;
		};
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			ErrorCode code = Failures.code(ex).filter(SchemaCreation::notTheStatement).orElse(ErrorCode.SCHEMA_006);
			throw new DroverException(code, "the target refuses: " + sql + ": " + Failures.reason(ex),
					"mend the cause, then drover restart", ex);
		}
		this.faults.reached("schema.statement");
	}

}
