package dev.drover.schema;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.drover.engine.catalog.Table;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;

/**
 * What becomes of tables that share rows, where the target has none that do.
 */
final class LineageFit {

	private final List<Finding> findings;

	LineageFit(List<Finding> findings) {
		this.findings = findings;
	}

	void of(List<Table> tables) {
		Map<String, Integer> partitions = new TreeMap<>();
		for (Table table : tables) {
			if (table.lineage().partitionOf() != null) {
				partitions.merge(table.lineage().partitionOf().display(), 1, Integer::sum);
			}
			table.lineage()
				.inherits()
				.forEach((parent) -> this.findings
					.add(new Finding(ErrorCode.SCHEMA_007, Finding.Level.WARNING, table.name().display(),
							table.name().display() + " inherits from " + parent.display()
									+ ", which shows its rows too: in the target each table holds only its own",
							"make a view over both in the target")));
		}
		partitions.forEach((parent,
				count) -> this.findings.add(new Finding(ErrorCode.SCHEMA_007, Finding.Level.INFO, parent,
						"the " + count + " partitions of " + parent + " become one table",
						"partition it in the target by hand")));
	}

}
