package dev.drover.engine.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.DefaultValue;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.Sequence;
import dev.drover.engine.catalog.SequenceOptions;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.jdbc.LaterKeysDdl;
import dev.drover.engine.jdbc.SqlText;
import dev.drover.engine.value.Kind;

/**
 * MySQL's statements. Rows lie in the order of the primary key, so that it comes with the
 * table; other keys come later, but for that of a column that numbers itself.
 */
final class MysqlDdl extends LaterKeysDdl {

	private static final Pattern BITS = Pattern.compile("[01]*");

	private final Variant variant;

	MysqlDdl(Dialect dialect, Variant variant) {
		super(dialect);
		this.variant = variant;
	}

	@Override
	public boolean joins(Column child, Column parent) {
		return JoinedTypes.join(child, parent);
	}

	@Override
	protected String foreignKeyWord() {
		return "FOREIGN KEY";
	}

	@Override
	public List<String> createTable(Table table) {
		if (table.options().startsWith("CREATE ")) {
			return List.of(StorageEngines.transactional(table.options()));
		}
		List<String> parts = new ArrayList<>();
		Column numbered = numbered(table);
		for (Column column : table.columns()) {
			String characters = (column.collation() == null) ? "" : " COLLATE " + column.collation();
			parts.add(definition(column, column == numbered, characters)
					+ (column.comment().isEmpty() ? "" : " COMMENT " + text(column.comment())));
		}
		Key primary = table.primaryKey();
		if (primary != null) {
			parts.add("PRIMARY KEY (" + this.dialect.quoteAll(primary.columns()) + ")");
		}
		String key = (numbered == null) ? null : keyOf(table, numbered);
		if (key != null) {
			parts.add(key);
		}
		return List.of("CREATE TABLE " + this.dialect.quote(table.name()) + " (" + String.join(", ", parts)
				+ ") ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE " + this.variant.exactCollation()
				+ (table.comment().isEmpty() ? "" : " COMMENT=" + text(table.comment())));
	}

	private static @Nullable Column numbered(Table table) {
		return table.columns().stream().filter((column) -> column.identity() != null).findFirst().orElse(null);
	}

	/**
	 * The key that a numbered column needs beside a primary key that it does not begin.
	 */
	private @Nullable String keyOf(Table table, Column numbered) {
		Key primary = table.primaryKey();
		if (primary != null && primary.columns().get(0).equals(numbered.name())) {
			return null;
		}
		for (Key unique : table.uniques()) {
			if (unique.columns().get(0).equals(numbered.name())) {
				return "UNIQUE KEY " + (unique.name().isEmpty() ? "" : this.dialect.quote(unique.name()) + " ") + "("
						+ this.dialect.quoteAll(unique.columns()) + ")";
			}
		}
		return "KEY (" + this.dialect.quote(numbered.name()) + ")";
	}

	/** They come with the table. */
	@Override
	public List<String> comments(Table table) {
		return List.of();
	}

	/**
	 * The column in the place of the one that a statement defines, with what fits of it.
	 */
	String definition(Column column, CreateTable statement, Column before) {
		return definition(column, column.identity() != null,
				(column.collation() == null) ? "" : statement.characters(before)) + statement.comment(before);
	}

	private String definition(Column column, boolean numbered, String characters) {
		boolean moment = column.type().kind() == Kind.TIMESTAMP || column.type().kind() == Kind.TIMESTAMPTZ;
		return plain(column, numbered, characters)
				+ ((moment && column.habits().onUpdate() != null) ? " ON UPDATE " + currentTimestamp(column) : "")
				+ (column.habits().invisible() ? " INVISIBLE" : "");
	}

	private String plain(Column column, boolean numbered, String characters) {
		StringBuilder sql = new StringBuilder(this.dialect.quote(column.name())).append(' ')
			.append(column.type().declared())
			.append(characters);
		if (column.generated() != null) {
			return sql.append(" GENERATED ALWAYS AS ")
				.append(column.generated())
				.append(column.nullable() ? "" : " NOT NULL")
				.toString();
		}
		sql.append(column.nullable() ? " NULL" : " NOT NULL");
		if (numbered) {
			return sql.append(" AUTO_INCREMENT").toString();
		}
		String defaultSql = defaultSql(column);
		return ((defaultSql == null) ? sql : sql.append(" DEFAULT ").append(defaultSql)).toString();
	}

	private static @Nullable String defaultSql(Column column) {
		DefaultValue value = column.defaultValue();
		if (value == null) {
			return null;
		}
		return switch (value.form()) {
			case LITERAL -> literal(column, value.value());
			case CURRENT_TIMESTAMP -> currentTimestamp(column);
			case CURRENT_DATE -> "(CURRENT_DATE)";
			case CURRENT_TIME -> "(CURRENT_TIME)";
			case RANDOM_UUID -> "(UUID())";
			case SEQUENCE -> null;
			case EXPRESSION -> value.nativeSql();
		};
	}

