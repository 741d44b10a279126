package dev.drover.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Table;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.schema.SchemaMapping;
import dev.drover.schema.TableMapping;

/**
 * Whether the schemas are still those under which a migration began to copy.
 */
public final class DriftInspection {

	private final String migration;

	/**
	 * Creates the inspection.
	 * @param migration the migration's id
	 */
	public DriftInspection(String migration) {
		this.migration = migration;
	}

	/**
	 * Tables that the source has lost or got.
	 * @param mapping the scope as it is now
	 * @param begun source names of the tables with which the copy began
	 */
	public List<Finding> source(SchemaMapping mapping, Set<String> begun) {
		List<Finding> findings = new ArrayList<>();
		Set<String> there = mapping.rowTables().stream().map(TableMapping::name).collect(Collectors.toSet());
		for (String name : new TreeSet<>(begun)) {
			if (!there.contains(name)) {
				findings.add(changed(name, "the source has lost table " + name + ", of which rows were copied"));
			}
		}
		for (String name : new TreeSet<>(there)) {
			if (!begun.contains(name)) {
				findings.add(new Finding(ErrorCode.SCHEMA_008, Finding.Level.WARNING, name,
						"table " + name + " came into the source after the copy began, and is not copied",
						"take it out of the source, or go on without it by --force"));
			}
		}
		return findings;
	}

	/**
	 * Tables of the target that are gone, or whose columns are others than those the
	 * source wants now.
	 * @param created source names of the tables that the migration made
	 */
	public List<Finding> target(SchemaMapping mapping, Catalog target, Set<String> created) {
		List<Finding> findings = new ArrayList<>();
		for (TableMapping table : mapping.rowTables()) {
			Optional<Table> seen = target.table(table.target().name());
			if (seen.isEmpty()) {
				findings.add(changed(table.name(), "the target has lost table " + table.target().name().display()
						+ ", with the rows that were copied"));
			}
			else {
				Set<String> wanted = names(table.target());
				Set<String> there = names(seen.get());
				if (created.contains(table.name()) ? !there.equals(wanted) : !there.containsAll(wanted)) {
					findings.add(changed(table.name(), "the columns of table " + table.name()
							+ " have changed since the copy began: " + wanted + ", they were " + there));
				}
			}
		}
		return findings;
	}

	private Finding changed(String table, String message) {
		return new Finding(ErrorCode.SCHEMA_008, Finding.Level.ERROR, table, message,
				"take the change back and run drover restart " + this.migration + ", or drover rollback "
						+ this.migration + " and begin again under a new id");
	}

	private static Set<String> names(Table table) {
		return table.columns().stream().map(Column::name).collect(Collectors.toCollection(TreeSet::new));
	}

}
