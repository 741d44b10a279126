package dev.drover.job;

import java.util.Map;

import javax.sql.DataSource;

import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.step.Step;

import dev.drover.job.channel.WorkChannels;

/**
 * Where the partitions of an attempt's steps are worked off.
 *
 * @param workers where
 * @param control the control database
 * @param environment where the channel's settings are looked up
 */
record Handlers(Workers workers, DataSource control, Map<String, String> environment) {

	PartitionHandler of(MigrationRun run, String step, Step worker, PartitionWork work) {
		if (this.workers == Workers.LOCAL || !step.equals("copy")) {
			return new LocalPartitionHandler(worker, Math.min(run.plan().copy().parallelism(), run.target().writers()),
					work);
		}
		return new RemotePartitionHandler(run, step, this.control,
				() -> WorkChannels.open(this.control, this.environment));
	}

}
