package dev.drover.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.drover.engine.Reject;

/**
 * Rows of one migration that its target can't take, or that stayed as the target had
 * them. A reject belongs to the chunk in which it was met: a chunk that is copied again
 * brings its rejects again.
 */
public final class RejectRecords {

	/** In the place of a partition: what is left once the copy is complete. */
	private static final String RETAINED = "#retained";

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	private final String migration;

	public RejectRecords(DataSource dataSource, String migration) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		this.migration = migration;
	}

	/** Forgets those of a chunk and of all later ones of a table of a partition. */
	public void forgetFrom(String table, String partition, long chunk) {
		this.jdbc.update("DELETE FROM drover_reject WHERE migration = ? AND table_name = ? AND partition_name = ?"
				+ " AND chunk >= ?", this.migration, table, partition, chunk);
	}

	/** Keeps those of a chunk in place of what was kept of it, all or none. */
	public void keep(String table, String partition, long chunk, List<Reject> rejects) {
		this.transaction.executeWithoutResult((status) -> {
			forgetFrom(table, partition, chunk);
			List<Object[]> rows = new ArrayList<>();
			for (Reject reject : rejects) {
				rows.add(new Object[] { this.migration, table, partition, chunk, rows.size(), reject.key(),
						reject.mark(), reject.column(), reject.reason() });
			}
			this.jdbc.batchUpdate("INSERT INTO drover_reject VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows);
		});
	}

	/** How many there are. */
	public long count() {
		return this.jdbc
			.query("SELECT count(*) FROM drover_reject WHERE migration = ?", (row, index) -> row.getLong(1),
					this.migration)
			.get(0);
	}

	/** All of them. */
	public List<Reject> all() {
		return this.jdbc.query(
				"SELECT table_name, row_key, row_mark, column_name, reason FROM drover_reject WHERE migration = ?"
						+ " ORDER BY table_name, partition_name, chunk, ordinal",
				(row, index) -> new Reject(row.getString(1), row.getString(2), row.getString(3), row.getString(4),
						row.getString(5)),
				this.migration);
	}

	/** Of a table's rejects only these are left. */
	public void retain(String table, List<Reject> left) {
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.update("DELETE FROM drover_reject WHERE migration = ? AND table_name = ?", this.migration, table);
			keep(table, RETAINED, 0, left);
		});
	}

	/** Rows that stayed as the target had them, in place of what was kept before. */
	public void skipped(String table, long rows) {
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.update("DELETE FROM drover_skipped WHERE migration = ? AND table_name = ?", this.migration,
					table);
			if (rows > 0) {
				this.jdbc.update("INSERT INTO drover_skipped VALUES (?, ?, ?)", this.migration, table, rows);
			}
		});
	}

	/** How many rows of each table stayed as the target had them; those with any. */
	public Map<String, Long> skipped() {
		Map<String, Long> rows = new HashMap<>();
		this.jdbc.query("SELECT table_name, row_count FROM drover_skipped WHERE migration = ?", (row) -> {
			rows.put(row.getString(1), row.getLong(2));
		}, this.migration);
		return rows;
	}

	/** Forgets all. */
	public void forgetAll() {
		this.jdbc.update("DELETE FROM drover_reject WHERE migration = ?", this.migration);
		this.jdbc.update("DELETE FROM drover_skipped WHERE migration = ?", this.migration);
	}

}
