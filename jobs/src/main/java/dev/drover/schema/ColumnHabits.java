package dev.drover.schema;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.EngineKind;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.DefaultValue;
import dev.drover.engine.value.Kind;

/**
 * What columns do by themselves, between engines that do not all have such columns.
 */
final class ColumnHabits {

	private static final Set<EngineKind> WITH_HABITS = Set.of(EngineKind.MYSQL, EngineKind.MARIADB, EngineKind.H2);

	private final BothSides sides;

	ColumnHabits(BothSides sides) {
		this.sides = sides;
	}

	/**
	 * The habits of the target's column.
	 * @param object the column as findings name it
	 */
	Column.Habits of(String object, Column column) {
		return new Column.Habits(invisible(object, column), onUpdate(object, column), defaultOnNull(object, column));
	}

	private boolean invisible(String object, Column column) {
		if (!column.habits().invisible() || (kept() && !mustShow(column))) {
			return column.habits().invisible();
		}
		this.sides.tells(object, "SELECT * leaves the column out in the source, and shows it in the target",
				"name the columns in the application's statements, or make a view without it");
		return false;
	}

	/** MariaDB hides none that an INSERT would have to name. */
	private boolean mustShow(Column column) {
		return this.sides.to(EngineKind.MARIADB) && !column.nullable() && column.defaultValue() == null
				&& column.identity() == null && column.stored();
	}

	private @Nullable DefaultValue onUpdate(String object, Column column) {
		DefaultValue value = column.habits().onUpdate();
		boolean moment = column.type().kind() == Kind.TIMESTAMP || column.type().kind() == Kind.TIMESTAMPTZ;
		if (value == null || (kept() && moment && value.form() == DefaultValue.Form.CURRENT_TIMESTAMP)) {
			return value;
		}
		this.sides.loses(object,
				"the column becomes " + value.nativeSql()
						+ " with every change of its row in the source, and stays as it is in the target",
				"set it in the application, or by a trigger in the target");
		return null;
	}

	/**
	 * A column that numbers itself does so for NULL in MySQL, MariaDB and SQLite anyway.
	 */
	private boolean defaultOnNull(String object, Column column) {
		if (!column.habits().defaultOnNull() || this.sides.sameEngine()) {
			return column.habits().defaultOnNull();
		}
		if (column.identity() == null || !(this.sides.toMysql() || this.sides.to(EngineKind.SQLITE))) {
			this.sides.loses(object,
					"whoever writes NULL gets the default in the source (DEFAULT ON NULL), and NULL or an error in the target",
					"leave the column out of the application's statements, or set it by a trigger in the target");
		}
		return false;
	}

	private boolean kept() {
		return WITH_HABITS.contains(this.sides.target().kind());
	}

}
