package dev.drover.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.plan.Scope;

/**
 * Looks for scopes that cut through a partitioned table: the rows of its partitions
 * travel with it, so that such a scope would move other rows than it names.
 */
final class PartitionScope {

	private final Catalog catalog;

	private final Scope scope;

	PartitionScope(Catalog catalog, Scope scope) {
		this.catalog = catalog;
		this.scope = scope;
	}

	List<Finding> findings() {
		List<Finding> findings = new ArrayList<>();
		for (Table table : this.catalog.tables()) {
			if (table.lineage().partitionOf() == null) {
				continue;
			}
			TableName root = root(table).name();
			boolean here = TablePattern.inScope(this.scope, table.name());
			if (here != TablePattern.inScope(this.scope, root)) {
				findings.add(new Finding(ErrorCode.SCHEMA_009, Finding.Level.ERROR, table.name().display(),
						"the partition " + table.name().display() + " is " + (here ? "in" : "outside")
								+ " the scope, the table " + root.display() + ", with which its rows travel, is "
								+ (here ? "outside" : "in"),
						"include or exclude both in scope.tables"));
			}
		}
		return findings;
	}

	private Table root(Table partition) {
		Table table = partition;
		Optional<Table> parent = parent(table);
		while (parent.isPresent()) {
			table = parent.get();
			parent = parent(table);
		}
		return table;
	}

	private Optional<Table> parent(Table table) {
		TableName parent = table.lineage().partitionOf();
		return (parent == null) ? Optional.empty() : this.catalog.table(parent);
	}

}
