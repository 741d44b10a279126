package dev.drover.app.rest;

/**
 * A request that is refused before any use case sees it.
 */
final class Refusal extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Problem problem;

	Refusal(Problem problem) {
		super(problem.detail());
		this.problem = problem;
	}

	Problem problem() {
		return this.problem;
	}

}
