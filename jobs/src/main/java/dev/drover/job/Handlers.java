package dev.drover.job;

import java.util.Map;

import javax.sql.DataSource;

import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.step.Step;

import dev.drover.job.channel.WorkChannels;
import dev.drover.ledger.Sweeps;
import dev.drover.ledger.WorkerRecords;

/**
 * Where the partitions of an attempt's steps are worked off.
 *
 * @param workers where
 * @param control the control database
 * @param environment where the channel's settings are looked up
 */
record Handlers(Workers workers, DataSource control, Map<String, String> environment) {

	PartitionHandler of(MigrationRun run, String step, Step worker, PartitionWork work) {
		int threads = Math.min(run.plan().copy().parallelism(), run.target().writers());
		if (this.workers == Workers.LOCAL) {
			return new LocalPartitionHandler(worker, threads, work);
		}
		PartitionHandler remote = new RemotePartitionHandler(run, step, work, this.control,
				() -> WorkChannels.open(this.control, this.environment));
		PartitionHandler served = step.equals("verify") ? sweeping(run, remote) : remote;
		return (this.workers == Workers.REMOTE) ? served : besideOwnWorker(served, threads);
	}

	/** Partitions that worker processes which are there can work on at a time. */
	int slots() {
		if (this.workers == Workers.LOCAL) {
			return 0;
		}
		Fleet fleet = new Fleet(System::nanoTime, WorkChannels.name(this.environment));
		fleet.look(new WorkerRecords(this.control).all());
		return fleet.slots();
	}

	/** Workers look at differing rows again after what was noted before is applied. */
	private PartitionHandler sweeping(MigrationRun run, PartitionHandler remote) {
		return (splitter, execution) -> {
			Following following = run.following();
			if (following == null) {
				return remote.handle(splitter, execution);
			}
			try (SweepsForWorkers sweeps = SweepsForWorkers.begin(run, following,
					new Sweeps(this.control, run.plan().id()))) {
				return remote.handle(splitter, execution);
			}
		};
	}

	/** This process takes partitions as any other worker does. */
	private PartitionHandler besideOwnWorker(PartitionHandler remote, int threads) {
		return (splitter, execution) -> {
			Worker own = new Worker(this.control, this.environment, new WorkerOptions(threads, "in the manager", ""),
					(line) -> {
						// the manager says itself how its partitions end
					});
			Thread thread = new Thread(own::run, "own-worker");
			thread.start();
			try {
				return remote.handle(splitter, execution);
			}
			finally {
				own.drain();
				thread.join();
			}
		};
	}

	/** Whoever had partitions in an earlier attempt must not meet this process's own. */
	void before(MigrationRun run) {
		if (this.workers == Workers.LOCAL) {
			ClaimsBack.await(run, this.control);
		}
	}

}
