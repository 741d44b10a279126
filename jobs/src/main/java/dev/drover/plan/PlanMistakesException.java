package dev.drover.plan;

import java.util.List;
import java.util.stream.Collectors;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;

/**
 * A plan that was refused, with all of its mistakes in the order of the file.
 */
public class PlanMistakesException extends DroverException {

	private static final long serialVersionUID = 1L;

	private final List<PlanMistake> mistakes;

	PlanMistakesException(String sourceName, List<PlanMistake> mistakes) {
		super(ErrorCode.PLAN_001, describe(sourceName, mistakes), "");
		this.mistakes = List.copyOf(mistakes);
	}

	public List<PlanMistake> mistakes() {
		return this.mistakes;
	}

	private static String describe(String sourceName, List<PlanMistake> mistakes) {
		String number = (mistakes.size() == 1) ? "1 mistake" : mistakes.size() + " mistakes";
		return mistakes.stream()
			.map((mistake) -> mistake.in(sourceName))
			.collect(Collectors.joining("\n", number + " in " + sourceName + "\n", ""));
	}

}
