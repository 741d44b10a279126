package dev.drover.schema.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

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

	/** Words that are no names of columns, and begin nothing that is read here. */
	private static final Set<String> RESERVED = Set.of("SELECT", "EXISTS", "INTERVAL", "CURRENT_DATE", "CURRENT_TIME",
			"CURRENT_TIMESTAMP", "CURRENT_USER", "LOCALTIME", "LOCALTIMESTAMP", "SESSION_USER", "BINARY", "COLLATE",
			"GLOB", "REGEXP", "RLIKE", "MATCH", "XOR", "ROW", "ARRAY", "SIMILAR", "ESCAPE", "OVERLAPS", "AT");

	private static final Set<String> TYPED = Set.of("DATE", "TIME", "TIMESTAMP");

	private final List<Token> tokens;

	private final boolean sqlite;

	private final boolean leftToRight;

	private int at;

	private Parser(EngineKind engine, String sql) {
		this.tokens = Tokens.of(engine, sql);
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
		if (parser.peek().sort() != Token.Sort.END) {
			throw parser.unexpected();
		}
		return node;
	}

	private Token peek() {
		return this.tokens.get(this.at);
	}

	private Token next() {
		return this.tokens.get(this.at++);
	}

	private boolean skip(String... words) {
		for (int i = 0; i < words.length; i++) {
			if (this.at + i >= this.tokens.size() || !this.tokens.get(this.at + i).is(words[i])) {
				return false;
			}
		}
		this.at += words.length;
		return true;
	}

	private void require(String word) {
		if (!skip(word)) {
			throw unexpected();
		}
	}

	private NotPortableException unexpected() {
		String word = peek().text();
		return new NotPortableException(word.isEmpty() ? "it ends in the middle" : "it uses " + word);
	}

	private Node or() {
		Node left = and();
		while (skip("OR")) {
			left = new Node.Infix("OR", left, and());
		}
		return left;
	}

	private Node and() {
		Node left = not();
		while (skip("AND")) {
			left = new Node.Infix("AND", left, not());
		}
		return left;
	}

	private Node not() {
		return skip("NOT") ? new Node.Prefix("NOT", not()) : comparison();
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
		String operator = (peek().sort() == Token.Sort.SIGN) ? COMPARISONS.get(peek().text()) : null;
		if (operator != null) {
			next();
			return listed(left, operator);
		}
		if (skip("ISNULL")) {
			return new Node.Is(left, "NULL", false);
		}
		if (skip("NOTNULL")) {
			return new Node.Is(left, "NULL", true);
		}
		if (skip("IS")) {
			return is(left, skip("NOT"));
		}
		boolean not = peek().is("NOT");
		if (not) {
			next();
		}
		if (skip("IN")) {
			return new Node.In(left, list("(", ")"), not);
		}
		if (skip("BETWEEN")) {
			Node low = concatenation();
			require("AND");
			return new Node.Between(left, low, concatenation(), not);
		}
		if (skip("LIKE")) {
			return new Node.Infix(not ? "NOT LIKE" : "LIKE", left, concatenation());
		}
		if (not) {
			throw unexpected();
		}
		return left;
	}

	/** PostgreSQL spells IN as a comparison with an array. */
	private Node listed(Node left, String operator) {
		boolean any = operator.equals("=") && skip("ANY", "(");
		boolean all = !any && operator.equals("<>") && skip("ALL", "(");
		if (!any && !all) {
			return new Node.Infix(operator, left, concatenation());
		}
		boolean inner = skip("(");
		require("ARRAY");
		List<Node> values = list("[", "]");
		if (inner) {
			require(")");
		}
		if (skip("::")) {
			type();
		}
		require(")");
		return new Node.In(left, values, all);
	}

	private Node is(Node left, boolean not) {
		for (String what : List.of("NULL", "TRUE", "FALSE")) {
			if (skip(what)) {
				return new Node.Is(left, what, not);
			}
		}
		if (skip("DISTINCT", "FROM")) {
			return new Node.Infix(not ? "SAME" : "DISTINCT", left, concatenation());
		}
		if (this.sqlite) {
			return new Node.Infix(not ? "DISTINCT" : "SAME", left, concatenation());
		}
		throw unexpected();
	}

	private List<Node> list(String open, String close) {
		require(open);
		List<Node> nodes = new ArrayList<>();
		if (!skip(close)) {
			do {
				nodes.add(or());
			}
			while (skip(","));
			require(close);
		}
		return nodes;
	}

	private Node concatenation() {
		Node left = sum();
		while (skip("||")) {
			left = new Node.Infix("||", left, sum());
		}
		return left;
	}

	private Node sum() {
		Node left = product();
		while (peek().is("+") || peek().is("-")) {
			left = new Node.Infix(next().text(), left, product());
		}
		return left;
	}

	private Node product() {
		Node left = signed();
		while (true) {
			if (peek().is("*") || peek().is("/") || peek().is("%")) {
				left = new Node.Infix(next().text(), left, signed());
			}
			else if (skip("DIV")) {
				left = new Node.Infix("DIV", left, signed());
			}
			else if (skip("MOD")) {
				left = new Node.Infix("%", left, signed());
			}
			else {
				return left;
			}
		}
	}

	private Node signed() {
		if (skip("-")) {
			Node operand = signed();
			return (operand instanceof Node.Number number) ? new Node.Number("-" + number.digits())
					: new Node.Prefix("-", operand);
		}
		return skip("+") ? signed() : cast(primary());
	}

	private Node cast(Node node) {
		Node result = node;
		while (skip("::")) {
			result = cast(result, type());
		}
		return result;
	}

	private static Node cast(Node node, String type) {
		return (node instanceof Node.Text text) ? new Node.Typed(text.value(), type) : new Node.Cast(node, type);
	}

	private Node primary() {
		Token token = next();
		switch (token.sort()) {
			case NUMBER:
				return new Node.Number(token.text());
			case TEXT:
				return new Node.Text(token.text());
			case NAME:
				return name(token, true);
			case WORD:
				return word(token);
			default:
				if (token.is("(")) {
					Node node = or();
					require(")");
					return node;
				}
				this.at--;
				throw unexpected();
		}
	}

	private Node name(Token token, boolean quoted) {
		if (peek().is("(")) {
			return call(token.text().toLowerCase(Locale.ROOT));
		}
		if (peek().is(".")) {
			throw new NotPortableException("it names " + token.text() + " before a point");
		}
		return new Node.Name(token.text(), quoted);
	}

	private Node word(Token token) {
		String word = token.text().toUpperCase(Locale.ROOT);
		if (TYPED.contains(word) && peek().sort() == Token.Sort.TEXT) {
			return new Node.Typed(next().text(), word.toLowerCase(Locale.ROOT));
		}
		if (RESERVED.contains(word)) {
			this.at--;
			throw unexpected();
		}
		return switch (word) {
			case "TRUE", "FALSE" -> new Node.Truth(word.equals("TRUE"));
			case "NULL" -> new Node.Nothing();
			case "CASE" -> cases();
			case "CAST" -> castCall();
			default -> name(token, false);
		};
	}

	private Node castCall() {
		require("(");
		Node operand = or();
		require("AS");
		String type = type();
		require(")");
		return cast(operand, type);
	}

	private Node cases() {
		Node operand = peek().is("WHEN") ? null : or();
		List<Node.Branch> branches = new ArrayList<>();
		while (skip("WHEN")) {
			Node when = or();
			require("THEN");
			branches.add(new Node.Branch(when, or()));
		}
		Node otherwise = skip("ELSE") ? or() : null;
		require("END");
		return new Node.Case(operand, branches, otherwise);
	}

	private Node call(String function) {
		if (function.equals("trim")) {
			return trim();
		}
		if (function.equals("substring")) {
			return substring();
		}
		return new Node.Call(function, list("(", ")"));
	}

	/** All spellings of taking blanks off both ends; other ways are not read. */
	private Node trim() {
		require("(");
		if (skip("BOTH")) {
			Node what = peek().is("FROM") ? new Node.Text(" ") : or();
			require("FROM");
			if (!what.equals(new Node.Text(" "))) {
				throw new NotPortableException("it trims other characters than blanks");
			}
		}
		Node operand = or();
		require(")");
		return new Node.Call("trim", List.of(operand));
	}

	private Node substring() {
		require("(");
		List<Node> arguments = new ArrayList<>(List.of(or()));
		while (skip(",") || skip("FROM") || skip("FOR")) {
			arguments.add(or());
		}
		require(")");
		return new Node.Call("substr", arguments);
	}

	/** A type's name with its lengths, in lower case. */
	private String type() {
		StringBuilder type = new StringBuilder();
		Token first = next();
		if (first.sort() != Token.Sort.WORD && first.sort() != Token.Sort.NAME) {
			this.at--;
			throw unexpected();
		}
		type.append(first.text());
		while (skip(".")) {
			type.append('.').append(next().text());
		}
		boolean lengths = false;
		while (true) {
			String more = typeWord();
			if (more != null) {
				type.append(' ').append(more);
			}
			else if (!lengths && skip("(")) {
				lengths = true;
				type.append('(');
				while (!skip(")")) {
					type.append(next().text());
				}
				type.append(')');
			}
			else if (skip("[", "]")) {
				type.append("[]");
			}
			else {
				return type.toString().toLowerCase(Locale.ROOT);
			}
		}
	}

	private @Nullable String typeWord() {
		for (String word : List.of("VARYING", "PRECISION", "WITH", "WITHOUT", "TIME", "ZONE", "CHARSET", "UNSIGNED",
				"LARGE", "OBJECT")) {
			if (peek().is(word)) {
				return next().text();
			}
		}
		return null;
	}

}
