package dev.drover.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Engine;
import dev.drover.engine.EngineKind;
import dev.drover.engine.Fit;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.Lineage;
import dev.drover.engine.catalog.NativeTable;
import dev.drover.engine.catalog.Sequence;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.value.Kind;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.plan.Plan;

/**
 * Translates the source's tables into the target's.
 */
public final class Translation {

	private final Engine source;

	private final Engine target;

	private final Plan plan;

	private final List<Finding> findings = new ArrayList<>();

	private final BothSides sides;

	private final CollationFit collations;

	private final UserTypes userTypes;

	private final TypeOverrides overrides;

	public Translation(Engine source, Engine target, Plan plan) {
		this.source = source;
		this.target = target;
		this.plan = plan;
		boolean same = source.kind() == target.kind();
		boolean alike = same || (source.kind().likeMysql() && target.kind().likeMysql());
		this.sides = new BothSides(source, target,
				new ObjectNames(target.dialect(), plan.mapping().names(), same, alike), this.findings);
		this.collations = new CollationFit(source.kind(), this.findings);
		this.userTypes = new UserTypes(target, this.findings);
		this.overrides = new TypeOverrides(source, target, plan.mapping(), this.findings);
	}

	/** The scope's tables on both sides. */
	public SchemaMapping of(Catalog catalog) {
		this.userTypes.addAll(catalog.types());
		this.overrides.in(catalog);
		catalog.tables().forEach((table) -> this.sides.names().reserve(this.sides.name(table.name()).name()));
		Columns columns = new Columns(this.sides, this.userTypes, this.collations, catalog.sequences());
		List<TableMapping> tables = tables(catalog, columns);
		this.findings.addAll(new PartitionScope(catalog, this.plan.scope()).findings());
		if (tables.isEmpty()) {
			this.sides.add(ErrorCode.SCHEMA_002, Finding.Level.ERROR, "scope.tables",
					"no table of the source is in the scope; the source has " + catalog.tables().size() + " tables",
					"correct scope.tables in the plan");
		}
		if (!this.sides.sameEngine()) {
			new LineageFit(this.findings).of(catalog.tables()
				.stream()
				.filter((table) -> TablePattern.inScope(this.plan.scope(), table.name()))
				.toList());
			this.userTypes.leftBehind();
			this.collations.end();
			tellComments(tables);
		}
		catalog.leftBehind()
			.forEach((object) -> this.sides.add(ErrorCode.SCHEMA_004,
					object.data() ? Finding.Level.WARNING : Finding.Level.INFO, object.name(),
					"the " + object.what() + " " + object.name() + " stays behind"
							+ (object.data() ? ", and the data in it" : ""),
					object.data() ? "accept it with --force, or move it by the server's own tools"
							: "create it in the target by hand"));
		new TableCaseFit(this.sides).of(tables, catalog.sequences());
		List<TableMapping> ready = ruled(this.sides.sameEngine() ? tables : fitted(tables));
		this.overrides.end();
		return new SchemaMapping(new JoinedColumns(this.target, this.sides.sameEngine(), this.findings).of(ready),
				this.sides.sameEngine() ? catalog.sequences().stream().map(this::stored).toList()
						: new Sequences(this.sides).of(catalog.sequences(), columns.numbering()),
				this.sides.sameEngine() ? this.userTypes.wanted(this.plan.scope()) : List.of(), this.findings);
	}

	private Sequence stored(Sequence sequence) {
		TableName name = this.target.dialect().stored(sequence.name());
		return (name == sequence.name()) ? sequence : new Sequence(name, sequence.dataType(), sequence.options(),
				sequence.next(), sequence.ownerTable(), sequence.ownerColumn());
	}

