package dev.drover.progress;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How far a migration is, at one moment; what the command line shows and {@code status
 * --json} prints. In JSON the names are written with underscores.
 *
 * @param id the migration's id
 * @param state what is true now: the phase, or FAILED if the phase's process is gone
 * @param phase the phase as the ledger has it
 * @param step the step that is going on or was the last, or {@code null} before the first
 * @param startedAt when the first attempt began, ISO instant
 * @param endedAt when the last attempt ended, or {@code null} while one is going on and
 * after its process was lost
 * @param updatedAt when the numbers were taken, or {@code null} if there are none yet
 * @param seconds time of all attempts so far, without the pauses between
 * @param process the process that works on it or was lost, or {@code null}
 * @param rowsTotal rows to copy, or {@code null} before they were counted
 * @param rowsCopied rows committed in the target, over all attempts
 * @param rowsVerified rows found equal
 * @param bytes bytes committed in the target
 * @param rowsPerSecond rows per second of the present step, over the last seconds
 * @param mbPerSecond megabytes (10^6) per second of the copy, over the last seconds
 * @param etaSeconds time until the present step ends, or {@code null} if nobody can say
 * @param partitions numbers of partitions of the copy
 * @param sync what was followed
 * @param waitsFor why nothing goes on, or less than could, or {@code null}
 * @param findings number of findings
 * @param differences number of rows that differ
 * @param rejects number of rows that were refused
 * @param tables each table
 * @param workers the worker processes, where partitions are given to them now
 * @param hint what to do next, or {@code null}
 */
public record Progress(String id, String state, String phase, @Nullable String step, @Nullable String startedAt,
		@Nullable String endedAt, @Nullable String updatedAt, double seconds, @Nullable OwnerProcess process,
		@Nullable Long rowsTotal, long rowsCopied, long rowsVerified, long bytes, double rowsPerSecond,
		double mbPerSecond, @Nullable Double etaSeconds, Partitions partitions, Sync sync, @Nullable String waitsFor,
		long findings, long differences, long rejects, List<TableProgress> tables, List<WorkerProcess> workers,
		@Nullable String hint) {

	public Progress {
		tables = List.copyOf(tables);
		workers = List.copyOf(workers);
	}

	/** The same with the worker processes. */
	public Progress with(List<WorkerProcess> processes) {
		return new Progress(this.id, this.state, this.phase, this.step, this.startedAt, this.endedAt, this.updatedAt,
				this.seconds, this.process, this.rowsTotal, this.rowsCopied, this.rowsVerified, this.bytes,
				this.rowsPerSecond, this.mbPerSecond, this.etaSeconds, this.partitions, this.sync, this.waitsFor,
				this.findings, this.differences, this.rejects, this.tables, processes, this.hint);
	}

	/** Whether a living process works on it. */
	public boolean running() {
		return this.process != null && this.process.alive();
	}

	/** Whether a process works on it that comes to an end by itself. */
	public boolean goesOn() {
		return running() && this.process != null && !this.process.keepsWayBack();
	}

	/**
	 * Puts what the ledger says of a migration and what its process counts together.
	 */
	public static Progress of(Frame frame, Work work) {
		Sync sync = work.sync();
		return new Progress(frame.id(), frame.state(), frame.phase(), work.step(), frame.startedAt(), frame.endedAt(),
				frame.updatedAt(), frame.seconds(), frame.process(), work.rowsTotal(), work.rowsCopied(),
				work.rowsVerified(), work.bytes(), work.rowsPerSecond(), work.mbPerSecond(), work.etaSeconds(),
				work.partitions(), (sync == null) ? Sync.NONE : sync, work.waitsFor(), frame.findings(),
				work.differences(), frame.rejects(), work.tables(), List.of(), frame.hint());
	}

	/**
	 * What the ledger says.
	 *
	 * @param id the id
	 * @param state what is true now
	 * @param phase the ledger's phase
	 * @param startedAt ISO instant or {@code null}
	 * @param endedAt ISO instant or {@code null}
	 * @param updatedAt ISO instant or {@code null}
	 * @param seconds time of all attempts
	 * @param process the owner or {@code null}
	 * @param findings number of findings
	 * @param rejects number of rows that were refused
	 * @param hint what to do next, or {@code null}
	 */
	public record Frame(String id, String state, String phase, @Nullable String startedAt, @Nullable String endedAt,
			@Nullable String updatedAt, double seconds, @Nullable OwnerProcess process, long findings, long rejects,
			@Nullable String hint) {

	}

	/**
	 * The process that works on a migration.
	 *
	 * @param host its host
	 * @param pid its process id there
	 * @param alive whether it is still there
	 * @param heartbeatAt its last sign of life, ISO instant
	 * @param keepsWayBack whether all it does is to keep the way back, which has no end
	 */
	public record OwnerProcess(String host, long pid, boolean alive, String heartbeatAt, boolean keepsWayBack) {

	}

	/**
	 * A worker process.
	 *
	 * @param host its host
	 * @param pid its process id there
	 * @param version its version of Drover
	 * @param state {@code working}, {@code idle}, {@code draining}, {@code silent} or
	 * {@code incompatible}
	 * @param labels what its operator calls it
	 * @param partitions what it works on, of this migration
	 * @param rowsPerSecond rows per second of all that
	 * @param heartbeatAt its last sign of life, ISO instant
	 */
	public record WorkerProcess(String host, long pid, String version, String state, String labels,
			List<String> partitions, double rowsPerSecond, String heartbeatAt) {

		public WorkerProcess {
			partitions = List.copyOf(partitions);
		}

	}

	/**
	 * Partitions of the copy.
	 *
	 * @param total all
	 * @param completed those that are complete
	 * @param running those that are being copied now
	 */
	public record Partitions(long total, long completed, long running) {

	}

	/**
	 * Followed changes.
	 *
	 * @param applied keys applied
	 * @param lag noted keys not yet applied
	 * @param maxLag the most that were open at a time
	 * @param oldestSeconds age of the oldest, or {@code null} if there is none
	 */
	public record Sync(long applied, long lag, long maxLag, @Nullable Double oldestSeconds) {

		/** Nothing was followed. */
		public static final Sync NONE = new Sync(0, 0, 0, null);

	}

}