	/** What is no plain literal for the server's syntax is one in parentheses. */
	private static String literal(Column column, String value) {
		if (column.type().kind() == Kind.BOOLEAN) {
			return value.equalsIgnoreCase("true") || value.equals("1") ? "1" : "0";
		}
		return switch (ColumnForm.of(column)) {
			case BITS -> BITS.matcher(value).matches() ? "b'" + value + "'" : text(value);
			case TEXT -> column.type().declared().contains("char") ? text(value) : "(" + text(value) + ")";
			case BYTES, HEXADECIMAL -> "(" + text(value) + ")";
			case TEMPORAL -> text(value.endsWith("+00") ? value.substring(0, value.length() - 3) : value);
			default -> text(value);
		};
	}

	/** A backslash in a literal stands for itself only if there are two. */
	private static String text(String value) {
		return SqlText.literal(value.replace("\\", "\\\\"));
	}

	private static String currentTimestamp(Column column) {
		String digits = (column.type().scale() > 0) ? "(" + column.type().scale() + ")" : "";
		boolean moment = column.type().kind() == Kind.TIMESTAMP || column.type().kind() == Kind.TIMESTAMPTZ;
		return moment ? "CURRENT_TIMESTAMP" + digits : "(CURRENT_TIMESTAMP" + digits + ")";
	}

	@Override
	public String addPrimaryKey(Table table, Key key) {
		return "ALTER TABLE " + this.dialect.quote(table.name()) + " ADD PRIMARY KEY ("
				+ this.dialect.quoteAll(key.columns()) + ")";
	}

	@Override
	public String addUnique(Table table, Key key) {
		return key.nativeSql().startsWith("ALTER TABLE ") ? key.nativeSql()
				: "ALTER TABLE " + this.dialect.quote(table.name()) + " ADD UNIQUE KEY "
						+ (key.name().isEmpty() ? "" : this.dialect.quote(key.name()) + " ") + "("
						+ this.dialect.quoteAll(key.columns()) + ")";
	}

	@Override
	public String createIndex(Table table, Index index) {
		String sql = SqlText.createIndex(this.dialect, table, index);
		boolean special = index.nativeSql() == null
				&& (index.method().equals("fulltext") || index.method().equals("spatial"));
		return special ? sql.replaceFirst("INDEX", index.method().toUpperCase(Locale.ROOT) + " INDEX") : sql;
	}

	@Override
	public List<Index> indexes(Table table) {
		return TogetherDdl.withIndexesOfForeignKeys(table);
	}

	@Override
	public @Nullable String addTogether(Table table, List<Key> uniques, List<Index> indexes) {
		String begin = "ALTER TABLE " + this.dialect.quote(table.name()) + " ADD ";
		return new TogetherDdl(this.dialect, begin).of(
				uniques.stream().map((unique) -> addUnique(table, unique)).toList(), indexes,
				(index) -> createIndex(table, index));
	}

	@Override
	public List<String> addUncheckedForeignKey(Table table, ForeignKey foreignKey) {
		return List.of("SET SESSION foreign_key_checks = 0", addForeignKey(table, foreignKey),
				"SET SESSION foreign_key_checks = 1");
	}

	/** With a look at the rows, the server writes the whole table anew. */
	@Override
	public boolean provesForeignKeysApart() {
		return true;
	}

	/** Only MariaDB has sequences; the ends of the range stand for "no more". */
	@Override
	public List<String> createSequence(Sequence sequence) {
		SequenceOptions options = sequence.options();
		SequenceOptions within = new SequenceOptions(options.start(), options.increment(),
				Math.max(options.min(), Long.MIN_VALUE + 1), Math.min(options.max(), Long.MAX_VALUE - 1),
				options.cache(), options.cycle());
		return List.of("CREATE SEQUENCE " + this.dialect.quote(sequence.name()) + " " + options(within));
	}

	@Override
	public String setSequence(Sequence sequence) {
		SequenceOptions options = sequence.options();
		String name = this.dialect.quote(sequence.name());
		return options.exhausted(sequence.next()) ? "SELECT SETVAL(" + name + ", " + options.last() + ")"
				: "ALTER SEQUENCE " + name + " RESTART WITH " + sequence.next();
	}

	@Override
	public List<String> setIdentity(Table table) {
		Column numbered = numbered(table);
		return (numbered == null || numbered.identity() == null) ? List.of()
				: List.of("ALTER TABLE " + this.dialect.quote(table.name()) + " AUTO_INCREMENT = "
						+ Long.toUnsignedString(numbered.identity().next()));
	}

}
