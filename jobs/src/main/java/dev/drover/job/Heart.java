package dev.drover.job;

import java.time.Clock;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.MigrationRecord;

/**
 * Says twice a second that the owner of a migration is alive, and hears whether it is to
 * stop.
 */
final class Heart implements AutoCloseable {

	private static final int BEAT_MILLIS = 500;

	private static final long GIVE_UP_MILLIS = Owner.LEASE_MILLIS * 2 / 3;

	/**
	 * Where workers go on without the control database it may be away for longer; what
	 * the manager does itself waits meanwhile, see {@link Lease}.
	 */
	private static final long PATIENCE_MILLIS = 60_000;

	private final long giveUpMillis;

	private final MigrationRun run;

	private final String owner;

	private final Ledger ledger;

	private final Clock clock;

	private final Lease lease;

	private @Nullable Repeated beats;

	private volatile long lastBeat;

	Heart(MigrationRun run, String owner, Ledger ledger, Clock clock) {
		this(run, owner, ledger, clock, Workers.LOCAL);
	}

	Heart(MigrationRun run, String owner, Ledger ledger, Clock clock, Workers workers) {
		this.giveUpMillis = (workers == Workers.LOCAL) ? GIVE_UP_MILLIS : PATIENCE_MILLIS;
		this.run = run;
		this.owner = owner;
		this.ledger = ledger;
		this.clock = clock;
		this.lastBeat = clock.millis();
		this.lease = new Lease(clock);
	}

	void begin() {
		this.run.owned(this.lease);
		this.beats = new Repeated("heart", BEAT_MILLIS, this::beat);
	}

	private void beat() {
		String id = this.run.plan().id();
		// the answer may take long: it tells of no later time
		long asked = this.clock.millis();
		try {
			if (!this.ledger.heartbeat(id, this.owner)) {
				lost(this.ledger.replaced(id));
				return;
			}
			this.lease.knownAt(asked);
			this.ledger.find(id).map(MigrationRecord::wish).ifPresent(this.run.halt()::heard);
			this.lastBeat = this.clock.millis();
		}
		catch (RuntimeException ex) {
			// the next beat may reach the control database again; before the lease ends,
			// and another process may become the owner, the work must
			if (this.clock.millis() - this.lastBeat > this.giveUpMillis) {
				lost(Diagnosis.of(ex, id));
			}
		}
	}

	private void lost(DroverException cause) {
		this.run.failed(cause);
		this.lease.lost(cause);
	}

	@Override
	public void close() {
		if (this.beats != null) {
			this.beats.close();
		}
	}

}
