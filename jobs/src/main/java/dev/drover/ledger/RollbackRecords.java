package dev.drover.ledger;

import java.util.Optional;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a migration adds to its target, kept for a rollback.
 */
public final class RollbackRecords {

	private final JdbcTemplate jdbc;

	private final String migration;

	public RollbackRecords(DataSource dataSource, String migration) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.migration = migration;
	}

	/** The record as JSON; empty before anything was added. */
	public Optional<String> find() {
		return this.jdbc
			.query("SELECT record FROM drover_rollback WHERE migration = ?", (row, index) -> row.getString(1),
					this.migration)
			.stream()
			.findFirst();
	}

	/** Keeps the record; there is none yet. */
	public void keep(String record) {
		this.jdbc.update("INSERT INTO drover_rollback VALUES (?, ?)", this.migration, record);
	}

	/** Keeps another record in its place. */
	public void replace(String record) {
		this.jdbc.update("UPDATE drover_rollback SET record = ? WHERE migration = ?", record, this.migration);
	}

	/** Nothing of the migration is in the target any more. */
	public void forget() {
		this.jdbc.update("DELETE FROM drover_rollback WHERE migration = ?", this.migration);
	}

}
