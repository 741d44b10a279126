package dev.drover.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.drover.engine.EngineKind;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.plan.Scope;

/**
 * Foreign keys of a table, where the tables to which they refer go along.
 */
final class ForeignKeys {

	private final BothSides sides;

	private final Scope scope;

	private final Set<TableName> tables;

	ForeignKeys(BothSides sides, Scope scope, Set<TableName> tables) {
		this.sides = sides;
		this.scope = scope;
		this.tables = tables;
	}

	List<ForeignKey> of(Table table) {
		List<ForeignKey> keys = new ArrayList<>();
		for (ForeignKey key : table.foreignKeys()) {
			if (!this.tables.contains(key.referencedTable())) {
				this.sides
					.loses(table.name().display(),
							"a foreign key refers to the table " + key.referencedTable().display()
									+ ", which is not there, and is not moved",
							"remove the foreign key from the source");
			}
			else if (TablePattern.inScope(this.scope, key.referencedTable())) {
				keys.add(moved(table, key));
			}
			else {
				this.sides.loses(table.name().display(), "a foreign key refers to " + key.referencedTable().display()
						+ ", which is outside the scope, and is not moved", "add the table to scope.tables");
			}
		}
		return keys;
	}

	private ForeignKey moved(Table table, ForeignKey key) {
		if (key.deferrable() && this.sides.to(EngineKind.H2)) {
			this.sides.loses(table.name().display(),
					"the foreign key " + key.name()
							+ " can be deferred to the end of a transaction, H2 checks it at once",
					"order the statements of the application so that parents come first");
		}
		boolean same = this.sides.sameEngine();
		if (!same) {
			tellWhatOnlyTheSourceKnows(table, key);
		}
		// another engine shall vouch for the rows, whoever did before
		return new ForeignKey(this.sides.names().of(key.name()), this.sides.columns(key.columns()),
				this.sides.name(key.referencedTable()), this.sides.columns(key.referencedColumns()),
				(!same && key.onDeleteSome()) ? ForeignKey.Action.NO_ACTION : key.onDelete(), key.onUpdate(),
				key.deferrable(), key.initiallyDeferred(), key.validated() || !same, same && key.full(),
				same && key.onDeleteSome());
	}

	private void tellWhatOnlyTheSourceKnows(Table table, ForeignKey key) {
		boolean nullable = key.columns()
			.stream()
			.anyMatch((name) -> table.column(name).map(Column::nullable).orElse(true));
		if (key.full() && key.columns().size() > 1 && nullable) {
			this.sides.loses(table.name().display(),
					"the foreign key " + key.name() + " over " + key.columns()
							+ " refuses values of which only some are NULL (MATCH FULL), the target takes them",
					"add a check to the source's table, which moves along");
		}
		if (key.onDeleteSome()) {
			this.sides.loses(table.name().display(),
					"the foreign key " + key.name() + " over " + key.columns()
							+ " sets some of its columns when its parent goes, the target refuses to let the parent go",
					"let the application set them before it deletes the parent");
		}
	}

}
