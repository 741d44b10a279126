package dev.drover.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.drover.engine.Engine;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.fault.FaultPoints;
import dev.drover.fault.Finding;

/**
 * Finishes tables whose statements Drover puts together itself: keys and indexes of all,
 * then checks, then foreign keys; each side by side. What is there already is left alone.
 */
final class AssembledFinish {

	private final Engine target;

	private final Connection connection;

	private final SideBySide sideBySide;

	private final boolean force;

	private final boolean proofs;

	private final FaultPoints faults;

	AssembledFinish(Engine target, Connection connection, SideBySide sideBySide, boolean force, FaultPoints faults,
			boolean proofs) {
		this.proofs = proofs;
		this.target = target;
		this.connection = connection;
		this.sideBySide = sideBySide;
		this.force = force;
		this.faults = faults;
	}

	/**
	 * Finishes them.
	 * @param tables the tables as they are to be
	 * @param there what is there
	 * @return what the rows did not allow, in the order of the tables
	 */
	List<Finding> finish(List<Table> tables, Catalog there) throws SQLException {
		List<Finding> findings = new ArrayList<>();
		findings.addAll(each(tables, there, (table) -> Set.of(table.name()), ConstraintCreation::keys));
		findings.addAll(each(tables, there, (table) -> Set.of(table.name()), ConstraintCreation::checks));
		if (this.proofs && this.target.ddl().tellsUnchecked()) {
			findings
				.addAll(each(tables, there, AssembledFinish::withReferenced, ConstraintCreation::foreignKeysUnchecked));
			if (tables.stream().anyMatch((table) -> !table.foreignKeys().isEmpty())) {
				// the looks lock neither side for others that look
				findings.addAll(prove(tables, this.target.readCatalog(this.connection)));
			}
			return findings;
		}
		Set<TableName> made = new HashSet<>();
		// a parent without its key would only be found by the server's own look
		if (findings.isEmpty()) {
			tables.forEach((table) -> made.add(table.name()));
		}
		if (!this.proofs) {
			findings
				.addAll(each(tables, there, AssembledFinish::withReferenced, ConstraintCreation::foreignKeysUnchecked));
			return findings;
		}
		Map<TableName, List<ForeignKey>> proven = new ConcurrentHashMap<>();
		if (this.target.ddl().provesForeignKeysApart()) {
			// reading locks nobody out, so that two children of one parent can be proven
			// at a time
			findings.addAll(each(tables, there, (table) -> Set.of(table.name()), (creation, wanted, seen) -> {
				List<ForeignKey> ofTable = new ArrayList<>();
				creation.proveApart(wanted, seen, made::contains, ofTable::add);
				proven.put(wanted.name(), ofTable);
			}));
		}
		findings.addAll(each(tables, there, AssembledFinish::withReferenced, (creation, wanted, seen) -> creation
			.foreignKeys(wanted, seen, proven.getOrDefault(wanted.name(), List.of())::contains)));
		return findings;
	}

	/** Looks at the rows of foreign keys that were made without. */
	List<Finding> prove(List<Table> tables, Catalog there) throws SQLException {
		return each(tables, there, (table) -> Set.of(table.name()), ConstraintCreation::vouch);
	}

	private static Set<TableName> withReferenced(Table table) {
		Set<TableName> touched = new HashSet<>(Set.of(table.name()));
		table.foreignKeys().stream().map(ForeignKey::referencedTable).forEach(touched::add);
		return touched;
	}

	private List<Finding> each(List<Table> tables, Catalog there, Function<Table, Set<TableName>> touches, Work work)
			throws SQLException {
		List<List<Finding>> byTable = new ArrayList<>();
		List<SideBySide.Task> tasks = new ArrayList<>();
		for (Table table : tables) {
			List<Finding> ofTable = new ArrayList<>();
			byTable.add(ofTable);
			tasks.add(new SideBySide.Task(touches.apply(table),
					(connection) -> work.on(
							new ConstraintCreation(this.target, connection, this.force, this.faults, ofTable), table,
							there.table(table.name()).orElseThrow())));
		}
		this.sideBySide.run(this.connection, tasks);
		return byTable.stream().flatMap(List::stream).toList();
	}

	/** Creates something of a table that is not as wanted. */
	@FunctionalInterface
	private interface Work {

		void on(ConstraintCreation creation, Table wanted, Table seen) throws SQLException;

	}

}
