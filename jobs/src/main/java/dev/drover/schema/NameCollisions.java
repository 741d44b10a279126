package dev.drover.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;

/**
 * Finds names that differ at the source and would be one in the target.
 */
final class NameCollisions {

	private final Dialect dialect;

	private final ObjectNames names;

	private final List<Finding> findings;

	private final Map<String, TableName> tables = new HashMap<>();

	NameCollisions(Dialect dialect, ObjectNames names, List<Finding> findings) {
		this.dialect = dialect;
		this.names = names;
		this.findings = findings;
	}

	/** The next table. */
	void table(TableName source, TableName target) {
		TableName other = this.tables.put(this.dialect.folded(target.display()), source);
		if (other != null) {
			error(source,
					"the source tables " + other.display() + " and " + source.display() + " become one target table "
							+ target.display(),
					this.names.wayOut(other, source) + "exclude one of the two in scope.tables");
		}
	}

	/** A table's columns, in the order of the source's. */
	void columns(Table source, List<Column> translated) {
		Map<String, String> seen = new HashMap<>();
		for (int i = 0; i < translated.size(); i++) {
			String name = source.columns().get(i).name();
			String other = seen.put(this.dialect.foldedColumn(translated.get(i).name()), name);
			if (other != null) {
				error(source.name(),
						"the columns " + other + " and " + name + " of " + source.name().display()
								+ " become one column " + translated.get(i).name(),
						this.names.wayOut(TableName.of(other), TableName.of(name))
								+ "exclude the table in scope.tables");
			}
		}
	}

	private void error(TableName table, String message, String hint) {
		this.findings.add(new Finding(ErrorCode.SCHEMA_003, Finding.Level.ERROR, table.display(), message, hint));
	}

}
