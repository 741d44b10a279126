package dev.drover.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Table;
import dev.drover.schema.expression.ColumnPair;
import dev.drover.schema.expression.Interpreter;
import dev.drover.schema.expression.Wording;

/**
 * The expressions of one table in the target's words.
 */
final class Expressions {

	private final BothSides sides;

	private final List<ColumnPair> columns = new ArrayList<>();

	/**
	 * The expressions of a table.
	 * @param translated the target's columns, in the order of the source's
	 * @param converted whether the plan gives a column's values another sort
	 */
	Expressions(BothSides sides, Table table, List<Column> translated, Predicate<Column> converted) {
		this.sides = sides;
		for (int i = 0; i < translated.size(); i++) {
			Column column = table.columns().get(i);
			boolean exact = sides.related() ? RelatedCollations.same(column, sides.source().kind())
					: CollationFit.exact(column, sides.source().kind());
			this.columns.add(new ColumnPair(column.name(), column, translated.get(i), exact, converted.test(column)));
		}
	}

	private Interpreter interpreter(List<ColumnPair> pairs) {
		return new Interpreter(this.sides.source().kind(), this.sides.target().kind(),
				this.sides.target().dialect()::quote, pairs);
	}

	Wording condition(String sql) {
		return interpreter(this.columns).condition(sql);
	}

	/** A condition on a column of a domain, which calls it VALUE. */
	Wording promise(String sql, String column) {
		List<ColumnPair> value = this.columns.stream()
			.filter((pair) -> pair.name().equals(column))
			.map((pair) -> new ColumnPair("value", pair.source(), pair.target(), pair.exact(), pair.converted()))
			.toList();
		return interpreter(value).condition(sql);
	}

	Wording value(String sql, String column) {
		return interpreter(this.columns).value(sql, column);
	}

	Wording key(String sql) {
		return interpreter(this.columns).key(sql);
	}

}
