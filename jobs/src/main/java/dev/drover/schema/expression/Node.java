package dev.drover.schema.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An expression, taken apart, whatever engine spelled it.
 */
sealed interface Node {

	/**
	 * A column.
	 *
	 * @param text its name as it stands there, without quotes
	 * @param quoted whether it is quoted
	 */
	record Name(String text, boolean quoted) implements Node {

	}

	/** A number, such as {@code 1.50}. */
	record Number(String digits) implements Node {

	}

	/** A text. */
	record Text(String value) implements Node {

	}

	/** A text that a type stands before or behind, such as {@code DATE '2024-02-29'}. */
	record Typed(String value, String type) implements Node {

	}

	/** True or false. */
	record Truth(boolean value) implements Node {

	}

	/** The word NULL. */
	record Nothing() implements Node {

	}

	/** An operator before its operand: {@code NOT} or {@code -}. */
	record Prefix(String operator, Node operand) implements Node {

	}

	/** An operator between its operands, in upper case. */
	record Infix(String operator, Node left, Node right) implements Node {

	}

	/**
	 * A test by IS.
	 *
	 * @param what {@code NULL}, {@code TRUE} or {@code FALSE}
	 */
	record Is(Node operand, String what, boolean not) implements Node {

	}

	/** A test by IN. */
	record In(Node operand, List<Node> values, boolean not) implements Node {

	}

	/** A test by BETWEEN. */
	record Between(Node operand, Node low, Node high, boolean not) implements Node {

	}

	/**
	 * A case.
	 *
	 * @param operand what is compared, or {@code null} where each branch has a condition
	 * @param branches the branches
	 * @param otherwise the value else, or {@code null}
	 */
	record Case(@Nullable Node operand, List<Branch> branches, @Nullable Node otherwise) implements Node {

	}

	/** One branch of a case. */
	record Branch(Node when, Node then) {

	}

	/** A function with its name in lower case. */
	record Call(String function, List<Node> arguments) implements Node {

	}

	/** A cast; the type as it stands there, in lower case. */
	record Cast(Node operand, String type) implements Node {

	}

}
