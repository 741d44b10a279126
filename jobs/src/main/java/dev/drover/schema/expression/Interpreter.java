package dev.drover.schema.expression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.drover.engine.EngineKind;

/**
 * Says expressions of one table's source in the words of the target.
 */
public final class Interpreter {

	private final EngineKind source;

	private final EngineKind target;

	private final UnaryOperator<String> quote;

	private final List<ColumnPair> columns;

	/**
	 * An interpreter.
	 * @param source the engine that spelled the expressions
	 * @param target the engine that is to understand them
	 * @param quote quotes a name of the target
	 * @param columns the columns of which they may speak
	 */
	public Interpreter(EngineKind source, EngineKind target, UnaryOperator<String> quote, List<ColumnPair> columns) {
		this.source = source;
		this.target = target;
		this.quote = quote;
		this.columns = List.copyOf(columns);
	}

	/** A condition, as in a check. Where it is NULL, it counts as fulfilled. */
	public Wording condition(String sql) {
		return worded((words) -> words.whole(Parser.parse(this.source, sql)));
	}

	/**
	 * An expression that makes a column's values.
	 * @param sql the expression
	 * @param column the column that it makes, by the source's name
	 */
	public Wording value(String sql, String column) {
		Wording wording = worded((words) -> words.valueOf(column(column), Parser.parse(this.source, sql)).sql());
		return wording.differences().isEmpty() ? wording
				: new Wording(null, String.join("; ", wording.differences()), List.of());
	}

	/** An expression that is a part of an index. */
	public Wording key(String sql) {
		return worded((words) -> words.key(Parser.parse(this.source, sql)).sql());
	}

	private Wording worded(Work work) {
		Set<String> differences = new LinkedHashSet<>();
		try {
			String sql = work.done(new Words(this.source, this.target, this, differences));
			return new Wording(sql, "", new ArrayList<>(differences));
		}
		catch (NotPortableException ex) {
			return new Wording(null, ex.reason(), List.of());
		}
	}

	private ColumnPair column(String name) {
		return this.columns.stream()
			.filter((column) -> column.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("no column " + name));
	}

	/** The column of a name as an expression spells it. */
	ColumnPair column(Node.Name name) {
		Optional<ColumnPair> found = switch (this.source) {
			case POSTGRESQL -> exactly(name.quoted() ? name.text() : name.text().toLowerCase(Locale.ROOT));
			case H2 -> exactly(name.quoted() ? name.text() : name.text().toUpperCase(Locale.ROOT));
			default -> this.columns.stream().filter((pair) -> pair.name().equalsIgnoreCase(name.text())).findFirst();
		};
		return found.orElseThrow(() -> new NotPortableException("it uses " + name.text()));
	}

	private Optional<ColumnPair> exactly(String name) {
		return this.columns.stream().filter((pair) -> pair.name().equals(name)).findFirst();
	}

	String quoted(String name) {
		return this.quote.apply(name);
	}

	@FunctionalInterface
	private interface Work {

		String done(Words words);

	}

}
