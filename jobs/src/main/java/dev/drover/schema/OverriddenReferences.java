package dev.drover.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.drover.engine.EngineKind;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.value.Kind;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;

/**
 * Looks for foreign keys whose two ends would be of different types, since the plan turns
 * only one of them into another.
 */
final class OverriddenReferences {

	private final List<TableMapping> tables;

	private final EngineKind target;

	OverriddenReferences(List<TableMapping> tables, EngineKind target) {
		this.tables = tables;
		this.target = target;
	}

	List<Finding> findings() {
		List<Finding> findings = new ArrayList<>();
		for (TableMapping table : this.tables) {
			for (ForeignKey key : table.target().foreignKeys()) {
				for (int i = 0; i < key.columns().size(); i++) {
					int at = i;
					Optional<ColumnMapping> from = column(table, key.columns().get(i));
					this.tables.stream()
						.filter((other) -> other.target().name().equals(key.referencedTable()))
						.forEach((parent) -> column(parent, key.referencedColumns().get(at))
							.ifPresent((to) -> from.filter((column) -> differ(column, to))
								.ifPresent((column) -> findings.add(finding(table, column, parent, to)))));
				}
			}
		}
		return findings;
	}

	private static Optional<ColumnMapping> column(TableMapping table, String targetName) {
		return table.columns().stream().filter((column) -> column.target().name().equals(targetName)).findFirst();
	}

	private boolean differ(ColumnMapping from, ColumnMapping to) {
		ColumnType one = from.target().type();
		ColumnType other = to.target().type();
		boolean mysql = this.target.likeMysql();
		return (from.override() != null || to.override() != null)
				&& (one.kind() != other.kind() || (mysql && one.kind() == Kind.INTEGER && !alike(one, other)));
	}

	/** MySQL wants whole numbers of one size and sign. */
	private static boolean alike(ColumnType one, ColumnType other) {
		return one.size() == other.size()
				&& one.declared().contains("unsigned") == other.declared().contains("unsigned");
	}

	private static Finding finding(TableMapping child, ColumnMapping from, TableMapping parent, ColumnMapping to) {
		String referring = child.name() + "." + from.source().name();
		String referred = parent.name() + "." + to.source().name();
		boolean second = from.override() == null;
		return new Finding(ErrorCode.TYPE_003, Finding.Level.ERROR, referring,
				referring + " would be " + from.target().type().declared() + " and refer to " + referred + ", which is "
						+ to.target().type().declared(),
				"add to mapping.types: {\"" + (second ? referring : referred) + "\": "
						+ (second ? to : from).target().type().declared() + "}");
	}

}
