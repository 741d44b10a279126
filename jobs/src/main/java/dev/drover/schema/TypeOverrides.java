package dev.drover.schema;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Engine;
import dev.drover.engine.EngineKind;
import dev.drover.engine.Extremes;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.DefaultValue;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.convert.Conversion;
import dev.drover.engine.value.Kind;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.plan.Mapping;
import dev.drover.plan.Mapping.ColumnWish;
import dev.drover.plan.Mapping.Decode;
import dev.drover.plan.Mapping.ValueHazard;
import dev.drover.plan.Mapping.ValuePolicy;
import dev.drover.plan.NearestName;

/**
 * The plan's {@code mapping.types}: which entry holds for which column, and what speaks
 * against it.
 */
final class TypeOverrides {

	private static final int SHOWN = 12;

	/** What makes a column one of text where no entry does. */
	private static final String TEXT_POLICY = "mapping.values: text";

	private final Engine source;

	private final Engine target;

	private final Mapping mapping;

	private final List<Finding> findings;

	/** Wanted types by what stands on the left. */
	private final Map<String, String> wanted = new TreeMap<>();

	private final Map<String, TypeEntry> entries = new TreeMap<>();

	private final Map<String, TypeEntry> wishes = new TreeMap<>();

	private final Map<TableName, Table> tables = new HashMap<>();

	private final Map<String, Optional<TypeOverride>> found = new HashMap<>();

	private final Set<String> used = new HashSet<>();

	/** What the left side of an entry could say. */
	private final Set<String> sourceTypes = new TreeSet<>();

	private final Set<String> sourceColumns = new TreeSet<>();

	TypeOverrides(Engine source, Engine target, Mapping mapping, List<Finding> findings) {
		this.source = source;
		this.target = target;
		this.mapping = mapping;
		this.findings = findings;
		this.wanted.putAll(mapping.types());
		mapping.columns().forEach((written, wish) -> {
			this.wishes.put(written, new TypeEntry(written, source));
			if (wish.type() != null) {
				this.wanted.put(written, wish.type());
			}
		});
		this.wanted.keySet().forEach((written) -> this.entries.put(written, new TypeEntry(written, source)));
		this.wanted.forEach(this::requireKnown);
	}

	/** The key of the plan under which an entry stands. */
	private String key(String written) {
		return written.equals(TEXT_POLICY) ? TEXT_POLICY
				: (this.mapping.columns().containsKey(written) ? "mapping.columns." : "mapping.types.") + written;
	}

	/** The policies that hold for a column. */
	Map<ValueHazard, ValuePolicy> policies(Table table, Column column) {
		Map<ValueHazard, ValuePolicy> policies = new EnumMap<>(ValueHazard.class);
		policies.putAll(this.mapping.values());
		ColumnWish wish = wish(table, column);
		if (wish != null) {
			policies.putAll(wish.values());
		}
		return policies;
	}

	private @Nullable ColumnWish wish(Table table, Column column) {
		String object = table.name().display() + "." + column.name();
		String best = null;
		int weight = 0;
		for (TypeEntry entry : this.wishes.values()) {
			int here = entry.weight(object, column.type());
			if (here > 0) {
				this.used.add(entry.written());
			}
			if (here > weight) {
				best = entry.written();
				weight = here;
			}
		}
		return (best == null) ? null : this.mapping.columns().get(best);
	}

	private void requireKnown(String written, String wanted) {
		if (this.target.typeNamed(wanted) == null) {
			List<String> names = this.target.typeNames();
			error("mapping.types",
					key(written) + " is " + wanted + ", which is no type of " + this.target.kind().displayName()
							+ " that Drover knows",
					NearestName.of(wanted.replaceFirst("(?s)\\(.*", ""), names)
						.map((name) -> "did you mean '" + name + "'?")
						.orElse("write one of " + String.join(", ", names)));
		}
	}

	/** Takes all tables; to be called first. */
	void in(Catalog catalog) {
		catalog.tables().forEach((table) -> this.tables.put(table.name(), table));
	}

	/**
	 * The override of a column in the scope, or {@code null} if there is none; a
	 * partition's is that of the table with which its rows travel.
	 */
	@Nullable TypeOverride of(Table table, Column column) {
		if (this.entries.isEmpty() && this.wishes.isEmpty() && !this.mapping.values().containsValue(ValuePolicy.TEXT)) {
			return null;
		}
		Table parent = this.tables.get(table.lineage().partitionOf());
		if (parent != null) {
			return parent.column(column.name()).map((same) -> of(parent, same)).orElse(null);
		}
		return this.found
			.computeIfAbsent(table.name().display() + "." + column.name(),
					(name) -> Optional.ofNullable(find(table, column)))
			.orElse(null);
	}

