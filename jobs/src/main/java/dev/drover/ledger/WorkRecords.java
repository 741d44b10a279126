package dev.drover.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;

/**
 * The work of one migration: tables, partitions, findings and differences.
 */
public final class WorkRecords {

	private static final String FINDING = "INSERT INTO drover_finding VALUES (?, ?, ?, ?, ?, ?)";

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	private final String migration;

	private final Tenure tenure;

	public WorkRecords(DataSource dataSource, String migration) {
		this(dataSource, migration, Tenure.MANAGER);
	}

	/**
	 * Those of a process that may be replaced while it compares.
	 * @param tenure by what right it writes what a comparison saw
	 */
	public WorkRecords(DataSource dataSource, String migration, Tenure tenure) {
		this.tenure = tenure;
		this.jdbc = new JdbcTemplate(dataSource);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		this.migration = migration;
	}

	/** The frozen partitions, the largest first; empty before they are frozen. */
	public List<PartitionRecord> partitions() {
		return this.jdbc.query("SELECT * FROM drover_partition WHERE migration = ? ORDER BY name",
				(row, index) -> partition(row), this.migration);
	}

	/** One of them. */
	public Optional<PartitionRecord> partition(String name) {
		return this.jdbc
			.query("SELECT * FROM drover_partition WHERE migration = ? AND name = ?", (row, index) -> partition(row),
					this.migration, name)
			.stream()
			.findFirst();
	}

	private static PartitionRecord partition(ResultSet row) throws SQLException {
		return new PartitionRecord(row.getString("name"), row.getString("slices"), row.getLong("attempts"),
				row.getInt("completed") != 0);
	}

	/** Freezes the partitions, all or none. */
	public void freeze(List<PartitionRecord> partitions) {
		this.transaction.executeWithoutResult((status) -> {
			for (PartitionRecord partition : partitions) {
				this.jdbc.update("INSERT INTO drover_partition VALUES (?, ?, ?, 0, 0)", this.migration,
						partition.name(), partition.slices());
			}
		});
	}

	/** A worker begins a partition. */
	public void partitionBegun(String name) {
		this.jdbc.update("UPDATE drover_partition SET attempts = attempts + 1 WHERE migration = ? AND name = ?",
				this.migration, name);
	}

	/** A partition is complete. */
	public void partitionCompleted(String name) {
		this.jdbc.update("UPDATE drover_partition SET completed = 1 WHERE migration = ? AND name = ?", this.migration,
				name);
	}

	/** The tables in the source's order. */
	public List<TableRecord> tables() {
		return this.jdbc.query("SELECT * FROM drover_table WHERE migration = ? ORDER BY ordinal",
				(row, index) -> table(row), this.migration);
	}

	/** Some of them, which are few: another process has the others. */
	public List<TableRecord> tables(Collection<String> names) {
		List<TableRecord> found = new ArrayList<>();
		for (String name : names) {
			found.addAll(this.jdbc.query("SELECT * FROM drover_table WHERE migration = ? AND name = ?",
					(row, index) -> table(row), this.migration, name));
		}
		return found;
	}

	private static TableRecord table(ResultSet row) throws SQLException {
		return new TableRecord(row.getString("name"), row.getString("target_name"), row.getInt("created") != 0,
				row.getLong("rows_source"), row.getLong("rows_copied"), row.getLong("rows_verified"),
				row.getLong("bytes_copied"), row.getLong("copy_millis"), row.getLong("difference_count"));
	}

	/**
	 * Adds a table, written before anything is created for it; keeps one that is there.
	 */
	public void addTable(String name, int ordinal, String targetName, boolean created) {
		if (this.jdbc.update("UPDATE drover_table SET target_name = ? WHERE migration = ? AND name = ?", targetName,
				this.migration, name) == 0) {
			this.jdbc.update("INSERT INTO drover_table VALUES (?, ?, ?, ?, ?, -1, 0, 0, 0, 0, 0)", this.migration, name,
					ordinal, targetName, created ? 1 : 0);
		}
	}

	/** Rows that were counted at the source. */
	public void rowsSource(String table, long rows) {
		this.transaction.executeWithoutResult((status) -> {
			this.tenure.require();
			this.jdbc.update("UPDATE drover_table SET rows_source = ? WHERE migration = ? AND name = ?", rows,
					this.migration, table);
		});
	}

	/** Time that a worker spent on a table. */
	public void copyTime(String table, long millis) {
		this.jdbc.update("UPDATE drover_table SET copy_millis = copy_millis + ? WHERE migration = ? AND name = ?",
				millis, this.migration, table);
	}

