package dev.drover.job;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

import dev.drover.ledger.MigrationRecord;
import dev.drover.ledger.PartitionRecord;
import dev.drover.ledger.ProgressRecords;
import dev.drover.ledger.StepRecord;
import dev.drover.ledger.TableRecord;
import dev.drover.progress.Progress;
import dev.drover.progress.ProgressJson;
import dev.drover.progress.ProgressListener;
import dev.drover.progress.ProgressMeter;
import dev.drover.progress.StepCheckpoint;
import dev.drover.progress.TableProgress;
import dev.drover.progress.Work;

/**
 * Watches one attempt: its steps, its time and its counts. Writes them into the ledger
 * twice a second, so that other processes see them and a kill loses next to nothing.
 */
final class AttemptWatch implements StepExecutionListener, AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(AttemptWatch.class);

	private static final long SAVE_MILLIS = 500;

	private final MigrationRun run;

	private final MigrationRecord before;

	private final ProgressRecords records;

	private final RunOptions options;

	private final Clock clock;

	private final long begun = System.nanoTime();

	private volatile long restedAt;

	private @Nullable Repeated saver;

	private final Map<String, TableProgress> saved = new HashMap<>();

	private final Holds holds;

	private @Nullable String step;

	private long stepSavedAt;

	private volatile long findings;

	private volatile long rejects;

	private AttemptWatch(MigrationRun run, MigrationRecord before, ProgressRecords records, RunOptions options,
			Clock clock) {
		this.run = run;
		this.before = before;
		this.records = records;
		this.options = options;
		this.clock = clock;
		this.holds = new Holds(run);
	}

	static AttemptWatch begin(MigrationRun run, MigrationRecord before, RunOptions options, Clock clock) {
		ProgressRecords records = run.progress();
		AttemptWatch watch = new AttemptWatch(run, before, records, options, clock);
		run.listener(options.listener());
		records.loseSteps();
		watch.seed();
		watch.saver = new Repeated("saver", SAVE_MILLIS, watch::trySave);
		options.listener().begun(watch::progress);
		return watch;
	}

	/**
	 * What earlier attempts did, as the ledger knows it, until the checkpoints are read.
	 */
	private void seed() {
		ProgressMeter meter = this.run.meter();
		this.findings = this.run.work().findings().size();
		for (TableRecord table : this.run.work().tables()) {
			meter.table(table.name(), table.targetName(), table.rowsSource());
			meter.checkpoints(table.name(), table.rowsCopied(), table.rowsCopied(), table.bytes());
			meter.verified(table.name(), table.rowsVerified(), table.differenceCount());
		}
		List<PartitionRecord> partitions = this.run.work().partitions();
		meter.partitions(partitions.size(), partitions.stream().filter(PartitionRecord::completed).count());
	}

	/** Time of all attempts up to now, in milliseconds. */
	long millis() {
		long until = (this.restedAt == 0) ? System.nanoTime() : this.restedAt;
		return this.before.runMillis() + (until - this.begun) / 1_000_000;
	}

	/** The work is done; what comes after it takes no time of an attempt. */
	void rest() {
		this.restedAt = System.nanoTime();
	}

	private Progress progress() {
		Instant now = this.clock.instant();
		String phase = this.run.phase().name();
		return Progress.of(new Progress.Frame(this.before.id(), phase, phase,
				Instant.ofEpochMilli(this.before.startedAt()).toString(), null, now.toString(), millis() / 1000.0,
				Owner.process(this.run.owner(), true, now.toEpochMilli()), this.findings, this.rejects, null),
				this.run.figures());
	}

	@Override
	public synchronized void beforeStep(StepExecution execution) {
		String name = execution.getStepName();
		this.run.ledger().jobExecution(this.before.id(), execution.getJobExecutionId(), this.run.owner());
		this.records.stepBegun(name);
		this.step = name;
		this.stepSavedAt = System.nanoTime();
		this.run.meter().step(name);
		this.run.pace().throttle().begin();
		this.options.listener().stepBegun(name);
	}

	@Override
	public synchronized @Nullable ExitStatus afterStep(StepExecution execution) {
		String name = execution.getStepName();
		String status = execution.getStatus().name();
		RunOptions.Until until = this.options.until();
		if (until != null && until.step().equals(name) && status.equals("COMPLETED")) {
			// first of all: Spring Batch goes on after a listener that fails
			this.run.halt().stop();
		}
		if (!owned()) {
			return null;
		}
		this.records.stepEnded(name, status, stepMillis());
		this.step = null;
		this.findings = this.run.work().findings().size();
		this.rejects = this.run.rejections().records().count();
		save();
		this.options.listener().stepEnded(checkpoint(name));
		return null;
	}

	/** A process that was replaced keeps its figures to itself. */
	private boolean owned() {
		return this.run.ledger().owns(this.before.id(), this.run.owner());
	}

	private StepCheckpoint checkpoint(String name) {
		StepRecord record = this.records.steps()
			.stream()
			.filter((step) -> step.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("the ledger has no step " + name));
		return new StepCheckpoint(this.before.id(), name, record.status(),
				Instant.ofEpochMilli(record.startedAt()).toString(), Instant.ofEpochMilli(record.endedAt()).toString(),
				record.runMillis() / 1000.0, record.attempts(), this.run.figures());
	}

	private long stepMillis() {
		long now = System.nanoTime();
		long millis = (now - this.stepSavedAt) / 1_000_000;
		this.stepSavedAt += millis * 1_000_000;
		return millis;
	}

	private void trySave() {
		try {
			save();
		}
		catch (RuntimeException ex) {
			// the next try may do better; whether the attempt can go on is not said here
			LOG.warn("progress of {} could not be written: {}", this.before.id(), ex.getMessage());
		}
	}

	private synchronized void save() {
		if (!owned()) {
			return;
		}
		TimeLimit.watch(this.run, (System.nanoTime() - this.begun) / 1_000_000);
		look();
		Work work = this.run.figures();
		for (TableProgress table : work.tables()) {
			TableProgress last = this.saved.put(table.name(), table);
			if (last == null || last.rowsCopied() != table.rowsCopied() || last.bytes() != table.bytes()) {
				this.run.work().copied(table.name(), table.rowsCopied(), table.bytes());
			}
		}
		if (this.step != null) {
			this.records.stepGoesOn(this.step, stepMillis());
		}
		this.records.save(ProgressJson.compact(work));
		this.records.runTime(this.run.owner(), millis());
	}

	private void look() {
		this.holds.look();
		Following following = this.run.followed();
		if (following == null) {
			return;
		}
		try {
			LagLimit.watch(this.run, following.look());
		}
		catch (SQLException ex) {
			// whoever applies changes meets the same, and says more
			LOG.warn("the age of what waits for {} could not be told: {}", this.before.id(), ex.getMessage());
		}
	}

	/** The last counts, written before the attempt is given up. */
	void settle() {
		endSaving();
		save();
		this.holds.end();
	}

	@Override
	public void close() {
		endSaving();
		this.options.listener().ended();
	}

	private void endSaving() {
		if (this.saver != null) {
			this.saver.close();
		}
	}

	/** The steps in their order, as the ledger has them. */
	static List<StepRecord> inOrder(List<StepRecord> steps) {
		return steps.stream()
			.sorted(Comparator.comparingInt((step) -> MigrationJob.STEPS.indexOf(step.name())))
			.toList();
	}

}
