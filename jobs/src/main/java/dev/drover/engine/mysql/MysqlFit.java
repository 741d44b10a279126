package dev.drover.engine.mysql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.EngineKind;
import dev.drover.engine.Fit;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Identity;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.value.Kind;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;

/**
 * Makes tables of other engines such that MySQL can hold them.
 */
final class MysqlFit {

	private static final int LONGEST_NAME = 64;

	/** A row's 65,535 bytes without what the columns' own bookkeeping takes. */
	private static final int ROW_BYTES = 65_000;

	private static final int CHARACTER_BYTES = 4;

	private final Variant variant;

	private final EngineKind sourceEngine;

	private final List<Finding> findings = new ArrayList<>();

	private final Set<String> constraintNames = new HashSet<>();

	MysqlFit(Variant variant, EngineKind sourceEngine) {
		this.variant = variant;
		this.sourceEngine = sourceEngine;
	}

	Fit of(List<Table> tables) {
		List<Table> named = ReferringNumbers.widened(tables.stream().map(this::named).toList(), this.findings);
		Map<TableName, TableName> seen = new HashMap<>();
		for (int i = 0; i < named.size(); i++) {
			Table table = named.get(i);
			TableName before = seen.put(table.name(), tables.get(i).name());
			// tables that had one name before are told already
			if (before != null && !before.equals(tables.get(i).name())) {
				finding(ErrorCode.SCHEMA_003, Finding.Level.ERROR, table.name().name(),
						"two source tables become the target table " + table.name().name(),
						"exclude one of the two in scope.tables");
			}
		}
		KeyBudget budget = new KeyBudget(named);
		return new Fit(named.stream().map((table) -> sized(table, budget)).toList(), this.findings);
	}

	private void finding(ErrorCode code, Finding.Level level, String object, String message, String hint) {
		this.findings.add(new Finding(code, level, object, message, hint));
	}

	private Table named(Table table) {
		TableName name = name(table.name());
		for (String each : names(table, name)) {
			if (each.length() > LONGEST_NAME) {
				finding(ErrorCode.SCHEMA_003, Finding.Level.ERROR, name.name(),
						"the name " + each + " has " + each.length() + " characters, allowed are " + LONGEST_NAME,
						"rename it in the source");
			}
		}
		for (String each : List.copyOf(spelled(table, name))) {
			if (each.endsWith(" ") || each.codePoints().anyMatch(Character::isSupplementaryCodePoint)) {
				finding(ErrorCode.SCHEMA_003, Finding.Level.ERROR, name.name(),
						"the name \"" + each + "\" ends with a blank or holds characters beyond U+FFFF, which "
								+ this.variant.kind().displayName() + " takes in no name",
						"rename it in the source, or exclude the table in scope.tables");
			}
		}
		List<ForeignKey> foreignKeys = table.foreignKeys().stream().map((key) -> foreignKey(name, table, key)).toList();
		CommentFit comments = new CommentFit(name.name(), this.findings);
		return new Table(name, comments.of(numberedOnce(name, table.columns())), table.primaryKey(), table.uniques(),
				table.indexes(), foreignKeys, table.checks(), table.lineage(), table.options(), table.estimatedRows(),
				table.estimatedBytes())
			.withComment(comments.of(table.comment()));
	}

	private static List<String> spelled(Table table, TableName name) {
		List<String> names = new ArrayList<>(List.of(name.name()));
		table.columns().forEach((column) -> names.add(column.name()));
		return names;
	}

	private static List<String> names(Table table, TableName name) {
		List<String> names = new ArrayList<>(List.of(name.name()));
		table.columns().forEach((column) -> names.add(column.name()));
		table.uniques().forEach((key) -> names.add(key.name()));
		table.indexes().forEach((index) -> names.add(index.name()));
		return names;
	}

	/** A schema goes into the name: a second database would be out of reach. */
	private TableName name(TableName name) {
		return (name.schema() == null) ? name : TableName.of(name.schema() + "_" + name.name());
	}

	private List<Column> numberedOnce(TableName table, List<Column> columns) {
		List<Column> kept = new ArrayList<>();
		boolean numbered = false;
		for (Column column : columns) {
			Identity identity = column.identity();
			if (identity != null && numbered) {
				finding(ErrorCode.SCHEMA_007, Finding.Level.WARNING, table.name() + "." + column.name(),
						"a second column of a table can't number itself",
						"accept it with --force, and give the numbers in the application");
				identity = null;
			}
			numbered |= identity != null;
			kept.add(column.withIdentity(identity));
		}
		return kept;
	}

	private ForeignKey foreignKey(TableName table, Table child, ForeignKey key) {
		if (key.deferrable()) {
			finding(ErrorCode.SCHEMA_007, Finding.Level.WARNING, table.name(),
					"the foreign key " + key.name() + " can't be deferred any more", "accept it with --force");
		}
		return new ForeignKey(freeName(table, key.name()), key.columns(), name(key.referencedTable()),
				key.referencedColumns(), action(table, child, key, key.onDelete()),
				action(table, child, key, key.onUpdate()), false, false, true);
	}

