package dev.drover.job;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.drover.job.channel.WorkChannel;
import dev.drover.ledger.WorkerRecord;

/**
 * The worker processes as a manager sees them. A worker is silent as long as its sign of
 * life stays the same while the control database answers: neither clocks nor a control
 * database that was away make a worker that lives look dead, also not to a manager that
 * has only just begun to look.
 */
final class Fleet {

	/** Who is silent for so long loses what it has. */
	static final long LEASE_NANOS = Owner.LEASE_MILLIS * 1_000_000;

	/**
	 * A look that comes later than this after the last does not count the time between.
	 */
	private static final long LONGEST_LOOK_NANOS = 2_000_000_000L;

	private final LongSupplier nanoTime;

	private final @Nullable String channel;

	private final Map<String, Long> beats = new HashMap<>();

	private final Map<String, Long> silent = new HashMap<>();

	/**
	 * Those whose last sign was old when they were seen first: they have gone, or the
	 * control database was away and they had no way to give one. They keep what they have
	 * for another lease, and nothing is expected of them.
	 */
	private final Set<String> doubtful = new HashSet<>();

	/** By worker, why it is given nothing more. */
	private final Map<String, String> unfit = new HashMap<>();

	private List<WorkerRecord> workers = List.of();

	private long lookedAt;

	/**
	 * Those that somebody sees.
	 * @param channel where they are spoken to, or {@code null} if they are not
	 */
	Fleet(LongSupplier nanoTime, @Nullable String channel) {
		this.channel = channel;
		this.nanoTime = nanoTime;
		this.lookedAt = nanoTime.getAsLong();
	}

	/** Takes in what the ledger says now. */
	void look(List<WorkerRecord> known) {
		long now = this.nanoTime.getAsLong();
		long passed = Math.min(now - this.lookedAt, LONGEST_LOOK_NANOS);
		this.lookedAt = now;
		Map<String, Long> seen = new HashMap<>();
		for (WorkerRecord worker : known) {
			Long before = this.beats.get(worker.id());
			if (Owner.gone(worker.process())) {
				seen.put(worker.id(), LEASE_NANOS);
				continue;
			}
			boolean same = before != null && before == worker.beatAt();
			seen.put(worker.id(), same ? this.silent.getOrDefault(worker.id(), 0L) + passed : 0L);
			if (before == null && worker.silentMillis() > Owner.LEASE_MILLIS) {
				this.doubtful.add(worker.id());
			}
			else if (!same) {
				this.doubtful.remove(worker.id());
			}
			this.beats.put(worker.id(), worker.beatAt());
		}
		this.silent.clear();
		this.silent.putAll(seen);
		this.workers = List.copyOf(known);
	}

	/** Whether a worker has gone, or been silent for too long. */
	boolean lost(String worker) {
		return this.silent.getOrDefault(worker, LEASE_NANOS) >= LEASE_NANOS;
	}

	/**
	 * A worker's own environment is wrong: it is given nothing more.
	 * @return whether that is news
	 */
	boolean passOver(String worker, String reason) {
		return this.unfit.put(worker, reason) == null;
	}

	/** Those that live, hear this process, speak its language and can do its work. */
	List<WorkerRecord> living() {
		return living((worker) -> hears(worker) && speaks(worker) && !this.unfit.containsKey(worker.id()));
	}

	/** Whether anybody else lives who takes partitions. */
	boolean others(String worker) {
		return living().stream().anyMatch((each) -> !each.draining() && !each.id().equals(worker));
	}

	/** Those that live and do not understand this process, nor it them. */
	List<WorkerRecord> strangers() {
		return living((worker) -> !speaks(worker));
	}

	/** Those that live and listen elsewhere. */
	List<WorkerRecord> elsewhere() {
		return living((worker) -> speaks(worker) && !hears(worker));
	}

	/** Of those that live and can't do the work: who, and why. */
	List<String> unfit() {
		return living((worker) -> this.unfit.containsKey(worker.id())).stream()
			.map((worker) -> name(worker.id()) + ": " + this.unfit.get(worker.id()))
			.toList();
	}

	private boolean hears(WorkerRecord worker) {
		return this.channel == null || this.channel.equals(worker.channel());
	}

	private static boolean speaks(WorkerRecord worker) {
		return worker.protocol() == WorkChannel.PROTOCOL;
	}

	private List<WorkerRecord> living(Predicate<WorkerRecord> wanted) {
		return this.workers.stream()
			.filter((worker) -> !lost(worker.id()) && !this.doubtful.contains(worker.id()) && wanted.test(worker))
			.toList();
	}

	/** Partitions that they can take beside those that they have. */
	int freeSlots() {
		return living().stream()
			.filter((worker) -> !worker.draining())
			.mapToInt((worker) -> Math.max(0, worker.slots() - worker.busy()))
			.sum();
	}

	/** Partitions that they work on at most. */
	int slots() {
		return living().stream().filter((worker) -> !worker.draining()).mapToInt(WorkerRecord::slots).sum();
	}

	/** A worker, for people. */
	String name(String worker) {
		Optional<WorkerRecord> known = this.workers.stream().filter((each) -> each.id().equals(worker)).findFirst();
		return known.map((each) -> Owner.name(each.process())).orElse("that has gone");
	}

	/** Why nobody takes anything, where nobody does. */
	String nobody(long seconds) {
		String wait = " is there for " + seconds + " s";
		List<WorkerRecord> strangers = strangers();
		List<WorkerRecord> elsewhere = elsewhere();
		List<String> unfit = unfit();
		if (!unfit.isEmpty()) {
			return "no worker process that can do the work" + wait + ", only " + unfit.get(0)
					+ "; mend that and start it again";
		}
		if (!elsewhere.isEmpty()) {
			return "no worker process that hears this manager" + wait + ": its channel is " + this.channel + ", and "
					+ name(elsewhere.get(0).id()) + " listens to the channel " + elsewhere.get(0).channel()
					+ "; set DROVER_BROKER_URL for both or for none";
		}
		return strangers.isEmpty() ? "no worker process" + wait + ": start one with drover worker --control URL"
				: "no worker process that understands this manager" + wait + ", only " + strangers.size()
						+ " of Drover " + strangers.get(0).version()
						+ ": install the same version of Drover on both sides";
	}

}
