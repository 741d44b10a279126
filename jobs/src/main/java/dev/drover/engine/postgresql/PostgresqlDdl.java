package dev.drover.engine.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.CheckConstraint;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Identity;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.Lineage;
import dev.drover.engine.catalog.Sequence;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.catalog.UserType;
import dev.drover.engine.jdbc.LaterKeysDdl;
import dev.drover.engine.jdbc.SqlText;

/**
 * PostgreSQL's statements beyond the standard: lineage, collations, constraints that only
 * PostgreSQL spells.
 */
final class PostgresqlDdl extends LaterKeysDdl {

	/** What a key's own spelling says beyond its columns. */
	private static final Pattern SPECIAL_KEY = Pattern
		.compile("INCLUDE|DEFERRABLE|NULLS NOT DISTINCT|WITHOUT OVERLAPS");

	PostgresqlDdl(Dialect dialect) {
		super(dialect);
	}

	/** Each takes some of the server's 6,400 locks. */
	@Override
	public boolean joins(Column child, Column parent) {
		return JoinedTypes.join(child, parent);
	}

	@Override
	public int tablesTogether() {
		return 50;
	}

	@Override
	public List<String> createSchemas(Catalog catalog) {
		return Stream
			.of(catalog.tables().stream().map(Table::name), catalog.sequences().stream().map(Sequence::name),
					catalog.types().stream().map(UserType::name))
			.flatMap((names) -> names)
			.map(TableName::schema)
			.filter(Objects::nonNull)
			.distinct()
			.sorted()
			.map((schema) -> "CREATE SCHEMA IF NOT EXISTS " + this.dialect.quote(schema))
			.toList();
	}

	@Override
	public List<String> createTypes(Catalog catalog) {
		return catalog.types().stream().map(UserType::createSql).toList();
	}

	/** All at once: partitions go with their parents, foreign keys with both sides. */
	@Override
	public List<String> dropTables(List<Table> tables) {
		return tables.isEmpty() ? List.of() : List.of("DROP TABLE "
				+ String.join(", ", tables.stream().map((table) -> this.dialect.quote(table.name())).toList()));
	}

	@Override
	public String dropType(TableName type, UserType.Form form) {
		return "DROP " + ((form == UserType.Form.DOMAIN) ? "DOMAIN " : "TYPE ") + this.dialect.quote(type);
	}

	@Override
	protected String type(Column column) {
		return super.type(column) + ((column.collation() == null) ? "" : " COLLATE " + column.collation());
	}

	@Override
	public List<String> createTable(Table table) {
		if (table.nativeTable().known()) {
			// one statement: a kill leaves either nothing or the whole table
			return List.of(String.join("; ", table.nativeTable().create()));
		}
		Lineage lineage = table.lineage();
		StringBuilder sql = new StringBuilder("CREATE TABLE ").append(this.dialect.quote(table.name()));
		if (lineage.partitionOf() == null) {
			sql.append(" (").append(String.join(", ", parts(table))).append(')');
		}
		else {
			sql.append(" PARTITION OF ")
				.append(this.dialect.quote(lineage.partitionOf()))
				.append(' ')
				.append(lineage.bound());
		}
		if (!lineage.inherits().isEmpty()) {
			sql.append(" INHERITS (")
				.append(String.join(", ", lineage.inherits().stream().map(this.dialect::quote).toList()))
				.append(')');
		}
		if (lineage.partitionKey() != null) {
			sql.append(" PARTITION BY ").append(lineage.partitionKey());
		}
		return List.of(sql.toString());
	}

	/** A column's default in a statement, or {@code null}. */
	@Nullable String defaultOf(Column column) {
		return defaultSql(column, column.defaultValue());
	}

	private List<String> parts(Table table) {
		List<String> parts = new ArrayList<>();
		table.columns().forEach((column) -> parts.add(column(column)));
		return parts;
	}

	@Override
	public boolean tellsUnchecked() {
		return true;
	}

	@Override
	public String addUncheckedCheck(Table table, CheckConstraint check) {
		return addCheck(table, check) + " NOT VALID";
	}

	@Override
	public String addPrimaryKey(Table table, Key key) {
		return special(key) ? addAsSpelled(table, key) : super.addPrimaryKey(table, key);
	}

	@Override
	public String addUnique(Table table, Key key) {
		return special(key) ? addAsSpelled(table, key) : super.addUnique(table, key);
	}

	private static boolean special(Key key) {
		return SPECIAL_KEY.matcher(key.nativeSql()).find();
	}

	private String addAsSpelled(Table table, Key key) {
		return "ALTER TABLE " + this.dialect.quote(table.name()) + " ADD CONSTRAINT " + this.dialect.quote(key.name())
				+ " " + key.nativeSql();
	}

	@Override
	public String createIndex(Table table, Index index) {
		// PostgreSQL always spells the method; other engines' statements are not for it
		String nativeSql = index.nativeSql();
		if (nativeSql != null && !nativeSql.contains(" USING " + index.method() + " ")) {
			return SqlText.createIndex(this.dialect, table,
					new Index(index.name(), index.unique(), index.parts(), index.predicate(), index.method(), null));
		}
		return super.createIndex(table, index);
	}

	@Override
	public String addForeignKey(Table table, ForeignKey foreignKey) {
		return super.addForeignKey(table, foreignKey) + (foreignKey.deferrable() ? " DEFERRABLE" : "")
				+ (foreignKey.initiallyDeferred() ? " INITIALLY DEFERRED" : "")
				+ (foreignKey.validated() ? "" : " NOT VALID");
	}

	@Override
	public String validateForeignKey(Table table, ForeignKey foreignKey) {
		return "ALTER TABLE " + this.dialect.quote(table.name()) + " VALIDATE CONSTRAINT "
				+ this.dialect.quote(foreignKey.name());
	}

	@Override
	public List<String> setIdentity(Table table) {
		List<String> statements = new ArrayList<>();
		for (Column column : table.columns()) {
			Identity identity = column.identity();
			if (identity != null && identity.options().exhausted(identity.next())) {
				statements
					.add("SELECT setval(pg_get_serial_sequence(" + SqlText.literal(this.dialect.quote(table.name()))
							+ ", " + SqlText.literal(column.name()) + "), " + identity.options().last() + ", true)");
			}
			else if (identity != null) {
				statements.add("ALTER TABLE " + this.dialect.quote(table.name()) + " ALTER COLUMN "
						+ this.dialect.quote(column.name()) + " RESTART WITH " + identity.next());
			}
			if (identity != null && identity.always()) {
				statements.add("ALTER TABLE " + this.dialect.quote(table.name()) + " ALTER COLUMN "
						+ this.dialect.quote(column.name()) + " SET GENERATED ALWAYS");
			}
		}
		return statements;
	}

	@Override
	public String setSequence(Sequence sequence) {
		boolean exhausted = sequence.options().exhausted(sequence.next());
		return "SELECT setval(" + SqlText.literal(this.dialect.quote(sequence.name())) + ", "
				+ (exhausted ? sequence.options().last() + ", true)" : sequence.next() + ", false)");
	}

}
