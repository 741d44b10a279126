package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.drover.chunk.TableSlice;
import dev.drover.ledger.ClaimRecord;
import dev.drover.ledger.Sweeps;
import dev.drover.plan.Plan;
import dev.drover.plan.Secrets;
import dev.drover.progress.ProgressJson;
import dev.drover.schema.SchemaMapping;

/**
 * What the partitions of one migration share in a worker: the tables as they were read
 * once, and connections.
 */
final class WorkerSite implements AutoCloseable {

	private final Plan plan;

	private final CopyWorker copy = new CopyWorker();

	private @Nullable SchemaMapping mapping;

	private final SharedThrottle throttle;

	WorkerSite(Plan plan, Secrets secrets) {
		this.plan = plan;
		this.throttle = new SharedThrottle(plan, secrets);
	}

	/** What all partitions here share of what the plan allows. */
	SharedThrottle throttle() {
		return this.throttle;
	}

	Plan plan() {
		return this.plan;
	}

	/** Gets a run ready for a partition. */
	synchronized void prepare(MigrationRun run) {
		try {
			// every worker would have another moment: none is kept
			Connection source = run.sides().openMoment(true).connect();
			try (source) {
				SchemaMapping known = this.mapping;
				if (known == null) {
					known = LivePreparation.mapping(run, source);
					this.mapping = known;
				}
				run.mapping(known);
			}
		}
		catch (SQLException ex) {
			throw run.sides().openSide().failure("reading its catalog", ex);
		}
	}

	/** The tables of a partition, each once. */
	static Set<String> tables(MigrationRun run, String step, ClaimRecord claim) {
		if (step.equals("verify")) {
			return Set.of(ProgressJson.read(claim.content(), String[].class));
		}
		return run.work()
			.partition(claim.name())
			.map((partition) -> Slices.decode(partition.slices()).stream().map(TableSlice::table))
			.orElseGet(Stream::empty)
			.collect(Collectors.toUnmodifiableSet());
	}

	/** What is done with a partition of a step. */
	PartitionWork work(String step, ClaimRecord claim, DataSource control) {
		return switch (step) {
			case "copy" -> this.copy;
			case "verify" ->
				(run, name) -> VerifyWorker.compare(run, List.of(ProgressJson.read(claim.content(), String[].class)),
						Following.wanted(run) ? new AskedSweep(run, new Sweeps(control, run.plan().id())) : null);
			default -> throw new IllegalStateException("no worker does the step " + step);
		};
	}

	@Override
	public void close() throws SQLException {
		try (this.throttle) {
			this.copy.ended();
		}
	}

}
