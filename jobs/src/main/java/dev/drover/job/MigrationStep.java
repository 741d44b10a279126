package dev.drover.job;

import java.sql.SQLException;

/**
 * One step of the job that runs once, in the manager.
 */
@FunctionalInterface
interface MigrationStep {

	void run(MigrationRun run) throws SQLException;

}
