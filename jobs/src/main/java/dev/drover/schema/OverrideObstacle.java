package dev.drover.schema;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.drover.engine.catalog.CheckConstraint;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.value.Kind;

/**
 * What of a table speaks against another type of one of its columns, where all of it
 * moves along: expressions over the column, which the other type need not have.
 */
final class OverrideObstacle {

	private OverrideObstacle() {
	}

	/** What stands in the way, in words; empty if nothing does. */
	static Optional<String> of(Table table, Column column, Kind wanted) {
		Pattern name = Pattern.compile("(?<![\\w$])" + Pattern.quote(column.name()) + "(?![\\w$])",
				Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
		if (!column.stored()) {
			return Optional.of("it is generated");
		}
		if (!table.lineage().inherits().isEmpty()) {
			return Optional.of("its table inherits from another");
		}
		String partitionKey = table.lineage().partitionKey();
		if (partitionKey != null && name.matcher(partitionKey).find()) {
			return Optional.of("its table is partitioned by it");
		}
		Optional<Column> generated = table.columns()
			.stream()
			.filter((other) -> other.generated() != null && name.matcher(other.generated()).find())
			.findFirst();
		if (generated.isPresent()) {
			return Optional.of("the column " + generated.get().name() + " is generated from it");
		}
		return (column.type().kind() == wanted) ? Optional.empty() : expression(table, column, name);
	}

	private static Optional<String> expression(Table table, Column column, Pattern name) {
		Optional<CheckConstraint> check = table.checks()
			.stream()
			.filter((each) -> name.matcher(each.nativeSql()).find())
			.findFirst();
		if (check.isPresent()) {
			return Optional.of("the check " + check.get().name() + " speaks of it");
		}
		return table.indexes()
			.stream()
			.filter((index) -> speaksOf(index, column, name))
			.map((index) -> "the index " + index.name() + " is over an expression or an order of it")
			.findFirst();
	}

	private static boolean speaksOf(Index index, Column column, Pattern name) {
		boolean inExpression = Stream
			.concat(Stream.ofNullable(index.predicate()),
					index.parts().stream().map(Index.Part::expression).filter(Objects::nonNull))
			.anyMatch((expression) -> name.matcher(expression).find());
		String sql = index.nativeSql();
		boolean beginning = index.parts()
			.stream()
			.anyMatch((part) -> part.prefix() > 0 && column.name().equals(part.column()));
		boolean ownOrder = sql != null && (sql.contains("_ops") || !index.method().equals("btree"))
				&& index.parts().stream().anyMatch((part) -> column.name().equals(part.column()));
		return inExpression || beginning || ownOrder;
	}

}
