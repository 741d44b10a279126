package dev.drover.ledger;

import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Workers ask the manager of a migration to apply what was noted up to now, and hear when
 * it has done so.
 */
public final class Sweeps {

	private final JdbcTemplate jdbc;

	private final String migration;

	public Sweeps(DataSource dataSource, String migration) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.migration = migration;
	}

	/** A worker asks, once under each name. */
	public void ask(String asker) {
		this.jdbc.update("INSERT INTO drover_sweep VALUES (?, ?, 1, 0)", this.migration, asker);
	}

	/** Whether it was done; if so, it is forgotten. */
	public boolean served(String asker) {
		return this.jdbc.update("DELETE FROM drover_sweep WHERE migration = ? AND asker = ? AND done >= wanted",
				this.migration, asker) == 1;
	}

	/** Who waits. */
	public List<String> open() {
		return this.jdbc.queryForList("SELECT asker FROM drover_sweep WHERE migration = ? AND done < wanted",
				String.class, this.migration);
	}

	/** It was done for one. */
	public void serve(String asker) {
		this.jdbc.update("UPDATE drover_sweep SET done = wanted WHERE migration = ? AND asker = ?", this.migration,
				asker);
	}

	/** Whether somebody waits, or has been served and not heard of it. */
	public boolean asked(String asker) {
		return !this.jdbc
			.queryForList("SELECT asker FROM drover_sweep WHERE migration = ? AND asker = ?", String.class,
					this.migration, asker)
			.isEmpty();
	}

	/**
	 * Whoever asked is not there any more, says the owner; who was replaced does not know
	 * that of those who ask its successor.
	 */
	public void forget(String owner) {
		this.jdbc.update(
				"DELETE FROM drover_sweep WHERE migration = ?"
						+ " AND EXISTS (SELECT 1 FROM drover_migration WHERE id = ? AND owner = ?)",
				this.migration, this.migration, owner);
	}

}
