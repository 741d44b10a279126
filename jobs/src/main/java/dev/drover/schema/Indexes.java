package dev.drover.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.EngineKind;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Table;
import dev.drover.schema.expression.Wording;

/**
 * Indexes of a table. A unique one is a promise and comes only whole; another serves
 * speed, and may lose its condition.
 */
final class Indexes {

	private static final String BY_HAND = "create it in the target by hand";

	/** Other ways to the same rows, which an ordinary index finds too. */
	private static final Set<String> LIKE_ORDINARY = Set.of("btree", "hash", "brin");

	private final BothSides sides;

	Indexes(BothSides sides) {
		this.sides = sides;
	}

	/**
	 * The target's indexes.
	 * @param columns the target's columns, in the order of the source's
	 */
	List<Index> of(Table table, List<Column> columns, Expressions expressions) {
		List<Index> moved = new ArrayList<>();
		for (Index index : table.indexes()) {
			Index there = this.sides.sameEngine() ? same(index) : index(table, columns, index, expressions);
			if (there != null) {
				moved.add(there);
			}
		}
		return moved;
	}

	private Index same(Index index) {
		return new Index(this.sides.names().of(index.name()), index.unique(), index.parts(), index.predicate(),
				index.method(), index.nativeSql());
	}

	private @Nullable Index index(Table table, List<Column> columns, Index index, Expressions expressions) {
		if (!LIKE_ORDINARY.contains(index.method())) {
			return special(table, index);
		}
		for (int i = 0; i < columns.size(); i++) {
			String name = table.columns().get(i).name();
			if (index.parts().stream().anyMatch((part) -> name.equals(part.column()))
					&& !this.sides.target().indexable(columns.get(i).type())) {
				return left(table, index, "the target has no indexes over " + columns.get(i).type().declared());
			}
		}
		List<Index.Part> parts = new ArrayList<>();
		List<String> differences = new ArrayList<>();
		for (Index.Part part : index.parts()) {
			String expression = part.expression();
			String column = part.column();
			if (column != null && (part.prefix() == 0 || this.sides.toMysql())) {
				parts.add(new Index.Part(this.sides.name(column), null, part.descending(), part.prefix()));
				continue;
			}
			if (column != null) {
				expression = "left(" + this.sides.source().dialect().quote(column) + ", " + part.prefix() + ")";
			}
			if (!this.sides.to(EngineKind.POSTGRESQL, EngineKind.SQLITE, EngineKind.MYSQL)) {
				return withoutBeginnings(table, index);
			}
			Wording wording = expressions.key(String.valueOf(expression));
			if (wording.sql() == null) {
				return left(table, index, wording.reason());
			}
			differences.addAll(wording.differences());
			parts.add(new Index.Part(null, wording.sql(), part.descending()));
		}
		String predicate = index.predicate();
		if (predicate != null) {
			if (!this.sides.to(EngineKind.POSTGRESQL, EngineKind.SQLITE)) {
				return withoutCondition(table, index, parts);
			}
			Wording wording = expressions.condition(predicate);
			if (wording.sql() == null) {
				return left(table, index, wording.reason() + " in its condition");
			}
			differences.addAll(wording.differences());
			predicate = wording.sql();
		}
		if (index.unique() && index.nativeSql() != null && index.nativeSql().contains(" NULLS NOT DISTINCT")) {
			this.sides.loses(table.name().display(),
					"the unique index " + index.name() + " takes NULL for a value, the target's does not",
					"check for NULLs in the application");
		}
		if (index.unique() && !differences.isEmpty()) {
			this.sides.loses(
					table.name().display(), "the unique index " + index.name()
							+ " is moved, but may judge in another way: " + String.join("; ", differences),
					"accept it with --force, or look for such values");
		}
		return new Index(this.sides.names().of(index.name()), index.unique(), parts, predicate, "btree", null);
	}

	/** Beginnings of texts, where the target indexes whole columns only. */
	private @Nullable Index withoutBeginnings(Table table, Index index) {
		boolean beginnings = index.parts().stream().allMatch((part) -> part.column() != null);
		if (!beginnings || index.unique() || index.predicate() != null) {
			return left(table, index, "the target has no indexes over expressions");
		}
		List<Index.Part> parts = index.parts()
			.stream()
			.map((part) -> new Index.Part(this.sides.name(String.valueOf(part.column())), null, part.descending()))
			.toList();
		return new Index(this.sides.names().of(index.name()), false, parts, null, "btree", null);
	}

	private @Nullable Index withoutCondition(Table table, Index index, List<Index.Part> parts) {
		if (index.unique()) {
			return left(table, index, "the target has no unique indexes over some of the rows");
		}
		this.sides.tells(table.name().display(), "the index " + index.name() + " loses its condition "
				+ index.predicate() + " and holds all rows of the table", "nothing, or drop it in the target");
		return new Index(this.sides.names().of(index.name()), false, parts, null, "btree", null);
	}

	/** MySQL and MariaDB have the same sorts of indexes. */
	private @Nullable Index special(Table table, Index index) {
		if (this.sides.related()) {
			List<Index.Part> parts = index.parts()
				.stream()
				.map((part) -> new Index.Part((part.column() == null) ? null : this.sides.name(part.column()),
						part.expression(), part.descending(), 0))
				.toList();
			return new Index(this.sides.names().of(index.name()), index.unique(), parts, null, index.method(), null);
		}
		String lost = switch (index.method()) {
			case "fulltext", "gin", "gist" -> "searches that rely on it read the whole table";
			case "spatial", "spgist", "rtree" -> "searches by place read the whole table";
			default -> "the target has no " + index.method() + " indexes";
		};
		return left(table, index, "it is a " + index.method() + " index, and " + lost);
	}

	private @Nullable Index left(Table table, Index index, String reason) {
		String what = index.unique() ? "unique index " : "index ";
		this.sides.loses(table.name().display(), "the " + what + index.name() + " is not moved: " + reason
				+ (index.unique() ? "; rows that it would refuse come in" : ""), BY_HAND);
		return null;
	}

}
