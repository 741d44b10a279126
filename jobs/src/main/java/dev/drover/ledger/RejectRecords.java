package dev.drover.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

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

	private static final String INSERT = "INSERT INTO drover_reject (migration, table_name, partition_name, chunk, ordinal,"
			+ " row_key, row_mark, column_name, reason, key_mark) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

	/** Keys that are asked for at a time. */
	private static final int KEYS = 500;

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	private final String migration;

	private final Tenure tenure;

	public RejectRecords(DataSource dataSource, String migration) {
		this(dataSource, migration, Tenure.MANAGER);
	}

	/**
	 * Those of a process that may be replaced while it copies.
	 * @param tenure by what right it writes what a chunk brought
	 */
	public RejectRecords(DataSource dataSource, String migration, Tenure tenure) {
		this.tenure = tenure;
		this.jdbc = new JdbcTemplate(dataSource);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		this.migration = migration;
	}

	/** Forgets those of a chunk and of all later ones of a table of a partition. */
	public void forgetFrom(String table, String partition, long chunk) {
		this.transaction.executeWithoutResult((status) -> {
			this.tenure.require();
			deleteFrom(table, partition, chunk);
		});
	}

	private void deleteFrom(String table, String partition, long chunk) {
		this.jdbc.update("DELETE FROM drover_reject WHERE migration = ? AND table_name = ? AND partition_name = ?"
				+ " AND chunk >= ?", this.migration, table, partition, chunk);
	}

	/** Keeps those of a chunk in place of what was kept of it, all or none. */
	public void keep(String table, String partition, long chunk, List<Reject> rejects) {
		this.transaction.executeWithoutResult((status) -> {
			this.tenure.require();
			deleteFrom(table, partition, chunk);
			List<Object[]> rows = new ArrayList<>();
			for (Reject reject : rejects) {
				rows.add(new Object[] { this.migration, table, partition, chunk, rows.size(), reject.key(),
						reject.mark(), reject.column(), reject.reason(), reject.keyMark() });
			}
			this.jdbc.batchUpdate(INSERT, rows);
		});
	}

	/**
	 * Keeps one of a changed row, which belongs to no chunk, in place of what was kept of
	 * the same key under that name.
	 */
	public void add(String table, String partition, Reject reject) {
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.update("DELETE FROM drover_reject WHERE migration = ? AND table_name = ? AND partition_name = ?"
					+ " AND key_mark = ?", this.migration, table, partition, reject.keyMark());
			long chunk = this.jdbc
				.query("SELECT COALESCE(MAX(chunk) + 1, 0) FROM drover_reject WHERE migration = ? AND table_name = ?"
						+ " AND partition_name = ?", (row, index) -> row.getLong(1), this.migration, table, partition)
				.get(0);
			this.jdbc.update(INSERT, this.migration, table, partition, chunk, 0, reject.key(), reject.mark(),
					reject.column(), reject.reason(), reject.keyMark());
		});
	}

	/**
	 * A row that was a reject already when it was copied is refused as it is now, too.
	 * @param changed the names under which rows are kept whose changes were refused
	 * @return whether there is such a record
	 */
	public boolean renew(String table, Set<String> changed, Reject reject) {
		List<Object> values = new ArrayList<>(
				List.of(reject.mark(), reject.column(), reject.reason(), this.migration, table, reject.keyMark()));
		values.addAll(changed);
		return this.jdbc.update("UPDATE drover_reject SET row_mark = ?, column_name = ?, reason = ?"
				+ " WHERE migration = ? AND table_name = ? AND key_mark = ? AND partition_name NOT IN ("
				+ placeholders(changed.size()) + ")", values.toArray()) > 0;
	}

	/** Forgets the rows of these keys, under whatever name they were kept. */
	public void forgetKeys(String table, List<String> keyMarks) {
		for (int from = 0; from < keyMarks.size(); from += KEYS) {
			List<String> some = keyMarks.subList(from, Math.min(keyMarks.size(), from + KEYS));
			List<Object> values = new ArrayList<>(List.of(this.migration, table));
			values.addAll(some);
			this.jdbc.update("DELETE FROM drover_reject WHERE migration = ? AND table_name = ? AND key_mark IN ("
					+ placeholders(some.size()) + ")", values.toArray());
		}
	}

	private static String placeholders(int count) {
		return String.join(", ", Collections.nCopies(count, "?"));
	}

	/** Forgets all of a table. */
	public void forgetTable(String table) {
		this.jdbc.update("DELETE FROM drover_reject WHERE migration = ? AND table_name = ?", this.migration, table);
	}

	/** The keys of a table's rejects that were kept under that name. */
	public Set<String> keyMarks(String table, String partition) {
		return Set.copyOf(this.jdbc.query(
				"SELECT key_mark FROM drover_reject WHERE migration = ? AND table_name = ? AND partition_name = ?",
				(row, index) -> row.getString(1), this.migration, table, partition));
	}

	/** How many were kept under that name. */
	public long count(String partition) {
		return this.jdbc
			.query("SELECT count(*) FROM drover_reject WHERE migration = ? AND partition_name = ?",
					(row, index) -> row.getLong(1), this.migration, partition)
			.get(0);
	}

	/**
	 * The marks of rows of a table that could not be read, and whose keys are not known.
	 */
	public Set<String> unreadable(String table) {
		return Set.copyOf(this.jdbc.query(
				"SELECT row_mark FROM drover_reject WHERE migration = ? AND table_name = ? AND key_mark = ''"
						+ " AND row_mark LIKE ?",
				(row, index) -> row.getString(1), this.migration, table, Reject.unreadable() + "_%"));
	}

	/** The key of a row that could not be read. */
	public void keyOf(String table, String mark, String keyMark) {
		this.jdbc.update(
				"UPDATE drover_reject SET key_mark = ? WHERE migration = ? AND table_name = ?" + " AND row_mark = ?",
				keyMark, this.migration, table, mark);
	}

	/** Forgets one by its mark. */
	public void forget(String table, String mark) {
		this.jdbc.update("DELETE FROM drover_reject WHERE migration = ? AND table_name = ? AND row_mark = ?",
				this.migration, table, mark);
	}

	/** How many there are. */
	public long count() {
		return this.jdbc
			.query("SELECT count(*) FROM drover_reject WHERE migration = ?", (row, index) -> row.getLong(1),
					this.migration)
			.get(0);
	}

	/** How many there are of each table; those with any. */
	public Map<String, Long> counts() {
		Map<String, Long> counts = new HashMap<>();
		this.jdbc.query("SELECT table_name, count(*) FROM drover_reject WHERE migration = ? GROUP BY table_name",
				(row) -> {
					counts.put(row.getString(1), row.getLong(2));
				}, this.migration);
		return counts;
	}

	/**
	 * The first of them, by table.
	 * @param most how many at most
	 */
	public List<Reject> first(int most) {
		return first("", most);
	}

	/**
	 * The first of those that were kept under that name.
	 * @param partition the name; all if it is empty
	 */
	public List<Reject> first(String partition, int most) {
		JdbcTemplate bounded = new JdbcTemplate(Objects.requireNonNull(this.jdbc.getDataSource()));
		bounded.setMaxRows(most);
		return bounded.query("SELECT table_name, row_key, row_mark, key_mark, column_name, reason FROM drover_reject"
				+ " WHERE migration = ? AND ? IN ('', partition_name) ORDER BY table_name, partition_name, chunk, ordinal",
				(row, index) -> new Reject(row.getString(1), row.getString(2), row.getString(3), row.getString(4),
						row.getString(5), row.getString(6)),
				this.migration, partition);
	}

	/** Hands the marks of a table's rejects on, a few at a time in memory. */
	public void marks(String table, Consumer<String> each) {
		for (Chunk chunk : chunks(table)) {
			this.jdbc.query(
					"SELECT row_mark FROM drover_reject WHERE migration = ? AND table_name = ? AND partition_name = ?"
							+ " AND chunk = ?",
					(row) -> {
						each.accept(row.getString(1));
					}, this.migration, table, chunk.partition(), chunk.number());
		}
	}

	private List<Chunk> chunks(String table) {
		return this.jdbc.query(
				"SELECT DISTINCT partition_name, chunk FROM drover_reject WHERE migration = ? AND table_name = ?",
				(row, index) -> new Chunk(row.getString(1), row.getLong(2)), this.migration, table);
	}

	/** Of a table's rejects only those are left whose marks pass a test. */
	public void retain(String table, Predicate<String> left) {
		this.transaction.executeWithoutResult((status) -> {
			for (Chunk chunk : chunks(table)) {
				List<Object[]> gone = new ArrayList<>();
				this.jdbc.query("SELECT ordinal, row_mark FROM drover_reject WHERE migration = ? AND table_name = ?"
						+ " AND partition_name = ? AND chunk = ?", (row) -> {
							if (!left.test(row.getString(2))) {
								gone.add(new Object[] { this.migration, table, chunk.partition(), chunk.number(),
										row.getLong(1) });
							}
						}, this.migration, table, chunk.partition(), chunk.number());
				this.jdbc.batchUpdate("DELETE FROM drover_reject WHERE migration = ? AND table_name = ?"
						+ " AND partition_name = ? AND chunk = ? AND ordinal = ?", gone);
			}
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

	/**
	 * A chunk that brought rejects.
	 *
	 * @param partition its partition's name
	 * @param number its number there
	 */
	private record Chunk(String partition, long number) {

	}

}