	/** Foreign keys of all tables share one set of names. */
	private String freeName(TableName table, String name) {
		if (name.isEmpty()) {
			return name;
		}
		String candidate = name;
		for (int number = 1; candidate.length() > LONGEST_NAME
				|| !this.constraintNames.add(candidate.toLowerCase(Locale.ROOT)); number++) {
			String full = table.name() + "_" + name;
			String ending = "_" + number;
			candidate = (number == 1 && full.length() <= LONGEST_NAME) ? full
					: full.substring(0, Math.min(full.length(), LONGEST_NAME - ending.length())) + ending;
		}
		return candidate;
	}

	private ForeignKey.Action action(TableName table, Table child, ForeignKey key, ForeignKey.Action action) {
		if (action == ForeignKey.Action.SET_DEFAULT) {
			finding(ErrorCode.SCHEMA_007, Finding.Level.WARNING, table.name(),
					"the foreign key " + key.name() + " can't set defaults and refuses instead",
					"accept it with --force");
			return ForeignKey.Action.NO_ACTION;
		}
		if (action == ForeignKey.Action.SET_NULL && child.columns()
			.stream()
			.anyMatch((column) -> !column.nullable() && key.columns().contains(column.name()))) {
			finding(ErrorCode.SCHEMA_007, Finding.Level.INFO, table.name(),
					"the foreign key " + key.name()
							+ " would set a column to NULL that takes none, and refuses instead, as the source does",
					"");
			return ForeignKey.Action.NO_ACTION;
		}
		return action;
	}

	private Table sized(Table table, KeyBudget budget) {
		List<Column> columns = new ArrayList<>();
		for (Column column : table.columns()) {
			ColumnType shortened = budget.shortened(table.name(), column);
			if (shortened != null) {
				finding(ErrorCode.TYPE_001, Finding.Level.INFO, table.name().name() + "." + column.name(),
						"the key column becomes " + shortened.declared() + "; a longer value is refused",
						"nothing, if no value is longer");
			}
			columns.add((shortened == null) ? column : column.withType(shortened));
		}
		Table fitted = new Table(table.name(), inRow(columns), table.primaryKey(), table.uniques(), List.of(),
				table.foreignKeys(), List.of(), table.lineage(), table.options(), table.estimatedRows(),
				table.estimatedBytes());
		ExpressionFit expressions = new ExpressionFit(fitted, this.variant, this.findings);
		List<Index> indexes = table.indexes()
			.stream()
			.filter(expressions::holds)
			.map((index) -> index(fitted, index))
			.toList();
		List<Key> uniques = table.uniques().stream().map(MysqlFit::unspelled).toList();
		return new Table(fitted.name(), fitted.columns(), fitted.primaryKey(), uniques, indexes, fitted.foreignKeys(),
				table.checks().stream().filter(expressions::holds).toList(), fitted.lineage(), fitted.options(),
				fitted.estimatedRows(), fitted.estimatedBytes())
			.withComment(table.comment());
	}

	private static Key unspelled(Key key) {
		return new Key(key.name(), key.columns(), "");
	}

	/** The longest texts go out of the row until it is short enough. */
	private List<Column> inRow(List<Column> columns) {
		List<Column> fitted = new ArrayList<>(columns);
		while (fitted.stream().mapToLong((column) -> rowBytes(column.type())).sum() > ROW_BYTES) {
			Column longest = fitted.stream()
				.max(Comparator.comparingLong((column) -> rowBytes(column.type())))
				.orElseThrow();
			boolean bytes = longest.type().kind() == Kind.BYTES;
			fitted.set(fitted.indexOf(longest),
					longest.withType(longest.type().declaredAs(bytes ? "longblob" : "longtext")));
		}
		return fitted;
	}

	private static long rowBytes(ColumnType type) {
		if (type.declared().startsWith("varchar") || type.declared().startsWith("char")) {
			return type.size() * CHARACTER_BYTES + 2;
		}
		return type.declared().contains("binary") ? type.size() + 2 : 12;
	}

	/** An index over long texts holds their beginnings, which is enough to find rows. */
	private Index index(Table table, Index index) {
		if (index.unique() || !index.plain() || MysqlTypes.family(this.sourceEngine) && index.nativeSql() != null) {
			return index;
		}
		List<String> parts = new ArrayList<>();
		boolean cut = false;
		for (Index.Part part : index.parts()) {
			Column column = column(table, part);
			int prefix = (column == null) ? 0 : KeyBudget.prefix(column, index.parts().size());
			cut |= prefix > 0;
			parts.add(new MysqlDialect().quote(String.valueOf(part.column())) + ((prefix > 0) ? "(" + prefix + ")" : "")
					+ (part.descending() ? " DESC" : ""));
		}
		if (!cut) {
			return index;
		}
		MysqlDialect dialect = new MysqlDialect();
		return new Index(index.name(), false, index.parts(), null, index.method(),
				"ALTER TABLE " + dialect.quote(table.name()) + " ADD KEY " + dialect.quote(index.name()) + " ("
						+ parts.stream().collect(Collectors.joining(", ")) + ")");
	}

	private static @Nullable Column column(Table table, Index.Part part) {
		String name = part.column();
		return (name == null) ? null : table.column(name).orElse(null);
	}

}