	/** What the target's checkpoints say. */
	public void copied(String table, long rows, long bytes) {
		this.jdbc.update("UPDATE drover_table SET rows_copied = ?, bytes_copied = ? WHERE migration = ? AND name = ?",
				rows, bytes, this.migration, table);
	}

	/**
	 * What a comparison saw, in place of what an earlier one saw.
	 * @param hot the keys of rows that kept changing
	 */
	public void verified(String table, long rowsVerified, long differenceCount, List<DifferenceRecord> differences,
			List<String> hot) {
		this.transaction.executeWithoutResult((status) -> {
			this.tenure.require();
			this.jdbc.update(
					"UPDATE drover_table SET rows_verified = ?, difference_count = ? WHERE migration = ? AND name = ?",
					rowsVerified, differenceCount, this.migration, table);
			this.jdbc.update("DELETE FROM drover_difference WHERE migration = ? AND table_name = ?", this.migration,
					table);
			this.jdbc.batchUpdate("INSERT INTO drover_difference VALUES (?, ?, ?, ?, ?)", differences, 500,
					(statement, difference) -> {
						statement.setString(1, this.migration);
						statement.setString(2, table);
						statement.setString(3, difference.kind());
						statement.setString(4, difference.key());
						statement.setString(5, NameList.text(difference.columns()));
					});
			this.jdbc.update("DELETE FROM drover_hot_row WHERE migration = ? AND table_name = ?", this.migration,
					table);
			this.jdbc.batchUpdate("INSERT INTO drover_hot_row VALUES (?, ?, ?)",
					hot.stream().map((key) -> new Object[] { this.migration, table, key }).toList());
		});
	}

	/** By table, the keys of rows that kept changing while they were compared. */
	public Map<String, List<String>> hot() {
		Map<String, List<String>> hot = new HashMap<>();
		this.jdbc.query("SELECT table_name, row_key FROM drover_hot_row WHERE migration = ?", (row) -> {
			hot.computeIfAbsent(row.getString(1), (table) -> new ArrayList<>()).add(row.getString(2));
		}, this.migration);
		return hot;
	}

	/** All differences that are known. */
	public List<DifferenceRecord> differences() {
		return this.jdbc
			.query("SELECT * FROM drover_difference WHERE migration = ? ORDER BY table_name, kind, row_key",
					(row, index) -> new DifferenceRecord(row.getString("table_name"), row.getString("kind"),
							row.getString("row_key"), NameList.names(row.getString("changed_columns"))),
					this.migration);
	}

	/** The findings. */
	public List<Finding> findings() {
		return this.jdbc.query("SELECT * FROM drover_finding WHERE migration = ?",
				(row, index) -> new Finding(ErrorCode.valueOf(row.getString("code")),
						Finding.Level.valueOf(row.getString("level")), row.getString("object_name"),
						row.getString("message"), row.getString("hint")),
				this.migration);
	}

	/**
	 * What was found this time, in place of what was found before; what was said of rows
	 * that are in the target stays true.
	 */
	public void replaceFindings(List<Finding> findings) {
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.update("DELETE FROM drover_finding WHERE migration = ? AND code NOT IN (?, ?, ?)", this.migration,
					ErrorCode.DATA_005.name(), ErrorCode.DATA_007.name(), ErrorCode.DATA_008.name());
			Set<Finding> fresh = new LinkedHashSet<>(findings);
			findings().forEach(fresh::remove);
			this.jdbc.batchUpdate(FINDING, fresh, 500, this::bind);
		});
	}

	private void bind(PreparedStatement statement, Finding finding) throws SQLException {
		statement.setString(1, this.migration);
		statement.setString(2, finding.code().name());
		statement.setString(3, finding.level().name());
		statement.setString(4, finding.object());
		statement.setString(5, finding.message());
		statement.setString(6, finding.hint());
	}

	/** Forgets tables and partitions of a plan that is given up before its first row. */
	public void forget() {
		this.transaction.executeWithoutResult((status) -> {
			for (String table : List.of("drover_partition", "drover_table", "drover_difference", "drover_hot_row",
					"drover_finding")) {
				this.jdbc.update("DELETE FROM " + table + " WHERE migration = ?", this.migration);
			}
		});
	}

	/** Adds a finding unless it is there. */
	public void addFinding(Finding finding) {
		if (!findings().contains(finding)) {
			this.jdbc.batchUpdate(FINDING, List.of(finding), 1, this::bind);
		}
	}

}
