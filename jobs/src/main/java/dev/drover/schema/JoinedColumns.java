package dev.drover.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Engine;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;

/**
 * Looks for foreign keys whose two ends the target can't join: because the plan turns
 * only one of them into another type, or because the source joins more types than the
 * target does.
 */
final class JoinedColumns {

	private final Engine target;

	private final boolean sameEngine;

	private final List<Finding> findings;

	private final Map<TableName, TableMapping> tables = new HashMap<>();

	JoinedColumns(Engine target, boolean sameEngine, List<Finding> findings) {
		this.target = target;
		this.sameEngine = sameEngine;
		this.findings = findings;
	}

	/** The tables with those foreign keys that the target can make. */
	List<TableMapping> of(List<TableMapping> mappings) {
		mappings.forEach((table) -> this.tables.put(table.target().name(), table));
		return mappings.stream().map(this::joined).toList();
	}

	private TableMapping joined(TableMapping mapping) {
		Table there = mapping.target();
		List<ForeignKey> kept = there.foreignKeys().stream().filter((key) -> joins(mapping, key)).toList();
		return (kept.size() == there.foreignKeys().size()) ? mapping
				: new TableMapping(mapping.source(), there.withForeignKeys(kept), mapping.columns());
	}

	private boolean joins(TableMapping child, ForeignKey key) {
		boolean joins = true;
		for (Ends ends : ends(child, key)) {
			boolean overridden = ends.from().override() != null || ends.to().override() != null;
			if (overridden && !fits(ends)) {
				this.findings.add(ends.overridden());
			}
			else if (!overridden && !this.sameEngine && !fits(ends)) {
				this.findings.add(ends.lost(key));
				joins = false;
			}
		}
		return joins;
	}

	private boolean fits(Ends ends) {
		return this.target.ddl().joins(ends.from().target(), ends.to().target());
	}

	private List<Ends> ends(TableMapping child, ForeignKey key) {
		TableMapping parent = this.tables.get(key.referencedTable());
		List<Ends> ends = new ArrayList<>();
		for (int i = 0; parent != null && i < key.columns().size(); i++) {
			ColumnMapping from = column(child, key.columns().get(i));
			ColumnMapping to = column(parent, key.referencedColumns().get(i));
			if (from != null && to != null) {
				ends.add(new Ends(child, from, parent, to));
			}
		}
		return ends;
	}

	private static @Nullable ColumnMapping column(TableMapping table, String targetName) {
		return table.columns()
			.stream()
			.filter((column) -> column.target().name().equals(targetName))
			.findFirst()
			.orElse(null);
	}

	private record Ends(TableMapping child, ColumnMapping from, TableMapping parent, ColumnMapping to) {

		Finding overridden() {
			return new Finding(
					ErrorCode.TYPE_003, Finding.Level.ERROR, referring(), "%s would be %s and refer to %s"
						.formatted(referring(), this.from.target().type().declared(), referred()),
					"add to mapping.types: " + wish());
		}

		Finding lost(ForeignKey key) {
			return new Finding(ErrorCode.SCHEMA_007, Finding.Level.WARNING, this.child.name(),
					"the foreign key " + key.name() + " is not moved: " + referring() + " becomes "
							+ this.from.target().type().declared() + " and refers to " + referred()
							+ ", which the target does not join",
					"add to mapping.types: " + wish());
		}

		private String referring() {
			return this.child.name() + "." + this.from.source().name();
		}

		private String referred() {
			return parentColumn() + ", which is " + this.to.target().type().declared();
		}

		private String parentColumn() {
			return this.parent.name() + "." + this.to.source().name();
		}

		/** The end that is as the source has it is to become as the other one. */
		private String wish() {
			boolean second = this.from.override() == null;
			return "{\"%s\": %s}".formatted(second ? referring() : parentColumn(),
					(second ? this.to : this.from).target().type().declared());
		}

	}

}
