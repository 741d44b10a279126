package dev.drover.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.drover.ledger.ClaimRecord.State;

/**
 * Who works on which partition of one step of a migration, and what workers do with their
 * claims; {@link OwnedClaims} has what the manager does. All changes are made by
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
	 * Makes a worker the owner of a partition. One that it owns already stays its own: it
	 * may not have heard of it. One that failed there last, and is open to others only,
	 * it does not get.
	 * @return the claim, empty if the partition is not to be had
	 */
	public Optional<ClaimRecord> take(String name, String worker) {
		Optional<ClaimRecord> taken = this.transaction.execute((status) -> {
			if (this.jdbc.update(
					"UPDATE drover_claim SET state = 'TAKEN', worker = ?, epoch = epoch + 1,"
							+ " stop_requested = 0, rows_done = 0, bytes_done = 0, rows_per_second = 0" + WHERE
							+ " AND state = 'OPEN' AND (trouble IS NULL OR COALESCE(worker, '') <> ?)",
					worker, this.migration, this.step, name, worker) == 0) {
				// the manager sees by the epoch that its message is used up
				this.jdbc.update(
						"UPDATE drover_claim SET epoch = epoch + 1" + WHERE
								+ " AND state = 'OPEN' AND trouble IS NOT NULL AND worker = ?",
						this.migration, this.step, name, worker);
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

}
