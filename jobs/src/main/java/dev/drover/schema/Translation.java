package dev.drover.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Engine;
import dev.drover.engine.EngineKind;
import dev.drover.engine.Fit;
import dev.drover.engine.TypeChoice;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.DefaultValue;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Identity;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.Lineage;
import dev.drover.engine.catalog.NativeTable;
import dev.drover.engine.catalog.Sequence;
import dev.drover.engine.catalog.SequenceOptions;
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

	/** They number by sequences, and may refuse numbers that are given by hand. */
	private static final Set<EngineKind> WITH_SEQUENCES = Set.of(EngineKind.POSTGRESQL, EngineKind.H2);

	private final Engine source;

	private final Engine target;

	private final Plan plan;

	private final List<Finding> findings = new ArrayList<>();

	private final List<Sequence> sequences = new ArrayList<>();

	/** Sequences that became an identity column. */
	private final Set<String> numbering = new HashSet<>();

	private final Set<TableName> tables = new HashSet<>();

	private final ObjectNames names;

	private final CollationFit collations;

	private final UserTypes userTypes;

	private final TypeOverrides overrides;

	public Translation(Engine source, Engine target, Plan plan) {
		this.source = source;
		this.target = target;
		this.plan = plan;
		this.collations = new CollationFit(source.kind(), this.findings);
		this.userTypes = new UserTypes(target, this.findings);
		this.overrides = new TypeOverrides(source, target, plan.mapping(), this.findings);
		this.names = new ObjectNames(target.dialect(), plan.mapping().names(), sameEngine());
	}

	/** The scope's tables on both sides. */
	public SchemaMapping of(Catalog catalog) {
		this.sequences.addAll(catalog.sequences());
		this.userTypes.addAll(catalog.types());
		this.overrides.in(catalog);
		catalog.tables().forEach((table) -> this.tables.add(table.name()));
		catalog.tables().forEach((table) -> this.names.reserve(name(table.name()).name()));
		List<TableMapping> tables = new ArrayList<>();
		NameCollisions collisions = new NameCollisions(this.target.dialect(), this.names, this.findings);
		for (Table table : catalog.tables()) {
			boolean partition = !table.lineage().carriesRows();
			if (TablePattern.inScope(this.plan.scope(), table.name()) && (sameEngine() || !partition)) {
				TableMapping mapping = table(table);
				tables.add(mapping);
				collisions.table(table.name(), mapping.target().name());
				collisions.columns(table, mapping.target().columns());
			}
		}
		this.overrides.end();
		this.findings.addAll(new PartitionScope(catalog, this.plan.scope()).findings());
		if (tables.isEmpty()) {
			error(ErrorCode.SCHEMA_002, "scope.tables",
					"no table of the source is in the scope; the source has " + catalog.tables().size() + " tables",
					"correct scope.tables in the plan");
		}
		if (!sameEngine()) {
			new LineageFit(this.findings).of(catalog.tables()
				.stream()
				.filter((table) -> TablePattern.inScope(this.plan.scope(), table.name()))
				.toList());
			this.userTypes.leftBehind();
			this.collations.end();
		}
		catalog.leftBehind()
			.forEach((object) -> this.findings.add(new Finding(ErrorCode.SCHEMA_004, Finding.Level.INFO, object.name(),
					"the " + object.what() + " " + object.name() + " stays behind",
					"create it in the target by hand")));
		List<TableMapping> ready = ruled(sameEngine() ? tables : fitted(tables));
		this.findings.addAll(new OverriddenReferences(ready, this.target.kind()).findings());
		return new SchemaMapping(ready, sameEngine() ? catalog.sequences() : sequences(),
				sameEngine() ? this.userTypes.wanted(this.plan.scope()) : List.of(), this.findings);
	}

	/** The tables with the plan's rules on values. */
	private List<TableMapping> ruled(List<TableMapping> tables) {
		ValueRules rules = new ValueRules(this.target, this.plan.mapping().values());
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
			List<ColumnMapping> columns = mapping.columns()
				.stream()
				.map((column) -> column.to(there.columns().get(before.indexOf(column.target()))))
				.toList();
			fitted.add(new TableMapping(mapping.source(), there, columns));
		}
		return fitted;
	}

	private void error(ErrorCode code, String object, String message, String hint) {
		this.findings.add(new Finding(code, Finding.Level.ERROR, object, message, hint));
	}

	private void warn(ErrorCode code, String object, String message, String hint) {
		this.findings.add(new Finding(code, Finding.Level.WARNING, object, message, hint));
	}

	private TableMapping table(Table table) {
		List<Column> columns = new ArrayList<>();
		List<ColumnMapping> mappings = new ArrayList<>();
		for (Column column : table.columns()) {
			TypeOverride override = this.overrides.of(table, column);
			Column translated = column(table, column, override);
			columns.add(translated);
			if (column.stored()) {
				mappings.add(new ColumnMapping(column, translated, kind(column, override), null, override));
			}
		}
		requireShortNames(table);
		Key key = primaryKey(table);
		Table translated = new Table(name(table.name()), columns, (key == null) ? null : key(key),
				table.uniques().stream().map(this::key).toList(), indexes(table), foreignKeys(table),
				sameEngine() ? table.checks() : List.of(), sameEngine() ? table.lineage() : Lineage.NONE,
				sameEngine() ? table.options() : "", -1, -1, sameEngine() ? table.nativeTable() : NativeTable.NONE);
		if (!table.checks().isEmpty() && !sameEngine()) {
			warn(ErrorCode.SCHEMA_007, table.name().display(),
					table.checks().size() + " check constraints are not moved", "add them to the target by hand");
		}
		if (sameEngine() && mappings.stream().anyMatch((column) -> column.override() != null)) {
			Table retyped = this.target.retyped(table, translated);
			if (retyped == null) {
				throw new IllegalStateException("the overrides of " + table.name().display() + " were not refused");
			}
			return new TableMapping(table, retyped, mappings);
		}
		return new TableMapping(table, translated, mappings);
	}

	private Kind kind(Column column, @Nullable TypeOverride override) {
		if (override != null) {
			return override.conversion().to().kind();
		}
		return sameEngine() ? this.target.exactKind(column.type()) : column.type().kind();
	}

	private boolean sameEngine() {
		return this.source.kind() == this.target.kind();
	}

	private TypeChoice type(ColumnType source) {
		ColumnType labelled = sameEngine() ? null : this.userTypes.labelled(source);
		return (labelled != null) ? new TypeChoice(labelled, null) : this.target.typeFor(source, this.source.kind());
	}

	private Column column(Table table, Column column, @Nullable TypeOverride override) {
		TypeChoice choice = (override == null) ? type(column.type()) : new TypeChoice(override.conversion().to(), null);
		String object = table.name().display() + "." + column.name();
		if (choice.loss() != null) {
			warn(ErrorCode.TYPE_001, object, choice.loss(), "accept it with --force, or set mapping.types");
		}
		if (sameEngine()) {
			return (override == null) ? column : retyped(object, column, override);
		}
		boolean made = column.generated() != null;
		if (made) {
			warn(ErrorCode.SCHEMA_007, object, "the generated column becomes an ordinary one without values",
					"add its expression to the target by hand");
		}
		if (override == null || isText(choice.type().kind())) {
			this.collations.column(table, column);
		}
		DefaultValue defaultValue = column.defaultValue();
		Identity identity = column.identity();
		if (defaultValue != null && defaultValue.form() == DefaultValue.Form.SEQUENCE) {
			// an owned sequence behind a default is what other engines call an identity
			// column
			identity = identityBehind(defaultValue.value());
			defaultValue = null;
		}
		defaultValue = (defaultValue == null) ? null : defaultValue(object, column, defaultValue, override);
		return new Column(name(column.name()), choice.type(), column.nullable() || made, defaultValue,
				(identity == null) ? null : identity(table, column, identity), null, null);
	}

	/** The column as it is, but for its type. */
	private Column retyped(String object, Column column, TypeOverride override) {
		DefaultValue value = column.defaultValue();
		boolean numbers = value != null && value.form() == DefaultValue.Form.SEQUENCE;
		ColumnType type = override.conversion().to();
		return new Column(column.name(), type, column.nullable(),
				(value == null || numbers) ? value : defaultValue(object, column, value, override), column.identity(),
				column.generated(), isText(type.kind()) ? column.collation() : null);
	}

	private @Nullable DefaultValue defaultValue(String object, Column column, DefaultValue value,
			@Nullable TypeOverride override) {
		DefaultValue moved = null;
		if (override != null) {
			moved = OverriddenDefault.of(value, column.type(), override.conversion(), this.target.kind());
		}
		else if (DefaultFit.fits(value, column.type(), this.target.kind())) {
			moved = DefaultFit.spelled(value, column.type());
		}
		if (moved == null) {
			warn(ErrorCode.SCHEMA_007, object, "the default " + value.nativeSql() + " is not moved",
					"set the default in the target by hand");
		}
		return moved;
	}

	private static boolean isText(Kind kind) {
		return kind == Kind.TEXT || kind == Kind.CHAR || kind == Kind.ENUM;
	}

	private @Nullable Identity identity(Table table, Column column, Identity identity) {
		if (this.target.kind() != EngineKind.SQLITE) {
			boolean refuses = identity.always() && WITH_SEQUENCES.contains(this.source.kind());
			return new Identity(refuses, identity.options(), identity.next());
		}
		if (table.primaryKey() == null || !table.primaryKey().columns().equals(List.of(column.name()))) {
			warn(ErrorCode.SCHEMA_007, table.name().display() + "." + column.name(),
					"the column numbers itself, which SQLite only does for a primary key of one column",
					"number it in the application, or by a trigger in the target");
			return null;
		}
		return new Identity(true, identity.options(), identity.next());
	}

	/** Made columns have no values in the target, so that they can't be a key there. */
	private @Nullable Key primaryKey(Table table) {
		Key key = table.primaryKey();
		boolean made = key != null && !sameEngine()
				&& table.columns()
					.stream()
					.anyMatch((column) -> !column.stored() && key.columns().contains(column.name()));
		if (made) {
			warn(ErrorCode.SCHEMA_007, table.name().display(),
					"the primary key holds a generated column and is not moved", "add the key to the target by hand");
		}
		return made ? null : key;
	}

	private void requireShortNames(Table table) {
		List<String> all = new ArrayList<>();
		all.add(name(table.name()).name());
		table.columns().forEach((column) -> all.add(name(column.name())));
		int longest = this.target.dialect().longestName();
		for (String name : all) {
			int bytes = name.getBytes(StandardCharsets.UTF_8).length;
			if (bytes > longest) {
				error(ErrorCode.SCHEMA_003, table.name().display(),
						"the name " + name + " has " + bytes + " bytes, the target takes " + longest,
						"rename it in the source or exclude the table");
			}
		}
	}

	private List<Sequence> sequences() {
		List<Sequence> moved = new ArrayList<>();
		for (Sequence sequence : this.sequences) {
			if (this.numbering.contains(sequence.name().display())) {
				continue;
			}
			if (!WITH_SEQUENCES.contains(this.target.kind())) {
				warn(ErrorCode.SCHEMA_007, sequence.name().display(), "the sequence is not moved",
						"number in the application");
			}
			else {
				moved.add(new Sequence(name(sequence.name()), sequence.dataType(), sequence.options(), sequence.next(),
						null, null));
			}
		}
		return moved;
	}

	private Identity identityBehind(String sequenceName) {
		this.numbering.add(sequenceName);
		return this.sequences.stream()
			.filter((sequence) -> sequence.name().display().equals(sequenceName))
			.map((sequence) -> new Identity(false, sequence.options(), sequence.next()))
			.findFirst()
			.orElseGet(() -> new Identity(false, SequenceOptions.DEFAULT, 1));
	}

	private Key key(Key key) {
		if (!sameEngine() && key.nativeSql().contains("NULLS NOT DISTINCT")) {
			warn(ErrorCode.SCHEMA_007, key.name(),
					"the unique constraint takes NULL for a value, the target's does not",
					"check for NULLs in the application");
		}
		return new Key(this.names.of(key.name()), names(key.columns()), sameEngine() ? key.nativeSql() : "");
	}

	private List<Index> indexes(Table table) {
		List<Index> indexes = new ArrayList<>();
		for (Index index : table.indexes()) {
			if (index.plain() || sameEngine()) {
				List<Index.Part> parts = index.parts()
					.stream()
					.map((part) -> new Index.Part((part.column() == null) ? null : name(part.column()),
							part.expression(), part.descending()))
					.toList();
				indexes.add(new Index(this.names.of(index.name()), index.unique(), parts, index.predicate(),
						index.method(), sameEngine() ? index.nativeSql() : null));
			}
			else {
				warn(ErrorCode.SCHEMA_007, table.name().display(), "the index " + index.name() + " is not moved",
						"create it in the target by hand");
			}
		}
		return indexes;
	}

	private List<ForeignKey> foreignKeys(Table table) {
		List<ForeignKey> keys = new ArrayList<>();
		for (ForeignKey key : table.foreignKeys()) {
			if (!this.tables.contains(key.referencedTable())) {
				warn(ErrorCode.SCHEMA_007, table.name().display(), "a foreign key refers to the table "
						+ key.referencedTable().display() + ", which is not there, and is not moved",
						"remove the foreign key from the source");
			}
			else if (TablePattern.inScope(this.plan.scope(), key.referencedTable())) {
				if (key.deferrable() && this.target.kind() == EngineKind.H2) {
					warn(ErrorCode.SCHEMA_007, table.name().display(),
							"the foreign key " + key.name()
									+ " can be deferred to the end of a transaction, H2 checks it at once",
							"order the statements of the application so that parents come first");
				}
				// another engine shall vouch for the rows, whoever did before
				keys.add(new ForeignKey(this.names.of(key.name()), names(key.columns()), name(key.referencedTable()),
						names(key.referencedColumns()), key.onDelete(), key.onUpdate(), key.deferrable(),
						key.initiallyDeferred(), key.validated() || !sameEngine()));
			}
			else {
				warn(ErrorCode.SCHEMA_007, table.name().display(), "a foreign key refers to "
						+ key.referencedTable().display() + ", which is outside the scope, and is not moved",
						"add the table to scope.tables");
			}
		}
		return keys;
	}

	private TableName name(TableName name) {
		return this.names.of(name);
	}

	private List<String> names(List<String> columns) {
		return columns.stream().map(this::name).toList();
	}

	private String name(String name) {
		return this.names.spelled(name);
	}

}
