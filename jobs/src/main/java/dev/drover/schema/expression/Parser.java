package dev.drover.schema.expression;

import java.util.List;
import java.util.Map;

import dev.drover.engine.EngineKind;

/**
 * Reads the part of SQL's expressions on which the engines agree, in each engine's
 * spelling. Where engines disagree on what binds closer, parentheses are required.
 */
final class Parser {

	private static final Map<String, String> COMPARISONS = Map.ofEntries(Map.entry("=", "="), Map.entry("==", "="),
			Map.entry("<>", "<>"), Map.entry("!=", "<>"), Map.entry("<", "<"), Map.entry("<=", "<="),
			Map.entry(">", ">"), Map.entry(">=", ">="), Map.entry("<=>", "SAME"), Map.entry("~~", "LIKE"),
			Map.entry("!~~", "NOT LIKE"));

	private final TokenReader tokens;

	private final Primaries primaries;

	private final boolean sqlite;

	private final boolean leftToRight;

	private Parser(EngineKind engine, String sql) {
		this.tokens = new TokenReader(Tokens.of(engine, sql));
		this.primaries = new Primaries(this.tokens, this::or);
		this.sqlite = engine == EngineKind.SQLITE;
		this.leftToRight = engine == EngineKind.MARIADB;
	}

	/**
	 * Takes an expression apart.
	 * @throws NotPortableException if it is more than is understood
	 */
	static Node parse(EngineKind engine, String sql) {
		Parser parser = new Parser(engine, sql);
		Node node = parser.or();
		if (parser.tokens.peek().sort() != Token.Sort.END) {
			throw parser.tokens.unexpected();
		}
		return node;
	}

	private Node or() {
		Node left = and();
		while (this.tokens.skip("OR")) {
			left = new Node.Infix("OR", left, and());
		}
		return left;
	}

	private Node and() {
		Node left = not();
		while (this.tokens.skip("AND")) {
			left = new Node.Infix("AND", left, not());
		}
		return left;
	}

	private Node not() {
		return this.tokens.skip("NOT") ? new Node.Prefix("NOT", not()) : comparison();
	}

	/**
	 * Engines do not agree on what a = b = c or a = b IS NULL mean; MariaDB itself leaves
	 * parentheses out that it does not need.
	 */
	private Node comparison() {
		Node left = concatenation();
		Node compared = compared(left);
		while (compared != left) {
			left = compared;
			compared = compared(left);
			if (compared != left && !this.leftToRight) {
				throw new NotPortableException("it compares the result of a comparison without parentheses");
			}
		}
		return compared;
	}

	private Node compared(Node left) {
		String operator = (this.tokens.peek().sort() == Token.Sort.SIGN) ? COMPARISONS.get(this.tokens.peek().text())
				: null;
		if (operator != null) {
			this.tokens.next();
			return listed(left, operator);
		}
		if (this.tokens.skip("ISNULL")) {
			return new Node.Is(left, "NULL", false);
		}
		if (this.tokens.skip("NOTNULL")) {
			return new Node.Is(left, "NULL", true);
		}
		if (this.tokens.skip("IS")) {
			return is(left, this.tokens.skip("NOT"));
		}
		boolean not = this.tokens.peek().is("NOT");
		if (not) {
			this.tokens.next();
		}
		if (this.tokens.skip("IN")) {
			return new Node.In(left, this.primaries.list("(", ")"), not);
		}
		if (this.tokens.skip("BETWEEN")) {
			Node low = concatenation();
			this.tokens.require("AND");
			return new Node.Between(left, low, concatenation(), not);
		}
		if (this.tokens.skip("LIKE")) {
			return new Node.Infix(not ? "NOT LIKE" : "LIKE", left, concatenation());
		}
		if (not) {
			throw this.tokens.unexpected();
		}
		return left;
	}

	/** PostgreSQL spells IN as a comparison with an array. */
	private Node listed(Node left, String operator) {
		boolean any = operator.equals("=") && this.tokens.skip("ANY", "(");
		boolean all = !any && operator.equals("<>") && this.tokens.skip("ALL", "(");
		if (!any && !all) {
			return new Node.Infix(operator, left, concatenation());
		}
		boolean inner = this.tokens.skip("(");
		this.tokens.require("ARRAY");
		List<Node> values = this.primaries.list("[", "]");
		if (inner) {
			this.tokens.require(")");
		}
		if (this.tokens.skip("::")) {
			TypeNames.read(this.tokens);
		}
		this.tokens.require(")");
		return new Node.In(left, values, all);
	}

	private Node is(Node left, boolean not) {
		for (String what : List.of("NULL", "TRUE", "FALSE")) {
			if (this.tokens.skip(what)) {
				return new Node.Is(left, what, not);
			}
		}
		if (this.tokens.skip("DISTINCT", "FROM")) {
			return new Node.Infix(not ? "SAME" : "DISTINCT", left, concatenation());
		}
		if (this.sqlite) {
			return new Node.Infix(not ? "DISTINCT" : "SAME", left, concatenation());
		}
		throw this.tokens.unexpected();
	}

	private Node concatenation() {
		Node left = sum();
		while (this.tokens.skip("||")) {
			left = new Node.Infix("||", left, sum());
		}
		return left;
	}

	private Node sum() {
		Node left = product();
		while (this.tokens.peek().is("+") || this.tokens.peek().is("-")) {
			left = new Node.Infix(this.tokens.next().text(), left, product());
		}
		return left;
	}

	private Node product() {
		Node left = signed();
		while (true) {
			if (this.tokens.peek().is("*") || this.tokens.peek().is("/") || this.tokens.peek().is("%")) {
				left = new Node.Infix(this.tokens.next().text(), left, signed());
			}
			else if (this.tokens.skip("DIV")) {
				left = new Node.Infix("DIV", left, signed());
			}
			else if (this.tokens.skip("MOD")) {
				left = new Node.Infix("%", left, signed());
			}
			else {
				return left;
			}
		}
	}

	private Node signed() {
		if (this.tokens.skip("-")) {
			Node operand = signed();
			return (operand instanceof Node.Number number) ? new Node.Number("-" + number.digits())
					: new Node.Prefix("-", operand);
		}
		return this.tokens.skip("+") ? signed() : this.primaries.cast();
	}

}
