package dev.drover.schema.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads what operators stand between: literals, names, casts, CASE, calls of functions,
 * and whole expressions in parentheses.
 */
final class Primaries {

	/** Words that are no names of columns, and begin nothing that is read here. */
	private static final Set<String> RESERVED = Set.of("SELECT", "EXISTS", "INTERVAL", "CURRENT_DATE", "CURRENT_TIME",
			"CURRENT_TIMESTAMP", "CURRENT_USER", "LOCALTIME", "LOCALTIMESTAMP", "SESSION_USER", "BINARY", "COLLATE",
			"GLOB", "REGEXP", "RLIKE", "MATCH", "XOR", "ROW", "ARRAY", "SIMILAR", "ESCAPE", "OVERLAPS", "AT");

	private static final Set<String> TYPED = Set.of("DATE", "TIME", "TIMESTAMP");

	private final TokenReader tokens;

	private final Supplier<Node> expression;

	/**
	 * Reads from tokens.
	 * @param expression reads a whole expression from the same ones
	 */
	Primaries(TokenReader tokens, Supplier<Node> expression) {
		this.tokens = tokens;
		this.expression = expression;
	}

	private Node whole() {
		return this.expression.get();
	}

	/** An operand with the casts behind it. */
	Node cast() {
		Node result = primary();
		while (this.tokens.skip("::")) {
			result = cast(result, TypeNames.read(this.tokens));
		}
		return result;
	}

	private static Node cast(Node node, String type) {
		return (node instanceof Node.Text text) ? new Node.Typed(text.value(), type) : new Node.Cast(node, type);
	}

	private Node primary() {
		Token token = this.tokens.next();
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
					Node node = whole();
					this.tokens.require(")");
					return node;
				}
				throw this.tokens.unexpectedLast();
		}
	}

	private Node name(Token token, boolean quoted) {
		if (this.tokens.peek().is("(")) {
			return call(token.text().toLowerCase(Locale.ROOT));
		}
		if (this.tokens.peek().is(".")) {
			throw new NotPortableException("it names " + token.text() + " before a point");
		}
		return new Node.Name(token.text(), quoted);
	}

	private Node word(Token token) {
		String word = token.text().toUpperCase(Locale.ROOT);
		if (TYPED.contains(word) && this.tokens.peek().sort() == Token.Sort.TEXT) {
			return new Node.Typed(this.tokens.next().text(), word.toLowerCase(Locale.ROOT));
		}
		if (RESERVED.contains(word)) {
			throw this.tokens.unexpectedLast();
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
		this.tokens.require("(");
		Node operand = whole();
		this.tokens.require("AS");
		String type = TypeNames.read(this.tokens);
		this.tokens.require(")");
		return cast(operand, type);
	}

	private Node cases() {
		Node operand = this.tokens.peek().is("WHEN") ? null : whole();
		List<Node.Branch> branches = new ArrayList<>();
		while (this.tokens.skip("WHEN")) {
			Node when = whole();
			this.tokens.require("THEN");
			branches.add(new Node.Branch(when, whole()));
		}
		Node otherwise = this.tokens.skip("ELSE") ? whole() : null;
		this.tokens.require("END");
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
		this.tokens.require("(");
		if (this.tokens.skip("BOTH")) {
			Node what = this.tokens.peek().is("FROM") ? new Node.Text(" ") : whole();
			this.tokens.require("FROM");
			if (!what.equals(new Node.Text(" "))) {
				throw new NotPortableException("it trims other characters than blanks");
			}
		}
		Node operand = whole();
		this.tokens.require(")");
		return new Node.Call("trim", List.of(operand));
	}

	private Node substring() {
		this.tokens.require("(");
		List<Node> arguments = new ArrayList<>(List.of(whole()));
		while (this.tokens.skip(",") || this.tokens.skip("FROM") || this.tokens.skip("FOR")) {
			arguments.add(whole());
		}
		this.tokens.require(")");
		return new Node.Call("substr", arguments);
	}

	/** Expressions between brackets, with commas between them. */
	List<Node> list(String open, String close) {
		this.tokens.require(open);
		List<Node> nodes = new ArrayList<>();
		if (!this.tokens.skip(close)) {
			do {
				nodes.add(whole());
			}
			while (this.tokens.skip(","));
			this.tokens.require(close);
		}
		return nodes;
	}

}
