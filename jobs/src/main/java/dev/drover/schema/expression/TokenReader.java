package dev.drover.schema.expression;

import java.util.List;

/**
 * Goes through an expression's tokens.
 */
final class TokenReader {

	private final List<Token> tokens;

	private int at;

	/**
	 * Begins at the first.
	 * @param tokens the tokens, of which the last is the end
	 */
	TokenReader(List<Token> tokens) {
		this.tokens = List.copyOf(tokens);
	}

	Token peek() {
		return this.tokens.get(this.at);
	}

	Token next() {
		return this.tokens.get(this.at++);
	}

	/** Passes over these words if all of them are next. */
	boolean skip(String... words) {
		for (int i = 0; i < words.length; i++) {
			if (this.at + i >= this.tokens.size() || !this.tokens.get(this.at + i).is(words[i])) {
				return false;
			}
		}
		this.at += words.length;
		return true;
	}

	void require(String word) {
		if (!skip(word)) {
			throw unexpected();
		}
	}

	/** What to throw where the next token is not understood. */
	NotPortableException unexpected() {
		String word = peek().text();
		return new NotPortableException(word.isEmpty() ? "it ends in the middle" : "it uses " + word);
	}

	/** What to throw where the token that {@link #next()} gave is not understood. */
	NotPortableException unexpectedLast() {
		this.at--;
		return unexpected();
	}

}
