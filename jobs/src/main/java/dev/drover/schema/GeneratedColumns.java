package dev.drover.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.EngineKind;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Table;
import dev.drover.schema.expression.Wording;

/**
 * Columns that their table makes from others. Where the target comes to the same values,
 * it makes them; else they are copied into an ordinary column, whose values stay as they
 * are.
 */
final class GeneratedColumns {

	private final BothSides sides;

	GeneratedColumns(BothSides sides) {
		this.sides = sides;
	}

	/** The target's columns, in the same order. */
	List<Column> of(Table table, List<Column> translated, Expressions expressions) {
		List<Column> made = new ArrayList<>(translated);
		for (int i = 0; i < translated.size(); i++) {
			String generated = table.columns().get(i).generated();
			if (generated != null) {
				made.set(i, column(table, table.columns().get(i), generated, translated.get(i), expressions));
			}
		}
		return made;
	}

	private Column column(Table table, Column column, String generated, Column translated, Expressions expressions) {
		boolean virtual = generated.toUpperCase(Locale.ROOT).endsWith(" VIRTUAL");
		String sql = generated.replaceFirst("(?i) (VIRTUAL|STORED)$", "");
		boolean inKey = table.primaryKey() != null && table.primaryKey().columns().contains(column.name());
		Wording wording = (inKey && !this.sides.to(EngineKind.POSTGRESQL, EngineKind.H2))
				? new Wording(null, "the target takes no such column in a primary key", List.of())
				: speaksOfOthers(table, sql) ? new Wording(null, "it is made from another generated column", List.of())
						: expressions.value(sql, column.name());
		String there = wording.sql();
		if (there == null) {
			this.sides.loses(table.name().display() + "." + column.name(),
					"the column is generated as " + sql
							+ " and becomes an ordinary one with the values that it has now: " + wording.reason(),
					"let the application or a trigger in the target write it, or add its expression there by hand");
			return with(translated, !inKey, null);
		}
		boolean nullable = translated.nullable() || this.sides.to(EngineKind.MARIADB);
		return with(translated, nullable, "(" + there + ")" + storage(table, sql, virtual));
	}

	/** Engines do not agree on whether one may be made from another. */
	private boolean speaksOfOthers(Table table, String sql) {
		return table.columns()
			.stream()
			.filter((column) -> !column.stored())
			.anyMatch((column) -> sql.toLowerCase(Locale.ROOT).contains(column.name().toLowerCase(Locale.ROOT)));
	}

	private String storage(Table table, String sql, boolean virtual) {
		if (this.sides.to(EngineKind.H2)) {
			return "";
		}
		boolean kept = this.sides.to(EngineKind.POSTGRESQL) || !virtual;
		return (kept && !(this.sides.toMysql() && referred(table, sql))) ? " STORED" : " VIRTUAL";
	}

	/**
	 * MySQL stores nothing that is made from a column which a foreign key may change.
	 */
	private static boolean referred(Table table, String sql) {
		return table.foreignKeys()
			.stream()
			.filter((key) -> key.onUpdate() != ForeignKey.Action.NO_ACTION
					|| key.onDelete() != ForeignKey.Action.NO_ACTION)
			.flatMap((key) -> key.columns().stream())
			.anyMatch((name) -> sql.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT)));
	}

	private static Column with(Column column, boolean nullable, @Nullable String generated) {
		return new Column(column.name(), column.type(), nullable, null, null, generated, column.collation(),
				column.comment(), column.habits());
	}

}
