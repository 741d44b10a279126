package dev.drover.engine.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Ddl;
import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.CheckConstraint;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.DefaultValue;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.Sequence;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.jdbc.SqlText;
import dev.drover.engine.value.Kind;

/**
 * SQLite can't add keys later: they come with the table.
 */
final class SqliteDdl implements Ddl {

	private final Dialect dialect;

	SqliteDdl(Dialect dialect) {
		this.dialect = dialect;
	}

	@Override
	public boolean keysWithTable() {
		return true;
	}

	@Override
	public int tablesTogether() {
		return 1000;
	}

	/** Drover's sessions don't enforce foreign keys. */
	@Override
	public List<String> dropTables(List<Table> tables) {
		return tables.stream().map((table) -> "DROP TABLE " + this.dialect.quote(table.name())).toList();
	}

	@Override
	public List<String> createTable(Table table) {
		if (!table.options().isEmpty()) {
			return List.of(table.options());
		}
		List<String> parts = new ArrayList<>();
		boolean numbered = false;
		for (Column column : table.columns()) {
			boolean own = column.identity() != null && column.identity().always();
			numbered = numbered || own;
			parts.add(column(column, own));
		}
		if (table.primaryKey() != null && !numbered) {
			parts.add(constraint(table.primaryKey(), "PRIMARY KEY"));
		}
		table.uniques().forEach((unique) -> parts.add(constraint(unique, "UNIQUE")));
		table.checks()
			.forEach((check) -> parts.add("CONSTRAINT " + this.dialect.quote(check.name()) + " " + check.nativeSql()));
		table.foreignKeys().forEach((foreignKey) -> parts.add(SqlText.foreignKey(this.dialect, foreignKey)));
		return List.of("CREATE TABLE " + this.dialect.quote(table.name()) + " (" + String.join(", ", parts) + ")");
	}

	private String column(Column column, boolean numbered) {
		StringBuilder sql = new StringBuilder(this.dialect.quote(column.name())).append(' ')
			.append(numbered ? "INTEGER PRIMARY KEY AUTOINCREMENT" : column.type().declared());
		if (column.generated() != null) {
			sql.append(" GENERATED ALWAYS AS ").append(column.generated());
		}
		if (!column.nullable()) {
			sql.append(" NOT NULL");
		}
		String defaultSql = defaultSql(column, column.defaultValue());
		if (defaultSql != null) {
			sql.append(" DEFAULT ").append(defaultSql);
		}
		return sql.toString();
	}

	private static @Nullable String defaultSql(Column column, @Nullable DefaultValue value) {
		if (value == null) {
			return null;
		}
		return switch (value.form()) {
			case LITERAL -> literal(column, value.value());
			case CURRENT_TIMESTAMP -> "CURRENT_TIMESTAMP";
			case CURRENT_DATE -> "CURRENT_DATE";
			case CURRENT_TIME -> "CURRENT_TIME";
			case RANDOM_UUID, SEQUENCE -> null;
			case EXPRESSION -> "(" + value.nativeSql() + ")";
		};
	}

	/** SQLite has no type for truth: 1 and 0 stand for it. */
	private static String literal(Column column, String value) {
		return (column.type().kind() == Kind.BOOLEAN) ? (value.matches("(?i)t|true|1|yes|on") ? "1" : "0")
				: SqlText.literal(value);
	}

	private String constraint(Key key, String what) {
		return (key.name().isEmpty() ? "" : "CONSTRAINT " + this.dialect.quote(key.name()) + " ") + what + " ("
				+ this.dialect.quoteAll(key.columns()) + ")";
	}

	@Override
	public String addPrimaryKey(Table table, Key key) {
		throw new IllegalStateException("keys come with the table");
	}

	@Override
	public String addUnique(Table table, Key key) {
		throw new IllegalStateException("keys come with the table");
	}

	@Override
	public String addForeignKey(Table table, ForeignKey foreignKey) {
		throw new IllegalStateException("foreign keys come with the table");
	}

	@Override
	public String addCheck(Table table, CheckConstraint check) {
		throw new IllegalStateException("checks come with the table");
	}

	@Override
	public String createIndex(Table table, Index index) {
		return SqlText.createIndex(this.dialect, table, index);
	}

	@Override
	public List<String> createSequence(Sequence sequence) {
		return List.of();
	}

	@Override
	public List<String> setIdentity(Table table) {
		return table.columns()
			.stream()
			.filter((column) -> column.identity() != null && column.identity().always())
			.flatMap((column) -> numbering(table, column))
			.collect(Collectors.toList());
	}

	private static Stream<String> numbering(Table table, Column column) {
		String name = SqlText.literal(table.name().name());
		long last = (column.identity() == null) ? 0 : column.identity().next() - 1;
		return Stream.of("DELETE FROM sqlite_sequence WHERE name = " + name,
				"INSERT INTO sqlite_sequence (name, seq) VALUES (" + name + ", " + last + ")");
	}

	@Override
	public String setSequence(Sequence sequence) {
		return "";
	}

}
