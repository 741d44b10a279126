package dev.drover.job;

import org.jspecify.annotations.Nullable;

/**
 * What became of an operator's word for the switch.
 *
 * @param outcome how the switch ended that this process made, or {@code null} if another
 * one makes it
 * @param said what the operator is told then; empty otherwise
 */
public record Word(@Nullable Outcome outcome, String said) {

	static Word of(Outcome outcome) {
		return new Word(outcome, "");
	}

}
