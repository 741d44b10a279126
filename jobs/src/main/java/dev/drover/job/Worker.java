package dev.drover.job;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.integration.partition.StepExecutionRequest;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.job.channel.ChannelLostException;
import dev.drover.job.channel.OtherProtocolException;
import dev.drover.job.channel.WorkChannel;
import dev.drover.job.channel.WorkChannels;
import dev.drover.ledger.HeldClaim;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.WorkerRecord;
import dev.drover.ledger.WorkerRecords;

/**
 * A worker process: takes partitions from the channel and works them off, until it is to
 * drain.
 */
public final class Worker {

	private static final long BEAT_MILLIS = 1_000;

	private static final long SHORTEST_PAUSE = 50;

	private static final long LONGEST_PAUSE = 1_000;

	private static final long READY_MILLIS = 5_000;

	/** A drain has to end within ten seconds, and there is more to do than to wait. */
	private static final long DRAIN_MILLIS = 7_500;

	private final DataSource control;

	private final Map<String, String> environment;

	private final WorkerOptions options;

	private final Consumer<String> teller;

	private final String id = UUID.randomUUID().toString();

	private final long startedAt = Clock.systemUTC().millis();

	private volatile @Nullable OtherProtocolException refused;

	private volatile long beatNanos = System.nanoTime();

	private final WorkerRecords records;

	private final WorkerDuty duty;

	private final AtomicBoolean draining = new AtomicBoolean();

	private volatile long drainingSince;

	private volatile boolean signedOff;

	private long lookedAfter;

	/** Requests in a row with which it could do nothing. */
	private final AtomicInteger useless = new AtomicInteger();

	/**
	 * Creates it.
	 * @param environment where secrets are looked up
	 * @param teller hears what an operator should know, line by line
	 */
	public Worker(DataSource control, Map<String, String> environment, WorkerOptions options, Consumer<String> teller) {
		this.control = control;
		this.environment = Map.copyOf(environment);
		this.options = options;
		this.teller = teller;
		this.records = new WorkerRecords(control);
		this.duty = new WorkerDuty(this.id, control, this.environment, new Ledger(control, Clock.systemUTC()), teller);
	}

	/** Takes nothing more, and stops what is under way at the next chunk. */
	public void drain() {
		if (!this.draining.get()) {
			this.drainingSince = System.nanoTime();
			this.draining.set(true);
		}
		this.duty.drain();
	}

	/** Whether it holds nothing any more, and the control database knows. */
	boolean signedOff() {
		return this.signedOff;
	}

	/** Whether it takes partitions: it has reached the control database of late. */
	public boolean ready() {
		return !this.draining.get() && silentMillis() < READY_MILLIS;
	}

	/** Time since its last sign of life. */
	public long silentMillis() {
		return (System.nanoTime() - this.beatNanos) / 1_000_000;
	}

	/** Partitions that it works on now. */
	public int busy() {
		return this.duty.held();
	}

	/** Partitions that it has left, complete or not. */
	public long left() {
		return this.duty.left();
	}

	/**
	 * Works until it has drained.
	 * @throws DroverException CONN_008 if a manager is of another version, COPY_005 if
	 * this process is damaged
	 */
	public void run() {
		ExecutorService executor = Executors.newFixedThreadPool(this.options.concurrency());
		try (WorkChannel channel = WorkChannels.open(this.control, this.environment)) {
			beat(channel);
			this.teller.accept("worker " + Owner.name(Owner.self()) + " takes partitions, " + this.options.concurrency()
					+ " at a time, from the channel " + channel.name());
			try (Repeated heart = new Repeated("worker-heart", BEAT_MILLIS, () -> tryBeat(channel))) {
				take(channel, executor);
				drain();
				this.teller.accept("draining: nothing more is taken");
				executor.shutdown();
				long drained = (System.nanoTime() - this.drainingSince) / 1_000_000;
				if (!executor.awaitTermination(DRAIN_MILLIS - drained, TimeUnit.MILLISECONDS)) {
					this.teller.accept("a chunk takes too long: it is left, and rolled back by its database");
				}
			}
			this.records.leave(this.id);
			this.signedOff = true;
			this.duty.end();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			executor.shutdown();
		}
		OtherProtocolException other = this.refused;
		if (other != null) {
			throw new DroverException(ErrorCode.CONN_008, String.valueOf(other.getMessage()),
					"install the same version of Drover on both sides", other);
		}
		Throwable damage = this.duty.damage();
		if (damage != null) {
			throw new DroverException(ErrorCode.COPY_005,
					"this worker can't go on, " + Diagnosis.of(damage, "ID").what(), "start it again", damage);
		}
	}

	/** One request at a time is taken, and only when somebody is free for it. */
	private void take(WorkChannel channel, ExecutorService executor) throws InterruptedException {
		Semaphore free = new Semaphore(this.options.concurrency());
		long pause = SHORTEST_PAUSE;
		while (!this.draining.get()) {
			if (!free.tryAcquire(LONGEST_PAUSE, TimeUnit.MILLISECONDS)) {
				continue;
			}
			StepExecutionRequest request = this.draining.get() ? null : receive(channel);
			if (request == null) {
				free.release();
				TimeUnit.MILLISECONDS.sleep(pause);
				pause = Math.min(LONGEST_PAUSE, pause * 2);
			}
			else {
				pause = SHORTEST_PAUSE;
				executor.execute(() -> answer(request, free));
			}
		}
	}

	private @Nullable StepExecutionRequest receive(WorkChannel channel) {
		try {
			return channel.receive();
		}
		catch (ChannelLostException ex) {
			this.teller.accept("no partition can be had, " + ex.getMessage());
			return null;
		}
		catch (OtherProtocolException ex) {
			// the manager sends it again, to somebody else
			this.refused = ex;
			drain();
			return null;
		}
	}

	private void answer(StepExecutionRequest request, Semaphore free) {
		long before = this.duty.left();
		try {
			boolean present = this.duty.answer(request);
			if (this.duty.left() != before) {
				this.useless.set(0);
			}
			else if (present && !this.draining.get()) {
				// a worker that can do nothing with requests leaves them to others
				ControlWait.rest(Math.min(LONGEST_PAUSE, SHORTEST_PAUSE * this.useless.incrementAndGet()));
			}
		}
		catch (RuntimeException | Error ex) {
			// the manager sends it again
			this.duty.distrust(ex);
			this.teller.accept("a partition could not be worked off: " + Diagnosis.of(ex, "ID").what());
		}
		finally {
			free.release();
		}
		if (this.duty.damage() != null) {
			drain();
		}
	}

	private void tryBeat(WorkChannel channel) {
		try {
			beat(channel);
			this.duty.tidy();
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			// the next beat may do better; what this worker holds may be given to others
			// meanwhile, whose claims are higher
			this.teller.accept("no sign of life could be given: " + Diagnosis.of(ex, "ID").what());
		}
	}

	private void beat(WorkChannel channel) {
		Set<ClaimedWork> before = this.duty.works();
		this.records.beat(new WorkerRecord(this.id, Owner.self(), this.options.version(), WorkChannel.PROTOCOL,
				channel.name(), this.options.labels(), this.options.concurrency(), before.size(), this.draining.get(),
				this.startedAt, 0, 0));
		this.beatNanos = System.nanoTime();
		long answered = this.duty.answered();
		if (!before.isEmpty() || answered != this.lookedAfter) {
			List<HeldClaim> known = this.records.held(this.id);
			this.duty.compare(known, before);
			this.duty.giveBackForgotten(known);
			this.duty.shareAgain();
			this.lookedAfter = answered;
		}
	}

}
