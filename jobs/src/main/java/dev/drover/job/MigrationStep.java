package dev.drover.job;

/**
 * One step of the job that runs once, in the manager.
 */
@FunctionalInterface
interface MigrationStep {

	void run(MigrationRun run);

}
