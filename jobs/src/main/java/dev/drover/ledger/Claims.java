package dev.drover.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.drover.ledger.ClaimRecord.State;

/**
 * Who works on which partition of one step of a migration. All changes are made by
 * compare-and-set, so that a word that comes twice or late does no harm.
 */
public final class Claims {

	private static final int AT_ONCE = 500;

	private static final String WHERE = " WHERE migration = ? AND step = ? AND name = ?";

	private static final String MINE = WHERE + " AND state = 'TAKEN' AND worker = ? AND epoch = ?";

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	private final String migration;

	private final String step;

	public Claims(DataSource dataSource, String migration, String step) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		this.migration = migration;
		this.step = step;
	}

	/** All partitions of the step that were ever given out. */
	public List<ClaimRecord> all() {
		return this.jdbc.query("SELECT * FROM drover_claim WHERE migration = ? AND step = ?",
				(row, index) -> claim(row), this.migration, this.step);
	}

	private static ClaimRecord claim(ResultSet row) throws SQLException {
		return new ClaimRecord(row.getString("name"), row.getString("content"), State.valueOf(row.getString("state")),
				row.getLong("epoch"), row.getString("worker"), row.getInt("failures"), row.getString("trouble"));
	}

	/** One of them. */
	public Optional<ClaimRecord> find(String name) {
		return this.jdbc
			.query("SELECT * FROM drover_claim" + WHERE, (row, index) -> claim(row), this.migration, this.step, name)
			.stream()
			.findFirst();
	}

	/** Those that are neither open nor complete: few, however many there are. */
	public List<ClaimRecord> busy() {
		return this.jdbc.query(
				"SELECT * FROM drover_claim WHERE migration = ? AND step = ?" + " AND state NOT IN ('OPEN', 'DONE')",
				(row, index) -> claim(row), this.migration, this.step);
	}

	/** Those of some names. */
	public List<ClaimRecord> of(List<String> names) {
		List<ClaimRecord> found = new ArrayList<>();
		for (int from = 0; from < names.size(); from += AT_ONCE) {
			List<Object> values = new ArrayList<>(List.of(this.migration, this.step));
			values.addAll(names.subList(from, Math.min(names.size(), from + AT_ONCE)));
			found.addAll(this.jdbc.query(
					"SELECT * FROM drover_claim WHERE migration = ? AND step = ? AND name IN ("
							+ String.join(", ", Collections.nCopies(values.size() - 2, "?")) + ")",
					(row, index) -> claim(row), values.toArray()));
		}
		return found;
	}

	/**
	 * Lets workers take partitions, as some that have not failed. Whoever has one keeps
	 * it.
	 * @param opened their names, what they hold and the target's epochs: those of the
	 * next claims are higher
	 */
	public void open(List<ClaimRecord> opened) {
		Set<String> known = all().stream().map(ClaimRecord::name).collect(Collectors.toSet());
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
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.batchUpdate("INSERT INTO drover_claim VALUES (?, ?, ?, ?, 'OPEN', ?, NULL, 0, 0, NULL, 0, 0, 0)",
					fresh);
			this.jdbc.batchUpdate("UPDATE drover_claim SET state = 'OPEN', content = ?, failures = 0, trouble = NULL,"
					+ " stop_requested = 0, epoch = CASE WHEN epoch < ? THEN ? ELSE epoch END" + WHERE
					+ " AND state <> 'TAKEN'", again);
			this.jdbc.update("UPDATE drover_claim SET failures = 0, stop_requested = 0 WHERE migration = ?"
					+ " AND step = ? AND state = 'TAKEN'", this.migration, this.step);
		});
	}

	/** Gives a partition that has failed to the next worker. */
	public void openAgain(ClaimRecord failed) {
		this.jdbc.update("UPDATE drover_claim SET state = 'OPEN'" + WHERE + " AND state = 'FAILED' AND epoch = ?",
				this.migration, this.step, failed.name(), failed.epoch());
	}

	/**
	 * Makes a worker the owner of a partition. One that it owns already stays its own: it
	 * may not have heard of it.
	 * @return the claim, empty if the partition is not to be had
	 */
	public Optional<ClaimRecord> take(String name, String worker) {
		Optional<ClaimRecord> taken = this.transaction.execute((status) -> {
			if (this.jdbc.update("UPDATE drover_claim SET state = 'TAKEN', worker = ?, epoch = epoch + 1,"
					+ " stop_requested = 0, rows_done = 0, bytes_done = 0, rows_per_second = 0" + WHERE
					+ " AND state = 'OPEN'", worker, this.migration, this.step, name) == 0) {
				return find(name).filter((claim) -> claim.state() == State.TAKEN && worker.equals(claim.worker()));
			}
			return find(name);
		});
		return (taken == null) ? Optional.empty() : taken;
	}

	/**
	 * A worker gives a partition back that it owns.
	 * @param to what the partition is then
	 * @param trouble how it has failed, or {@code null}
	 * @return whether it was the owner
	 */
	public boolean giveBack(String name, String worker, long epoch, State to, @Nullable String trouble) {
		boolean given = this.jdbc.update(
				"UPDATE drover_claim SET trouble = ?, failures = failures + ?,"
						+ " state = CASE WHEN stop_requested = 1 AND ? = 'OPEN' THEN 'HELD' ELSE ? END" + MINE,
				trouble, (to == State.FAILED) ? 1 : 0, to.name(), to.name(), this.migration, this.step, name, worker,
				epoch) == 1;
		// done before, and the answer was lost
		return given || to != State.OPEN && find(name)
			.filter((claim) -> claim.state() == to && claim.epoch() == epoch && worker.equals(claim.worker()))
			.isPresent();
	}

	/** How much of a partition its owner has done. */
	public void progress(String name, String worker, long epoch, long rows, long bytes, double rowsPerSecond) {
		this.jdbc.update("UPDATE drover_claim SET rows_done = ?, bytes_done = ?, rows_per_second = ?" + MINE, rows,
				bytes, rowsPerSecond, this.migration, this.step, name, worker, epoch);
	}

	/** Takes a partition from an owner that is silent. */
	public boolean takeAway(ClaimRecord silent, State to) {
		return this.jdbc.update("UPDATE drover_claim SET state = ?" + MINE, to.name(), this.migration, this.step,
				silent.name(), silent.worker(), silent.epoch()) == 1;
	}

	/**
	 * Nobody takes anything any more, and whoever has something stops at the next chunk.
	 */
	public void hold() {
		this.jdbc.update("UPDATE drover_claim SET state = 'HELD' WHERE migration = ? AND step = ? AND state = 'OPEN'",
				this.migration, this.step);
		this.jdbc.update(
				"UPDATE drover_claim SET stop_requested = 1 WHERE migration = ? AND step = ? AND state = 'TAKEN'",
				this.migration, this.step);
	}

}
