package dev.drover.ledger;

import org.jspecify.annotations.Nullable;

import dev.drover.phase.Phase;

/**
 * The ledger's row of one migration.
 *
 * @param id its id
 * @param planText its plan
 * @param fingerprint the plan's fingerprint
 * @param phase its phase
 * @param owner the process that works on it, or {@code null}
 * @param heartbeatAt when the owner was last heard of, in milliseconds since 1970
 * @param silentMillis for how long the owner has not been heard of, by the clock of the
 * control database
 * @param wish what an operator wants of the owner
 * @param begun whether rows were copied
 * @param jobExecutionId its last job execution, 0 before the first
 * @param startedAt when it began, milliseconds since 1970, 0 if it has not
 * @param endedAt when it ended, 0 if it has not
 * @param runMillis time of all attempts that have ended
 * @param report the last report as JSON, or {@code null}
 */
public record MigrationRecord(String id, String planText, String fingerprint, Phase phase, @Nullable String owner,
		long heartbeatAt, long silentMillis, Wish wish, boolean begun, long jobExecutionId, long startedAt,
		long endedAt, long runMillis, @Nullable String report) {

}
