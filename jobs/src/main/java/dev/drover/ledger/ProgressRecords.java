package dev.drover.ledger;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Steps and counts of one migration, written while it goes on so that other processes see
 * them, and so that no time is lost with a process that dies.
 */
public final class ProgressRecords {

	private final JdbcTemplate jdbc;

	private final String migration;

	private final Clock clock;

	public ProgressRecords(DataSource dataSource, String migration, Clock clock) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.migration = migration;
		this.clock = clock;
	}

	/** A step begins. */
	public void stepBegun(String name) {
		if (this.jdbc.update("UPDATE drover_step SET status = 'STARTED', attempts = attempts + 1, ended_at = 0"
				+ " WHERE migration = ? AND name = ?", this.migration, name) == 0) {
			this.jdbc.update("INSERT INTO drover_step VALUES (?, ?, 'STARTED', 1, ?, 0, 0)", this.migration, name,
					this.clock.millis());
		}
	}

	/** A step goes on: adds to its time. */
	public void stepGoesOn(String name, long addedMillis) {
		this.jdbc.update("UPDATE drover_step SET run_millis = run_millis + ? WHERE migration = ? AND name = ?",
				addedMillis, this.migration, name);
	}

	/** A step has ended. */
	public void stepEnded(String name, String status, long addedMillis) {
		this.jdbc.update(
				"UPDATE drover_step SET status = ?, ended_at = ?, run_millis = run_millis + ?"
						+ " WHERE migration = ? AND name = ?",
				status, this.clock.millis(), addedMillis, this.migration, name);
	}

	/** Says of steps that a dead process left that they have failed. */
	public void loseSteps() {
		this.jdbc.update("UPDATE drover_step SET status = 'FAILED' WHERE migration = ? AND status = 'STARTED'",
				this.migration);
	}

	/** The steps that were begun, in the order in which they first were. */
	public List<StepRecord> steps() {
		return this.jdbc.query("SELECT * FROM drover_step WHERE migration = ? ORDER BY started_at",
				(row, index) -> new StepRecord(row.getString("name"), row.getString("status"), row.getLong("attempts"),
						row.getLong("started_at"), row.getLong("ended_at"), row.getLong("run_millis")),
				this.migration);
	}

	/** Writes the counts down. */
	public void save(String work) {
		if (this.jdbc.update("UPDATE drover_progress SET at_millis = ?, work = ? WHERE migration = ?",
				this.clock.millis(), work, this.migration) == 0) {
			this.jdbc.update("INSERT INTO drover_progress VALUES (?, ?, ?)", this.migration, this.clock.millis(), work);
		}
	}

	/** The counts as they were last written down. */
	public Optional<ProgressRecord> last() {
		return this.jdbc
			.query("SELECT at_millis, work FROM drover_progress WHERE migration = ?",
					(row, index) -> new ProgressRecord(row.getLong("at_millis"), row.getString("work")), this.migration)
			.stream()
			.findFirst();
	}

	/** Time of all attempts so far, that of the present one included. */
	public void runTime(String owner, long millis) {
		this.jdbc.update("UPDATE drover_migration SET run_millis = ? WHERE id = ? AND owner = ?", millis,
				this.migration, owner);
	}

	/** The operator gives the word for the switch; may be repeated. */
	public void openGate() {
		if (!gateOpen()) {
			this.jdbc.update("INSERT INTO drover_gate VALUES (?, ?)", this.migration, this.clock.millis());
		}
	}

	/** The word is used up, and a waiver with it. */
	public void closeGate() {
		this.jdbc.update("DELETE FROM drover_gate WHERE migration = ?", this.migration);
		this.jdbc.update("DELETE FROM drover_waiver WHERE migration = ?", this.migration);
	}

	/** The operator lets the switch happen outside of its window; may be repeated. */
	public void waive() {
		if (!waived()) {
			this.jdbc.update("INSERT INTO drover_waiver VALUES (?, ?)", this.migration, this.clock.millis());
		}
	}

	/** Whether the switch may happen outside of its window. */
	public boolean waived() {
		return !this.jdbc.queryForList("SELECT given_at FROM drover_waiver WHERE migration = ?", this.migration)
			.isEmpty();
	}

	/** Whether the operator has given the word. */
	public boolean gateOpen() {
		return !this.jdbc.queryForList("SELECT opened_at FROM drover_gate WHERE migration = ?", this.migration)
			.isEmpty();
	}

}
