package dev.drover.schema.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.drover.engine.EngineKind;
import dev.drover.engine.catalog.Column;

/**
 * The words of one expression.
 */
final class Words {

	private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "%", "DIV");

	private final EngineKind source;

	private final EngineKind target;

	private final Interpreter interpreter;

	private final Literals literals;

	private final Comparison comparison;

	private final Arithmetic arithmetic;

	private final Functions functions;

	/** Whether a column was met that takes no numbers below zero. */
	private boolean unsigned;

	Words(EngineKind source, EngineKind target, Interpreter interpreter, Set<String> differences) {
		this.source = source;
		this.target = target;
		this.interpreter = interpreter;
		this.literals = new Literals(target);
		this.comparison = new Comparison(source, target);
		this.arithmetic = new Arithmetic(source, target);
		this.functions = new Functions(source, target, differences);
	}

	private static boolean mysql(EngineKind engine) {
		return engine.likeMysql();
	}

	/** MySQL wants a condition that can't be taken for a number. */
	String whole(Node node) {
		String sql = condition(node).sql();
		boolean judges = node instanceof Node.Infix || node instanceof Node.Prefix || node instanceof Node.Is
				|| node instanceof Node.In || node instanceof Node.Between;
		return (this.target == EngineKind.MYSQL && !judges) ? "(" + sql + " <> 0)" : sql;
	}

	/** Some engines take numbers for truth. */
	Said condition(Node node) {
		Said said = say(node);
		if (said.sort() == Sort.INTEGER && (mysql(this.source) || this.source == EngineKind.SQLITE)) {
			return Said.of("(" + said.sql() + " <> 0)", Sort.TRUTH);
		}
		if (said.sort() != Sort.TRUTH) {
			throw new NotPortableException("it is no condition");
		}
		return said;
	}

	Said valueOf(ColumnPair column, Node node) {
		Said said = say(node);
		Sort wanted = sort(column);
		boolean fits = said.sort() == wanted || (said.sort() == Sort.INTEGER && wanted == Sort.DECIMAL);
		if (!fits || wanted == Sort.OTHER || wanted == Sort.PADDED || wanted == Sort.LABEL) {
			throw new NotPortableException("its value is of another sort than the column");
		}
		return said;
	}

	Said key(Node node) {
		Said said = say(node);
		if (said.sort() == Sort.OTHER || said.sort() == Sort.NOTHING) {
			throw new NotPortableException("it is of a sort that the target orders in another way");
		}
		return said;
	}

	private Said say(Node node) {
		if (node instanceof Node.Name name) {
			return name(name);
		}
		if (node instanceof Node.Number number) {
			return this.literals.number(number.digits());
		}
		if (node instanceof Node.Text text) {
			return this.literals.text(text.value());
		}
		if (node instanceof Node.Typed typed) {
			return this.literals.typed(typed.value(), typed.type());
		}
		if (node instanceof Node.Truth truth) {
			return this.literals.truth(truth.value());
		}
		if (node instanceof Node.Nothing) {
			return Said.literal("NULL", Sort.NOTHING);
		}
		if (node instanceof Node.Prefix prefix) {
			return prefix(prefix);
		}
		if (node instanceof Node.Infix infix) {
			return infix(infix);
		}
		if (node instanceof Node.Is is) {
			return is(is);
		}
		if (node instanceof Node.In in) {
			return in(in);
		}
		if (node instanceof Node.Between between) {
			Said low = compared(">=", between.operand(), between.low());
			Said high = compared("<=", between.operand(), between.high());
			return Said.of((between.not() ? "(NOT " : "") + "(" + low.sql() + " AND " + high.sql() + ")"
					+ (between.not() ? ")" : ""), Sort.TRUTH);
		}
		if (node instanceof Node.Case cases) {
			return cases(cases);
		}
		if (node instanceof Node.Cast cast) {
			return cast(cast);
		}
		return call((Node.Call) node);
	}

	private Said name(Node.Name name) {
		ColumnPair pair = this.interpreter.column(name);
		this.unsigned |= pair.source().type().declared().contains("unsigned");
		if (pair.target().identity() != null && mysql(this.target)) {
			throw new NotPortableException("MySQL and MariaDB take no column there that numbers itself");
		}
		return new Said(this.interpreter.quoted(pair.target().name()), sort(pair), pair.exact(), false);
	}

	/** Long decimals and documents are text in SQLite. */
	private Sort sort(ColumnPair pair) {
		Sort sort = Sort.of(pair.source().type().kind());
		Sort there = Sort.of(pair.target().type().kind());
		boolean asText = sort == Sort.DECIMAL
				&& (inSqliteAsText(this.source, pair.source()) || inSqliteAsText(this.target, pair.target()));
		boolean same = sort == there || (sort == Sort.LABEL && there.characters());
		if (asText || !same || pair.converted()) {
			return Sort.OTHER;
		}
		return sort;
	}

	private static boolean inSqliteAsText(EngineKind engine, Column column) {
		return engine == EngineKind.SQLITE && column.type().declared().contains("TEXT");
	}

	private Said prefix(Node.Prefix prefix) {
		if (prefix.operator().equals("NOT")) {
			return Said.of("(NOT " + condition(prefix.operand()).sql() + ")", Sort.TRUTH);
		}
		Said said = say(prefix.operand());
		if (!said.sort().number() || this.unsigned) {
			throw new NotPortableException("it turns the sign of what may not be below zero");
		}
		return Said.of("(-" + said.sql() + ")", said.sort());
	}

	private Said infix(Node.Infix infix) {
		String operator = infix.operator();
		if (operator.equals("AND") || operator.equals("OR")) {
			return Said.of(
					"(" + condition(infix.left()).sql() + " " + operator + " " + condition(infix.right()).sql() + ")",
					Sort.TRUTH);
		}
		if (ARITHMETIC.contains(operator)) {
			Said left = say(infix.left());
			Said right = say(infix.right());
			if (this.unsigned && operator.equals("-")) {
				throw new NotPortableException("it subtracts from a number that can't be below zero in the source");
			}
			return this.arithmetic.of(operator, left, right);
		}
		if (operator.equals("||")) {
			if (mysql(this.source)) {
				throw new NotPortableException("it uses ||, whose meaning depends on the session");
			}
			return this.functions.concatenated(List.of(say(infix.left()), say(infix.right())));
		}
		if (operator.endsWith("LIKE")) {
			return like(operator, say(infix.left()), infix.right());
		}
		return compared(operator, infix.left(), infix.right());
	}

	/** Escapes and case are where engines differ. */
	private Said like(String operator, Said left, Node pattern) {
		boolean plain = pattern instanceof Node.Text || pattern instanceof Node.Typed;
		Said right = say(pattern);
		boolean sqlite = this.source == EngineKind.SQLITE || this.target == EngineKind.SQLITE;
		if (!plain || right.sort() != Sort.TEXT || right.sql().contains("\\") || left.sort() != Sort.TEXT
				|| !left.exact() || sqlite) {
			throw new NotPortableException("it matches a pattern");
		}
		return Said.of("(" + left.sql() + " " + operator + " " + right.sql() + ")", Sort.TRUTH);
	}

	private Said compared(String operator, Node left, Node right) {
		Said one = say(left);
		Said two = say(right);
		return this.comparison.of(operator, alike(one, left, two), alike(two, right, one));
	}

	/** A literal as one of the sort of what it is compared with. */
	private Said alike(Said said, Node node, Said other) {
		if (!said.literal() || other.sort() == said.sort()) {
			return said;
		}
		if (other.sort() == Sort.TRUTH && node instanceof Node.Number number && number.digits().matches("[01]")) {
			return this.literals.truth(number.digits().equals("1"));
		}
		if (other.sort() == Sort.INTEGER && node instanceof Node.Truth truth && mysql(this.source)) {
			return this.literals.number(truth.value() ? "1" : "0");
		}
		if (other.sort() == Sort.DATE && node instanceof Node.Text text) {
			return this.literals.date(text.value());
		}
		if (other.sort() == Sort.TIMESTAMP && node instanceof Node.Text text) {
			return this.literals.timestamp(text.value());
		}
		if (other.sort() == Sort.TIMESTAMP && said.sort() == Sort.DATE && node instanceof Node.Typed typed) {
			return this.literals.timestamp(typed.value());
		}
		return said;
	}

	private Said is(Node.Is is) {
		Said said = is.what().equals("NULL") ? say(is.operand()) : condition(is.operand());
		return Said.of("(" + said.sql() + " IS " + (is.not() ? "NOT " : "") + is.what() + ")", Sort.TRUTH);
	}

	private Said in(Node.In in) {
		Said left = say(in.operand());
		List<String> values = new ArrayList<>();
		for (Node value : in.values()) {
			Said said = alike(say(value), value, left);
			this.comparison.require("=", left, said);
			values.add(said.sql());
		}
		if (values.isEmpty()) {
			throw new NotPortableException("it has an empty list");
		}
		return Said.of("(" + left.sql() + (in.not() ? " NOT" : "") + " IN (" + String.join(", ", values) + "))",
				Sort.TRUTH);
	}

	private Said cases(Node.Case cases) {
		StringBuilder sql = new StringBuilder("(CASE");
		List<Said> results = new ArrayList<>();
		Node operand = cases.operand();
		for (Node.Branch branch : cases.branches()) {
			Said when = (operand == null) ? condition(branch.when()) : compared("=", operand, branch.when());
			Said then = say(branch.then());
			results.add(then);
			sql.append(" WHEN ").append(when.sql()).append(" THEN ").append(then.sql());
		}
		if (cases.otherwise() != null) {
			Said otherwise = say(cases.otherwise());
			results.add(otherwise);
			sql.append(" ELSE ").append(otherwise.sql());
		}
		return united(sql.append(" END)").toString(), results);
	}

	/** One of several values. */
	private Said united(String sql, List<Said> values) {
		Set<Sort> sorts = values.stream()
			.map(Said::sort)
			.filter((sort) -> sort != Sort.NOTHING)
			.collect(Collectors.toSet());
		boolean exact = values.stream().allMatch(Said::exact);
		if (sorts.equals(Set.of(Sort.INTEGER, Sort.DECIMAL))) {
			return Said.of(sql, Sort.DECIMAL);
		}
		if (sorts.size() != 1) {
			throw new NotPortableException("it gives values of several sorts");
		}
		return new Said(sql, sorts.iterator().next(), exact, false);
	}

	/** Casts that change nothing. */
	private Said cast(Node.Cast cast) {
		Said said = say(cast.operand());
		String type = cast.type();
		boolean same = switch (said.sort()) {
			case TEXT, LABEL -> type.equals("text") || type.equals("character varying") || type.equals("varchar");
			case INTEGER -> type.equals("bigint");
			case TRUTH -> type.equals("boolean");
			case DATE -> type.equals("date");
			default -> false;
		};
		if (same) {
			return said;
		}
		if (said.literal() && said.sort().number() && Literals.fits(said.sql(), type)) {
			return said;
		}
		boolean whole = type.matches("bigint|integer|smallint");
		boolean number = whole || type.matches("numeric|decimal|real|double precision|decfloat");
		if (said.literal() && said.sort().number() && number && (!whole || said.sort() == Sort.INTEGER)) {
			return said;
		}
		if (said.sort().exactNumber() && type.equals("numeric")) {
			return new Said(said.sql(), Sort.DECIMAL, true, said.literal());
		}
		throw new NotPortableException("it casts to " + type);
	}

	private Said call(Node.Call call) {
		List<Node> arguments = call.arguments();
		switch (call.function()) {
			case "coalesce", "ifnull":
				List<Said> values = arguments.stream().map(this::say).toList();
				return united("COALESCE(" + values.stream().map(Said::sql).collect(Collectors.joining(", ")) + ")",
						values);
			case "nullif":
				requireCount(call, 2);
				Said one = say(arguments.get(0));
				Said two = alike(say(arguments.get(1)), arguments.get(1), one);
				this.comparison.require("=", one, two);
				return new Said("NULLIF(" + one.sql() + ", " + two.sql() + ")", one.sort(), one.exact(), false);
			case "if", "iif":
				requireCount(call, 3);
				return say(new Node.Case(null, List.of(new Node.Branch(arguments.get(0), arguments.get(1))),
						Objects.requireNonNull(arguments.get(2))));
			case "mod":
				requireCount(call, 2);
				return say(new Node.Infix("%", arguments.get(0), arguments.get(1)));
			default:
				return this.functions.of(call.function(), arguments.stream().map(this::say).toList());
		}
	}

	private static void requireCount(Node.Call call, int count) {
		if (call.arguments().size() != count) {
			throw new NotPortableException("it uses the function " + call.function());
		}
	}

}
