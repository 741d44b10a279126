package dev.drover.progress;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Counts what the workers of one process do, where they do it, and gives immutable
 * snapshots. Thread-safe.
 */
public final class ProgressMeter {

	private final LongSupplier nanos;

	private final Map<String, TableMeter> tables = new LinkedHashMap<>();

	private final Set<String> running = new HashSet<>();

	private final RateWindow rows = new RateWindow();

	private final RateWindow bytes = new RateWindow();

	private @Nullable String step;

	private MeteredStep kind = MeteredStep.OTHER;

	private long partitions;

	private long completed;

	/**
	 * Creates a meter.
	 * @param nanos the clock, in nanoseconds from any moment on
	 */
	public ProgressMeter(LongSupplier nanos) {
		this.nanos = nanos;
	}

	/** A step begins. */
	public synchronized void step(String name) {
		this.step = name;
		this.kind = MeteredStep.of(name);
		double now = now();
		this.tables.values().forEach((table) -> table.begin(this.kind, now));
		this.rows.restart(now, countedRows());
		this.bytes.restart(now, bytes());
	}

	/**
	 * Adds a table, or begins to count it anew.
	 * @param rowsTotal its rows at the source, -1 if they were not counted
	 */
	public synchronized void table(String name, String targetName, long rowsTotal) {
		TableMeter table = new TableMeter(name, targetName, rowsTotal);
		table.begin(this.kind, now());
		this.tables.put(name, table);
	}

	/**
	 * Sets what the target's checkpoints say of a table.
	 * @param rowsThere rows committed that are in the target
	 * @param rowsOfAllAttempts rows committed, those thrown away included
	 * @param bytesCommitted bytes committed
	 */
	public synchronized void checkpoints(String table, long rowsThere, long rowsOfAllAttempts, long bytesCommitted) {
		require(table).copiedBefore(rowsThere, rowsOfAllAttempts, bytesCommitted);
	}

	/** Sets the numbers of partitions. */
	public synchronized void partitions(long all, long alreadyCompleted) {
		this.partitions = all;
		this.completed = alreadyCompleted;
	}

	/** A worker begins a partition. */
	public synchronized void partitionBegun(String name) {
		this.running.add(name);
	}

	/** A worker leaves a partition. */
	public synchronized void partitionLeft(String name, boolean complete) {
		if (this.running.remove(name) && complete) {
			this.completed++;
		}
	}

	/** A chunk was committed. */
	public synchronized void committed(String table, long addedRows, long addedBytes) {
		require(table).committed(addedRows, addedBytes);
	}

	/** Committed rows were thrown away; the table is copied again. */
	public synchronized void discarded(String table, long rowsThrownAway) {
		require(table).discarded(rowsThrownAway);
	}

	/** A comparison has read rows of the source. */
	public synchronized void compared(String table, long addedRows) {
		require(table).compared(addedRows);
	}

	/** A table's comparison is done. */
	public synchronized void verified(String table, long rowsEqual, long rowsDifferent) {
		require(table).verified(rowsEqual, rowsDifferent);
	}

	private TableMeter require(String table) {
		TableMeter meter = this.tables.get(table);
		if (meter == null) {
			throw new IllegalStateException("table " + table + " is not metered");
		}
		return meter;
	}

	/** What is counted now. */
	public synchronized Work snapshot() {
		double now = now();
		List<TableProgress> progress = this.tables.values()
			.stream()
			.map((table) -> table.snapshot(this.kind, now))
			.toList();
		this.rows.note(now, countedRows());
		this.bytes.note(now, bytes());
		boolean working = this.kind != MeteredStep.OTHER;
		double rate = working ? this.rows.perSecond(now, countedRows()) : 0;
		double byteRate = (this.kind == MeteredStep.COPYING) ? this.bytes.perSecond(now, bytes()) : 0;
		boolean counted = !this.tables.isEmpty()
				&& this.tables.values().stream().allMatch((table) -> table.total() >= 0);
		long open = this.tables.values().stream().mapToLong((table) -> table.openRows(this.kind)).sum();
		return new Work(this.step,
				counted ? Long.valueOf(this.tables.values().stream().mapToLong(TableMeter::total).sum()) : null,
				progress.stream().mapToLong(TableProgress::rowsCopied).sum(),
				progress.stream().mapToLong(TableProgress::rowsVerified).sum(), bytes(),
				progress.stream().mapToLong(TableProgress::differences).sum(), rate, byteRate / 1_000_000,
				(counted && rate > 0) ? Double.valueOf(open / rate) : null,
				new Progress.Partitions(this.partitions, this.completed, this.running.size()), progress, null, null);
	}

	/** Bytes of a row, on the average of what was copied; 0 before that. */
	public synchronized double bytesPerRow() {
		long copied = this.tables.values().stream().mapToLong(TableMeter::copied).sum();
		return (copied == 0) ? 0 : bytes() / (double) copied;
	}

	private long countedRows() {
		return this.tables.values().stream().mapToLong((table) -> table.countedRows(this.kind)).sum();
	}

	private long bytes() {
		return this.tables.values().stream().mapToLong(TableMeter::bytes).sum();
	}

	private double now() {
		return this.nanos.getAsLong() / 1e9;
	}

}
