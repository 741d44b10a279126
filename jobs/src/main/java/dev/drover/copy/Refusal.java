package dev.drover.copy;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Engine;
import dev.drover.engine.ValueException;

/**
 * Why a target does not take rows.
 *
 * @param column the target's column at fault; empty if that is not said
 * @param reason what is wrong
 * @param badValue whether it is a value, and not a rule that rows have to keep
 */
record Refusal(String column, String reason, boolean badValue) {

	private static final int SHOWN = 300;

	static Refusal of(ValueException failure) {
		return new Refusal(failure.column(), failure.reason(), true);
	}

	/** The refusal, or {@code null} if the target complains of something else. */
	static @Nullable Refusal of(SQLException failure, Engine target) {
		// a batch keeps the reason in the next exception
		SQLException first = (failure instanceof BatchUpdateException && failure.getNextException() != null)
				? failure.getNextException() : failure;
		boolean badValue = target.refusesValue(first);
		return (badValue || target.violatesConstraint(first)) ? new Refusal("", message(first), badValue) : null;
	}

	private static String message(SQLException failure) {
		String text = String.valueOf(failure.getMessage()).lines().map(String::strip).collect(Collectors.joining("; "));
		return (text.length() <= SHOWN) ? text : text.substring(0, SHOWN) + "…";
	}

}
