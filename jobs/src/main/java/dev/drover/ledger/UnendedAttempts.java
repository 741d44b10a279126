package dev.drover.ledger;

import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which attempts of a job Spring Batch's tables show as not ended. Its repository reads
 * all steps of all attempts for that, and the context of each.
 */
public final class UnendedAttempts {

	private static final String OPEN = "(x.end_time IS NULL OR x.status IN ('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN'))";

	private static final String ATTEMPTS = "SELECT j.job_execution_id FROM BATCH_JOB_EXECUTION j"
			+ " WHERE j.job_instance_id = ?";

	private static final String STEPS = " EXISTS (SELECT 1 FROM BATCH_STEP_EXECUTION s"
			+ " WHERE s.job_execution_id = j.job_execution_id AND " + OPEN.replace("x.", "s.") + ")";

	private final JdbcTemplate jdbc;

	public UnendedAttempts(DataSource dataSource) {
		this.jdbc = new JdbcTemplate(dataSource);
	}

	/** Whether the instance was ever started. */
	public boolean any(long instance) {
		return !this.jdbc.queryForList(ATTEMPTS, Long.class, instance).isEmpty();
	}

	/** Attempts that have not ended, or a step of which has not; also older ones. */
	public List<Long> of(long instance) {
		return this.jdbc.queryForList(ATTEMPTS + " AND (" + OPEN.replace("x.", "j.") + " OR" + STEPS + ") ORDER BY 1",
				Long.class, instance);
	}

}
