package dev.drover.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The worker processes and their signs of life.
 */
public final class WorkerRecords {

	/** Who has been silent for so long is forgotten. */
	private static final long FORGET_MILLIS = 3_600_000;

	private final JdbcTemplate jdbc;

	public WorkerRecords(DataSource dataSource) {
		this.jdbc = new JdbcTemplate(dataSource);
	}

	/** Says that a worker is there, and how much it has to do. */
	public void beat(WorkerRecord worker) {
		long now = now();
		if (this.jdbc.update("UPDATE drover_worker SET beat_at = ?, busy = ?, draining = ? WHERE id = ?", now,
				worker.busy(), worker.draining() ? 1 : 0, worker.id()) == 0) {
			this.jdbc.update("DELETE FROM drover_worker WHERE beat_at < ?", now - FORGET_MILLIS);
			this.jdbc.update("INSERT INTO drover_worker VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", worker.id(),
					worker.process(), worker.version(), worker.protocol(), worker.channel(), worker.labels(),
					worker.slots(), worker.busy(), worker.draining() ? 1 : 0, worker.startedAt(), now);
		}
	}

	/** What a worker holds. */
	public List<HeldClaim> held(String id) {
		return this.jdbc.query(
				"SELECT migration, step, name, epoch, stop_requested FROM drover_claim WHERE worker = ?"
						+ " AND state = 'TAKEN'",
				(row, index) -> new HeldClaim(row.getString("migration"), row.getString("step"), row.getString("name"),
						row.getLong("epoch"), row.getInt("stop_requested") != 0),
				id);
	}

	/** Who works on a migration, by the partitions that they hold. */
	public List<String> holders(String migration) {
		return this.jdbc.queryForList("SELECT worker FROM drover_claim WHERE migration = ? AND state = 'TAKEN'",
				String.class, migration);
	}

	/** Whether partitions of a migration are given to workers now. */
	public boolean wanted(String migration) {
		return !this.jdbc
			.queryForList("SELECT DISTINCT step FROM drover_claim WHERE migration = ? AND state IN ('OPEN', 'TAKEN')",
					migration)
			.isEmpty();
	}

	/** How fast workers go with what they hold of a migration. */
	public List<ClaimProgress> progress(String migration) {
		return this.jdbc.query(
				"SELECT worker, name, rows_done, rows_per_second FROM drover_claim WHERE migration = ?"
						+ " AND state = 'TAKEN' ORDER BY name",
				(row, index) -> new ClaimProgress(row.getString("worker"), row.getString("name"),
						row.getLong("rows_done"), row.getDouble("rows_per_second")),
				migration);
	}

	/** A worker has ended. */
	public void leave(String id) {
		this.jdbc.update("DELETE FROM drover_worker WHERE id = ?", id);
	}

	/** All that were heard of in the last hour, by their process. */
	public List<WorkerRecord> all() {
		return this.jdbc.query("SELECT drover_worker.*, CURRENT_TIMESTAMP AS read_at FROM drover_worker"
				+ " ORDER BY process, started_at", (row, index) -> worker(row));
	}

	private static WorkerRecord worker(ResultSet row) throws SQLException {
		return new WorkerRecord(row.getString("id"), row.getString("process"), row.getString("version"),
				row.getInt("protocol"), row.getString("channel"), row.getString("labels"), row.getInt("slots"),
				row.getInt("busy"), row.getInt("draining") != 0, row.getLong("started_at"), row.getLong("beat_at"),
				millis(row) - row.getLong("beat_at"));
	}

	private long now() {
		return this.jdbc.query("SELECT CURRENT_TIMESTAMP AS read_at", (row, index) -> millis(row)).get(0);
	}

	private static long millis(ResultSet row) throws SQLException {
		return row.getObject("read_at", OffsetDateTime.class).toInstant().toEpochMilli();
	}

}
