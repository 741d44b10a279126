package dev.drover.app.cli;

import java.util.Arrays;

/**
 * The form in which enterprise schedulers start a Spring Batch job:
 * {@code --spring.batch.job.name=migration plan=PLAN}.
 */
final class Scheduler {

	/** A scheduler gives the same command again to go on with what failed. */
	static final String CONTINUE = "--continue";

	private static final String JOB = "--spring.batch.job.name=migration";

	private Scheduler() {
	}

	static String[] translate(String[] arguments) {
		if (!Arrays.asList(arguments).contains(JOB)) {
			return arguments;
		}
		return Arrays.stream(arguments)
			.filter((argument) -> !argument.equals(JOB))
			.flatMap((argument) -> argument.startsWith("plan=")
					? Arrays.stream(new String[] { "run", argument.substring(5), CONTINUE })
					: Arrays.stream(new String[] { argument }))
			.toArray(String[]::new);
	}

}
