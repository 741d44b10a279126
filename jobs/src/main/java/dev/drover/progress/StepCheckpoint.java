package dev.drover.progress;

/**
 * What a step did.
 *
 * @param id the migration's id
 * @param step the step's name
 * @param status COMPLETED, STOPPED or FAILED
 * @param startedAt when it first began, ISO instant
 * @param endedAt when it ended, ISO instant
 * @param seconds its time over all attempts, without the pauses between
 * @param attempts how often it was begun
 * @param figures the counts at its end
 */
public record StepCheckpoint(String id, String step, String status, String startedAt, String endedAt, double seconds,
		long attempts, Work figures) {

}
