package dev.drover.engine.postgresql;

import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.NativeTable;
import dev.drover.engine.catalog.Table;

/**
 * A table in its own statements with columns of other types: it is created as it was, and
 * changed while it is still empty, in one statement.
 */
final class RetypedTable {

	private final Dialect dialect;

	private final Table before;

	RetypedTable(Dialect dialect, Table before) {
		this.dialect = dialect;
		this.before = before;
	}

	Table as(Table wanted) {
		List<Column> columns = wanted.columns();
		NativeTable statements = this.before.nativeTable();
		if (!statements.known()) {
			return wanted;
		}
		List<String> actions = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			Column column = this.before.columns().get(i);
			if (!columns.get(i).type().equals(column.type())) {
				actions.addAll(actions(column, columns.get(i)));
			}
		}
		if (actions.isEmpty()) {
			return wanted;
		}
		List<String> create = new ArrayList<>(statements.create());
		// before a partition is attached, since its columns have to be those of its table
		create.add(1, "ALTER TABLE ONLY " + this.dialect.quote(wanted.name()) + " " + String.join(", ", actions));
		return wanted.withNativeTable(new NativeTable(create, statements.steps(), statements.routines()));
	}

	private List<String> actions(Column before, Column after) {
		String alter = "ALTER COLUMN " + this.dialect.quote(after.name());
		String collation = (after.collation() == null) ? "" : " COLLATE " + after.collation();
		String type = after.type().declared();
		List<String> actions = new ArrayList<>();
		if (before.defaultValue() != null) {
			actions.add(alter + " DROP DEFAULT");
		}
		actions.add(alter + " TYPE " + type + collation + " USING CAST(NULL AS " + type + ")");
		String defaultSql = new PostgresqlDdl(this.dialect).defaultOf(after);
		if (defaultSql != null) {
			actions.add(alter + " SET DEFAULT " + defaultSql);
		}
		return actions;
	}

}
