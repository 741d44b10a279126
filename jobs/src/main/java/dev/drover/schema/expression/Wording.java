package dev.drover.schema.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What became of an expression.
 *
 * @param sql the target's words, or {@code null} if it can't be said there
 * @param reason why not, as half a sentence; otherwise empty
 * @param differences where the target may judge in another way, as half sentences
 */
public record Wording(@Nullable String sql, String reason, List<String> differences) {

	public Wording {
		differences = List.copyOf(differences);
	}

}
