package dev.drover.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.drover.engine.Engine;
import dev.drover.engine.EngineKind;
import dev.drover.engine.Fit;
import dev.drover.engine.TypeChoice;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Column;
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
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.plan.Mapping;
import dev.drover.plan.Plan;

/**
 * Translates the source's tables into the target's.
 */
public final class Translation {

	private final Engine source;

	private final Engine target;

	private final Plan plan;

	private final List<Finding> findings = new ArrayList<>();

	private final List<Sequence> sequences = new ArrayList<>();

	public Translation(Engine source, Engine target, Plan plan) {
		this.source = source;
		this.target = target;
		this.plan = plan;
	}

	/** The scope's tables on both sides. */
	public SchemaMapping of(Catalog catalog) {
		this.sequences.addAll(catalog.sequences());
		List<TableMapping> tables = new ArrayList<>();
		Set<TableName> targetNames = new HashSet<>();
		for (Table table : catalog.tables()) {
			boolean partition = !table.lineage().carriesRows();
			if (TablePattern.inScope(this.plan.scope(), table.name()) && (sameEngine() || !partition)) {
				TableMapping mapping = table(table);
				tables.add(mapping);
				if (!targetNames.add(mapping.target().name())) {
					error(ErrorCode.SCHEMA_003, table.name().display(),
							"two source tables become the target table " + mapping.target().name().display(),
							"set mapping.names: preserve");
				}
			}
		}
		if (tables.isEmpty()) {
			error(ErrorCode.SCHEMA_002, "scope.tables",
					"no table of the source is in the scope; the source has " + catalog.tables().size() + " tables",
					"correct scope.tables in the plan");
		}
		catalog.leftBehind()
			.forEach((object) -> this.findings.add(new Finding(ErrorCode.SCHEMA_004, Finding.Level.INFO, object.name(),
					"the " + object.what() + " " + object.name() + " stays behind",
					"create it in the target by hand")));
		return new SchemaMapping(sameEngine() ? tables : fitted(tables), sameEngine() ? catalog.sequences() : List.of(),
				sameEngine() ? catalog.types() : List.of(), this.findings);
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
				.map((column) -> new ColumnMapping(column.source(),
						there.columns().get(before.indexOf(column.target())), column.kind()))
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
		Set<String> names = new HashSet<>();
		for (Column column : table.columns()) {
			Column translated = column(table, column);
			columns.add(translated);
			if (!names.add(translated.name())) {
				error(ErrorCode.SCHEMA_003, table.name().display(),
						"two columns become the column " + translated.name(), "set mapping.names: preserve");
			}
			if (column.stored()) {
				mappings.add(new ColumnMapping(column, translated, column.type().kind()));
			}
		}
		Key key = table.primaryKey();
		Table translated = new Table(name(table.name()), columns, (key == null) ? null : key(key),
				table.uniques().stream().map(this::key).toList(), indexes(table), foreignKeys(table),
				sameEngine() ? table.checks() : List.of(), sameEngine() ? table.lineage() : Lineage.NONE,
				sameEngine() ? table.options() : "", -1, -1, sameEngine() ? table.nativeTable() : NativeTable.NONE);
		if (!table.checks().isEmpty() && !sameEngine()) {
			warn(ErrorCode.SCHEMA_007, table.name().display(),
					table.checks().size() + " check constraints are not moved", "add them to the target by hand");
		}
		return new TableMapping(table, translated, mappings);
	}

	private boolean sameEngine() {
		return this.source.kind() == this.target.kind();
	}

	private Column column(Table table, Column column) {
		TypeChoice choice = this.target.typeFor(column.type(), this.source.kind());
		String object = table.name().display() + "." + column.name();
		if (choice.loss() != null) {
			warn(ErrorCode.TYPE_001, object, choice.loss(), "accept it with --force, or set mapping.types");
		}
		if (column.generated() != null && !sameEngine()) {
			warn(ErrorCode.SCHEMA_007, object, "the generated column becomes an ordinary one without values",
					"add its expression to the target by hand");
		}
		DefaultValue defaultValue = column.defaultValue();
		if (defaultValue != null && defaultValue.form() == DefaultValue.Form.EXPRESSION && !sameEngine()) {
			warn(ErrorCode.SCHEMA_007, object, "the default " + defaultValue.nativeSql() + " is not moved",
					"set the default in the target by hand");
			defaultValue = null;
		}
		Identity identity = column.identity();
		if (defaultValue != null && defaultValue.form() == DefaultValue.Form.SEQUENCE && !sameEngine()) {
			// an owned sequence behind a default is what other engines call an identity
			// column
			identity = identityBehind(defaultValue.value());
			defaultValue = null;
		}
		if (identity != null && this.target.kind() == EngineKind.SQLITE && !sameEngine()) {
			identity = new Identity(table.primaryKey() != null && table.primaryKey().columns().size() == 1,
					identity.options(), identity.next());
		}
		return new Column(name(column.name()), choice.type(), column.nullable(), defaultValue, identity,
				sameEngine() ? column.generated() : null, sameEngine() ? column.collation() : null);
	}

	private Identity identityBehind(String sequenceName) {
		return this.sequences.stream()
			.filter((sequence) -> sequence.name().display().equals(sequenceName))
			.map((sequence) -> new Identity(false, sequence.options(), sequence.next()))
			.findFirst()
			.orElseGet(() -> new Identity(false, SequenceOptions.DEFAULT, 1));
	}

	private Key key(Key key) {
		return new Key(name(key.name()), names(key.columns()), sameEngine() ? key.nativeSql() : "");
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
				indexes.add(new Index(name(index.name()), index.unique(), parts, index.predicate(), index.method(),
						sameEngine() ? index.nativeSql() : null));
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
			if (TablePattern.inScope(this.plan.scope(), key.referencedTable())) {
				keys.add(new ForeignKey(name(key.name()), names(key.columns()), name(key.referencedTable()),
						names(key.referencedColumns()), key.onDelete(), key.onUpdate(), key.deferrable(),
						key.initiallyDeferred(), key.validated()));
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
		return new TableName((name.schema() == null) ? null : name(name.schema()), name(name.name()));
	}

	private List<String> names(List<String> names) {
		return names.stream().map(this::name).toList();
	}

	private String name(String name) {
		return (this.plan.mapping().names() == Mapping.Names.PRESERVE || sameEngine()) ? name
				: this.target.dialect().nativeName(name);
	}

}
