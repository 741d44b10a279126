package dev.drover.plan;

import org.jspecify.annotations.Nullable;

/**
 * One mistake of a plan file; never holds a secret.
 *
 * @param path where in the plan, such as {@code scope.tables.include[1]}; empty for the
 * plan as a whole
 * @param line line, from 1
 * @param column column, from 1
 * @param message what was seen against what is allowed
 * @param hint what was probably meant, or {@code null}
 */
public record PlanMistake(String path, int line, int column, String message, @Nullable String hint) {

	/** The mistake in one line that editors and terminals turn into a link. */
	String in(String sourceName) {
		return sourceName + ":" + this.line + ":" + this.column + " " + (this.path.isEmpty() ? "" : this.path + ": ")
				+ this.message + ((this.hint != null) ? "; " + this.hint : "");
	}

}
