package dev.drover.schema.expression;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Reads the names of types, which may be of several words.
 */
final class TypeNames {

	/** What may follow a type's first word. */
	private static final List<String> FURTHER = List.of("VARYING", "PRECISION", "WITH", "WITHOUT", "TIME", "ZONE",
			"CHARSET", "UNSIGNED", "LARGE", "OBJECT");

	private TypeNames() {
	}

	/** A type's name with its lengths, in lower case. */
	static String read(TokenReader tokens) {
		StringBuilder type = new StringBuilder();
		Token first = tokens.next();
		if (first.sort() != Token.Sort.WORD && first.sort() != Token.Sort.NAME) {
			throw tokens.unexpectedLast();
		}
		type.append(first.text());
		while (tokens.skip(".")) {
			type.append('.').append(tokens.next().text());
		}
		boolean lengths = false;
		while (true) {
			String more = furtherWord(tokens);
			if (more != null) {
				type.append(' ').append(more);
			}
			else if (!lengths && tokens.skip("(")) {
				lengths = true;
				type.append('(');
				while (!tokens.skip(")")) {
					type.append(tokens.next().text());
				}
				type.append(')');
			}
			else if (tokens.skip("[", "]")) {
				type.append("[]");
			}
			else {
				return type.toString().toLowerCase(Locale.ROOT);
			}
		}
	}

	private static @Nullable String furtherWord(TokenReader tokens) {
		for (String word : FURTHER) {
			if (tokens.peek().is(word)) {
				return tokens.next().text();
			}
		}
		return null;
	}

}
