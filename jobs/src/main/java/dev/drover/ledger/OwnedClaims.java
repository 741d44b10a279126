package dev.drover.ledger;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.drover.fault.DroverException;

/**
 * What the owner of a migration does with the claims of one of its steps. All of it is
 * done in a transaction that keeps others from becoming the owner meanwhile: who was
 * replaced, and has not heard of it yet, changes nothing of its successor's.
 */
public final class OwnedClaims {

	private static final String STEP = " WHERE migration = ? AND step = ?";

	private static final String ONE = STEP + " AND name = ? AND epoch = ?";

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	private final Ledger ledger;

	private final Claims claims;

	private final String migration;

	private final String step;

	private final String owner;

	/**
	 * Those of a step.
	 * @param owner the process that asks; all methods throw COPY_002 once it is not the
	 * owner any more
	 */
	public OwnedClaims(DataSource dataSource, String migration, String step, String owner) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		this.ledger = new Ledger(dataSource, Clock.systemUTC());
		this.claims = new Claims(dataSource, migration, step);
		this.migration = migration;
		this.step = step;
		this.owner = owner;
	}

	private void asOwner(Runnable change) {
		Boolean done = this.transaction.execute((status) -> {
			boolean mine = this.jdbc
				.queryForList("SELECT owner FROM drover_migration WHERE id = ? FOR UPDATE", String.class,
						this.migration)
				.contains(this.owner);
			if (mine) {
				change.run();
			}
			return mine;
		});
		if (!Boolean.TRUE.equals(done)) {
			throw this.ledger.replaced(this.migration);
		}
	}

	/**
	 * Lets workers take partitions, as some that have not failed. Whoever has one keeps
	 * it.
	 * @param opened their names, what they hold and the target's epochs: those of the
	 * next claims are higher
	 * @throws DroverException COPY_002 if another process is the owner
	 */
	public void open(List<ClaimRecord> opened) {
		Set<String> known = this.claims.all().stream().map(ClaimRecord::name).collect(Collectors.toSet());
		List<Object[]> fresh = new ArrayList<>();
		List<Object[]> again = new ArrayList<>();
		for (ClaimRecord claim : opened) {
			if (known.contains(claim.name())) {
				again.add(new Object[] { claim.content(), claim.epoch(), claim.epoch(), this.migration, this.step,
						claim.name() });
			}
			else {
				fresh.add(new Object[] { this.migration, this.step, claim.name(), claim.content(), claim.epoch() });
			}
		}
		asOwner(() -> {
			this.jdbc.batchUpdate("INSERT INTO drover_claim VALUES (?, ?, ?, ?, 'OPEN', ?, NULL, 0, 0, NULL, 0, 0, 0)",
					fresh);
			// before the others: what is given back from here on is given back as open
			this.jdbc.update("UPDATE drover_claim SET failures = 0, stop_requested = 0" + STEP + " AND state = 'TAKEN'",
					this.migration, this.step);
			this.jdbc.batchUpdate("UPDATE drover_claim SET state = 'OPEN', content = ?, failures = 0, trouble = NULL,"
					+ " stop_requested = 0, epoch = CASE WHEN epoch < ? THEN ? ELSE epoch END" + STEP
					+ " AND name = ? AND state <> 'TAKEN'", again);
		});
	}

	/** Opens a partition that an earlier attempt held. */
	public void openHeld(ClaimRecord held) {
		asOwner(() -> this.jdbc.update("UPDATE drover_claim SET state = 'OPEN', trouble = NULL, stop_requested = 0"
				+ ONE + " AND state = 'HELD'", this.migration, this.step, held.name(), held.epoch()));
	}

	/**
	 * Gives a partition that has failed to the next worker.
	 * @param passOver whether that is to be another one; {@link #openToAll} ends it
	 * @param failures how often it counts as failed
	 */
	public void openAgain(ClaimRecord failed, boolean passOver, int failures) {
		asOwner(() -> this.jdbc.update(
				"UPDATE drover_claim SET state = 'OPEN', failures = ?, trouble = CASE WHEN ? = 1 THEN trouble END" + ONE
						+ " AND state = 'FAILED'",
				failures, passOver ? 1 : 0, this.migration, this.step, failed.name(), failed.epoch()));
	}

	/** Also the worker where it failed last may have it. */
	public void openToAll(ClaimRecord open) {
		asOwner(() -> this.jdbc.update("UPDATE drover_claim SET trouble = NULL" + ONE + " AND state = 'OPEN'",
				this.migration, this.step, open.name(), open.epoch()));
	}

	/**
	 * Takes a partition from a worker that is silent.
	 * @return whether it had it
	 */
	public boolean takeAway(ClaimRecord silent, ClaimRecord.State to) {
		boolean[] taken = new boolean[1];
		// it has not failed there: the worker may have it again
		asOwner(() -> taken[0] = this.jdbc.update(
				"UPDATE drover_claim SET state = ?, trouble = NULL" + ONE + " AND state = 'TAKEN' AND worker = ?",
				to.name(), this.migration, this.step, silent.name(), silent.epoch(), silent.worker()) == 1);
		return taken[0];
	}

	/**
	 * Nobody takes anything any more, and whoever has something stops at the next chunk.
	 */
	public void hold() {
		asOwner(() -> {
			this.jdbc.update(
					"UPDATE drover_claim SET state = 'HELD' WHERE migration = ? AND step = ? AND state = 'OPEN'",
					this.migration, this.step);
			this.jdbc.update(
					"UPDATE drover_claim SET stop_requested = 1 WHERE migration = ? AND step = ? AND state = 'TAKEN'",
					this.migration, this.step);
		});
	}

}