	private void tellComments(List<TableMapping> tables) {
		long comments = tables.stream()
			.map(TableMapping::target)
			.mapToLong((table) -> (table.comment().isEmpty() ? 0 : 1)
					+ table.columns().stream().filter((column) -> !column.comment().isEmpty()).count())
			.sum();
		if (comments > 0 && this.sides.to(EngineKind.SQLITE)) {
			this.sides.tells("comments", comments + " comments of tables and columns are not moved: SQLite has none",
					"nothing");
		}
	}

	private List<TableMapping> tables(Catalog catalog, Columns columns) {
		Set<TableName> all = new HashSet<>();
		catalog.tables().forEach((table) -> all.add(table.name()));
		ForeignKeys foreignKeys = new ForeignKeys(this.sides, this.plan.scope(), all);
		List<TableMapping> tables = new ArrayList<>();
		NameCollisions collisions = new NameCollisions(this.target.dialect(), this.sides.names(), this.findings);
		for (Table table : catalog.tables()) {
			boolean partition = !table.lineage().carriesRows();
			if (TablePattern.inScope(this.plan.scope(), table.name()) && (this.sides.sameEngine() || !partition)) {
				TableMapping mapping = table(table, columns, foreignKeys);
				tables.add(mapping);
				collisions.table(table.name(), mapping.target().name());
				collisions.columns(table, mapping.target().columns());
			}
		}
		return tables;
	}

	/** The tables with the plan's rules on values. */
	private List<TableMapping> ruled(List<TableMapping> tables) {
		ValueRules rules = new ValueRules(this.target, this.overrides, this.sides.sameEngine());
		return tables.stream().map(rules::on).toList();
	}

	/** The tables as the target's engine can hold them. */
	private List<TableMapping> fitted(List<TableMapping> tables) {
		Fit fit = this.target.fit(tables.stream().map(TableMapping::target).toList(), this.source.kind());
		this.findings.addAll(fit.findings());
		List<TableMapping> fitted = new ArrayList<>();
		for (int i = 0; i < tables.size(); i++) {
			TableMapping mapping = tables.get(i);
			Table there = fit.tables().get(i);
			List<Column> before = mapping.target().columns();
			Map<String, Column> byName = new HashMap<>();
			for (int j = 0; j < before.size(); j++) {
				byName.putIfAbsent(before.get(j).name(), there.columns().get(j));
			}
			List<ColumnMapping> columns = mapping.columns()
				.stream()
				.map((column) -> column.to(Objects.requireNonNull(byName.get(column.target().name()))))
				.toList();
			fitted.add(new TableMapping(mapping.source(), there, columns));
		}
		return fitted;
	}

	private TableMapping table(Table table, Columns translation, ForeignKeys foreignKeys) {
		List<Column> columns = table.columns()
			.stream()
			.map((column) -> translation.of(table, column, this.overrides.of(table, column)))
			.toList();
		requireShortNames(table);
		requireNoHiddenNames(table);
		requireFewColumns(table);
		Expressions expressions = new Expressions(this.sides, table, columns,
				(column) -> this.overrides.of(table, column) != null);
		boolean same = this.sides.sameEngine();
		if (!same) {
			new KeyTypes(this.sides).of(table, columns);
		}
		List<Column> ready = same ? columns : new GeneratedColumns(this.sides).of(table, columns, expressions);
		Key key = table.primaryKey();
		Table translated = new Table(this.sides.name(table.name()), ready, (key == null) ? null : key(table, key),
				table.uniques().stream().map((unique) -> key(table, unique)).toList(),
				new Indexes(this.sides).of(table, ready, expressions), foreignKeys.of(table),
				same ? table.checks() : new Checks(this.sides, this.userTypes).of(table, expressions),
				same ? table.lineage() : Lineage.NONE, same ? table.options() : "", -1, -1,
				same ? table.nativeTable() : NativeTable.NONE, table.comment());
		List<ColumnMapping> mappings = mappings(table, ready);
		if (same && mappings.stream().anyMatch((column) -> column.override() != null)) {
			Table retyped = this.target.retyped(table, translated);
			if (retyped == null) {
				throw new IllegalStateException("the overrides of " + table.name().display() + " were not refused");
			}
			return new TableMapping(table, retyped, mappings);
		}
		return new TableMapping(table, translated, mappings);
	}