	private @Nullable TypeOverride find(Table table, Column column) {
		String object = table.name().display() + "." + column.name();
		this.sourceTypes.add(column.type().declared());
		this.sourceColumns.add(object);
		Map<ValueHazard, ValuePolicy> policies = policies(table, column);
		String entry = entry(object, column.type());
		ColumnType wanted = (entry == null) ? null : this.target.typeNamed(this.wanted.getOrDefault(entry, ""));
		if (entry == null && keptAsText(column, policies)) {
			entry = TEXT_POLICY;
			wanted = this.target.typeNamed(this.target.textTypeName());
		}
		ColumnWish wish = wish(table, column);
		Decode decode = (wish == null) ? null : wish.decode();
		if (decode != null) {
			if (!decodable(table, column)) {
				error(object,
						"decode of " + object + " in mapping.columns is " + decode.name().toLowerCase(Locale.ROOT)
								+ ", which is for texts of MySQL and MariaDB that are no part of a key",
						"take it out of mapping.columns");
				return null;
			}
			if (entry == null) {
				entry = object;
				wanted = this.target.typeFor(column.type(), this.source.kind()).type();
			}
		}
		if (entry == null || wanted == null) {
			return null;
		}
		String obstacle = obstacle(table, column, wanted);
		if (obstacle != null) {
			error(object, key(entry) + " wants " + object + " to be " + wanted.declared() + ", but " + obstacle,
					"change the type in the target after the move");
			return null;
		}
		Kind from = this.source.exactKind(column.type());
		boolean possible = Conversion.possible(column.type().kind(), wanted.kind())
				|| (from == Kind.ANY && column.type().kind() != Kind.BYTES);
		if (!possible) {
			error(object, key(entry) + " wants " + object + " to be " + wanted.declared() + ", which no value of "
					+ column.type().declared() + " can become", "choose another type");
			return null;
		}
		if (numbersItself(column) && wanted.kind() != Kind.INTEGER) {
			error(object,
					key(entry) + " wants " + object + " to be " + wanted.declared() + ", but the column numbers itself",
					"choose a type of whole numbers, such as bigint");
			return null;
		}
		if (!this.target.indexable(wanted) && indexed(table, column.name())) {
			error(object, key(entry) + " wants " + object + " to be " + wanted.declared()
					+ ", which can't be a part of a key or an index, as the column is", "choose another type");
			return null;
		}
		return new TypeOverride(entry, column, new Conversion((from == Kind.ANY) ? from : column.type().kind(), wanted),
				table.rowKey().contains(column), policies, decode, null);
	}

	private boolean decodable(Table table, Column column) {
		boolean family = this.source.kind().likeMysql();
		return family && (column.type().kind() == Kind.TEXT || column.type().kind() == Kind.CHAR)
				&& !table.rowKey().contains(column);
	}

	/** Whether the target's usual type can't hold a value that the plan wants as text. */
	private boolean keptAsText(Column column, Map<ValueHazard, ValuePolicy> policies) {
		if (!policies.containsValue(ValuePolicy.TEXT) || this.source.kind() == this.target.kind()
				|| numbersItself(column)) {
			return false;
		}
		ColumnType usual = this.target.typeFor(column.type(), this.source.kind()).type();
		ColumnBinding there = new ColumnBinding(new Column(column.name(), usual, true, null, null, null, null),
				column.type().kind());
		return Extremes.of(this.source.kind(), column.type()).stream().anyMatch((value) -> {
			ValueHazard hazard = this.target.hazard(there, value);
			return hazard != null && policies.get(hazard) == ValuePolicy.TEXT;
		});
	}

	private static boolean indexed(Table table, String column) {
		return Stream.concat(Stream.ofNullable(table.primaryKey()), table.uniques().stream())
			.anyMatch((key) -> key.columns().contains(column))
				|| table.indexes()
					.stream()
					.anyMatch((index) -> index.parts().stream().anyMatch((part) -> column.equals(part.column())));
	}

	private @Nullable String obstacle(Table table, Column column, ColumnType wanted) {
		if (this.source.kind() != this.target.kind()) {
			return null;
		}
		if (this.source.retyped(table, table) == null) {
			return "between two " + this.source.kind().displayName() + " databases tables are made as they are";
		}
		if (this.tables.values().stream().anyMatch((other) -> other.lineage().inherits().contains(table.name()))) {
			return "other tables inherit from its table";
		}
		return OverrideObstacle.of(table, column, wanted.kind()).orElse(null);
	}

	private static boolean numbersItself(Column column) {
		DefaultValue value = column.defaultValue();
		return column.identity() != null || (value != null && value.form() == DefaultValue.Form.SEQUENCE);
	}

	/** The most specific entry that matches the column. */
	private @Nullable String entry(String object, ColumnType type) {
		int best = this.entries.values().stream().mapToInt((entry) -> entry.weight(object, type)).max().orElse(0);
		if (best == 0) {
			return null;
		}
		List<String> matching = new ArrayList<>();
		for (TypeEntry entry : this.entries.values()) {
			int weight = entry.weight(object, type);
			if (weight > 0) {
				this.used.add(entry.written());
			}
			if (weight == best) {
				matching.add(entry.written());
			}
		}
		if (matching.stream().map(this.wanted::get).distinct().count() > 1) {
			error(object,
					matching.stream().map(this::key).collect(Collectors.joining(" and ")) + " both match " + object
							+ " and want different types",
					"name the column in an entry of its own: \"" + object + "\"");
			return null;
		}
		return matching.get(0);
	}

	/** Speaks of entries that match nothing; to be called after all columns. */
	void end() {
		Set<String> all = new TreeSet<>(this.entries.keySet());
		all.addAll(this.wishes.keySet());
		for (String written : all) {
			if (!this.used.contains(written)) {
				Set<String> names = written.contains(".") ? this.sourceColumns : this.sourceTypes;
				error("mapping.types", key(written) + " matches no column of the tables in the scope",
						NearestName.of(written, names)
							.map((name) -> "did you mean '" + name + "'?")
							.orElse("the source has " + names.stream().limit(SHOWN).collect(Collectors.joining(", "))
									+ ((names.size() > SHOWN) ? ", …" : "")));
			}
		}
	}

	private void error(String object, String message, String hint) {
		this.findings.add(new Finding(ErrorCode.TYPE_003, Finding.Level.ERROR, object, message, hint));
	}

}