	/** Those whose values travel; the target makes those of generated columns itself. */
	private List<ColumnMapping> mappings(Table table, List<Column> translated) {
		List<ColumnMapping> mappings = new ArrayList<>();
		for (int i = 0; i < translated.size(); i++) {
			if (translated.get(i).stored()) {
				Column column = table.columns().get(i);
				TypeOverride override = this.overrides.of(table, column);
				mappings.add(new ColumnMapping(column, translated.get(i), kind(column, override), null, override));
			}
		}
		return mappings;
	}

	private Kind kind(Column column, @Nullable TypeOverride override) {
		if (override != null) {
			return override.conversion().to().kind();
		}
		return this.sides.sameEngine() ? this.target.exactKind(column.type()) : column.type().kind();
	}

	private void requireShortNames(Table table) {
		List<String> all = new ArrayList<>();
		all.add(this.sides.name(table.name()).name());
		table.columns().forEach((column) -> all.add(this.sides.name(column.name())));
		int longest = this.target.dialect().longestName();
		for (String name : all) {
			int bytes = name.getBytes(StandardCharsets.UTF_8).length;
			if (bytes > longest) {
				this.sides.add(ErrorCode.SCHEMA_003, Finding.Level.ERROR, table.name().display(),
						"the name " + name + " has " + bytes + " bytes, the target takes " + longest,
						"rename it in the source or exclude the table");
			}
		}
	}

	private void requireNoHiddenNames(Table table) {
		if (this.sides.sameEngine() || this.sides.related()) {
			return;
		}
		for (Column column : table.columns()) {
			String name = this.sides.name(column.name());
			if (!this.target.dialect().takesColumn(name)) {
				this.sides.add(ErrorCode.SCHEMA_003, Finding.Level.ERROR, table.name().display(),
						"the column " + name + " would have the name of one that each table of "
								+ this.target.kind().displayName() + " has already",
						"rename it in the source or exclude the table");
			}
		}
	}

	private void requireFewColumns(Table table) {
		int columns = table.columns().size();
		int most = this.target.mostColumns();
		if (columns == 0 && !this.sides.to(EngineKind.POSTGRESQL, EngineKind.H2)) {
			this.sides.add(ErrorCode.SCHEMA_010, Finding.Level.ERROR, table.name().display(),
					"the table has no columns, a table of " + this.target.kind().displayName() + " has one or more",
					"exclude it in scope.tables");
		}
		if (columns > most) {
			this.sides.add(
					ErrorCode.SCHEMA_010, Finding.Level.ERROR, table.name().display(), "the table has " + columns
							+ " columns, a table of " + this.target.kind().displayName() + " takes " + most,
					"split the table in the source, or exclude it in scope.tables");
		}
	}

	private Key key(Table table, Key key) {
		boolean same = this.sides.sameEngine();
		boolean nulls = key.columns()
			.stream()
			.anyMatch((name) -> table.column(name).map(Column::nullable).orElse(true));
		if (!same && nulls && key.nativeSql().matches("(?s).*NULLS (NOT|ALL) DISTINCT.*")) {
			this.sides.loses(key.name(), "the unique constraint takes NULL for a value, the target's does not",
					"check for NULLs in the application");
		}
		if (!same && key.nativeSql().startsWith("ON CONFLICT ")) {
			this.sides
				.loses(table.name().display(),
						"the key over " + key.columns() + " answers a value that is there already by " + key.nativeSql()
								+ ", and refuses it in the target",
						"let the application's statements say what to do then");
		}
		return new Key(this.sides.names().of(key.name()), this.sides.columns(key.columns()),
				same ? key.nativeSql() : "");
	}

}
