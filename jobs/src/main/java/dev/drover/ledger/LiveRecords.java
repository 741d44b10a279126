package dev.drover.ledger;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the ledger knows of a migration that follows its source: its switches, how far it
 * is, and who did what.
 */
public final class LiveRecords {

	private final JdbcTemplate jdbc;

	private final String migration;

	private final Clock clock;

	public LiveRecords(DataSource dataSource, String migration, Clock clock) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.migration = migration;
		this.clock = clock;
	}

	/** The last switch, if there was one. */
	public Optional<SwitchRecord> lastSwitch() {
		return this.jdbc
			.query("SELECT * FROM drover_switch WHERE migration = ? AND direction <> 'gone'",
					(row, index) -> new SwitchRecord(row.getString("direction"), row.getLong("epoch"),
							row.getString("gate_session"), row.getLong("pause_millis"), row.getInt("ended") != 0),
					this.migration)
			.stream()
			.findFirst();
	}

	/**
	 * Says that a switch is meant, before anything is done for it. At no moment is there
	 * no record: without one the target would not seem to be the owner. The pause stays
	 * that of the last one until this one is made.
	 */
	public void intend(String direction, long epoch, String coordinator) {
		if (this.jdbc.update("UPDATE drover_switch SET direction = ?, epoch = ?, coordinator = ?, gate_session = '',"
				+ " ended = 0 WHERE migration = ?", direction, epoch, coordinator, this.migration) == 0) {
			this.jdbc.update("INSERT INTO drover_switch VALUES (?, ?, ?, ?, '', 0, 0)", this.migration, direction,
					epoch, coordinator);
		}
	}

	/** The session that is about to hold the gate. */
	public void session(String session) {
		this.jdbc.update("UPDATE drover_switch SET gate_session = ? WHERE migration = ?", session, this.migration);
	}

	/**
	 * For how long writers were held up by the switch that is made now, noted before it
	 * counts as ended; no session holds the gate any more.
	 */
	public void pause(long millis) {
		this.jdbc.update("UPDATE drover_switch SET pause_millis = ?, gate_session = '' WHERE migration = ?", millis,
				this.migration);
	}

	/** The switch has ended, in one way or the other. */
	public void ended() {
		this.jdbc.update("UPDATE drover_switch SET ended = 1 WHERE migration = ?", this.migration);
	}

	/**
	 * For how long the last switch that was made held up writers, in milliseconds; 0
	 * without one.
	 */
	public long pause() {
		return this.jdbc
			.query("SELECT pause_millis FROM drover_switch WHERE migration = ?", (row, index) -> row.getLong(1),
					this.migration)
			.stream()
			.findFirst()
			.orElse(0L);
	}

	/**
	 * Nothing of a switch is left on either side; its figures are kept for the report.
	 */
	public void forget() {
		this.jdbc.update("UPDATE drover_switch SET direction = 'gone', ended = 1 WHERE migration = ?", this.migration);
		this.jdbc.update("DELETE FROM drover_fingerprint WHERE migration = ?", this.migration);
	}

	/** What a side's tables looked like, as JSON; empty if that is not known. */
	public Optional<String> prints(String side) {
		return this.jdbc
			.query("SELECT prints FROM drover_fingerprint WHERE migration = ? AND side = ?",
					(row, index) -> row.getString(1), this.migration, side)
			.stream()
			.findFirst();
	}

	/** Keeps what a side's tables look like. */
	public void prints(String side, String prints) {
		if (this.jdbc.update("UPDATE drover_fingerprint SET prints = ? WHERE migration = ? AND side = ?", prints,
				this.migration, side) == 0) {
			this.jdbc.update("INSERT INTO drover_fingerprint VALUES (?, ?, ?)", this.migration, side, prints);
		}
	}

	/** Writes the figures of following down. */
	public void sync(SyncRecord sync) {
		if (this.jdbc.update("UPDATE drover_sync SET applied = ?, waiting = ?, most_waiting = ? WHERE migration = ?",
				sync.applied(), sync.lag(), sync.maxLag(), this.migration) == 0) {
			this.jdbc.update("INSERT INTO drover_sync VALUES (?, ?, ?, ?)", this.migration, sync.applied(), sync.lag(),
					sync.maxLag());
		}
	}

	/** The figures of following. */
	public SyncRecord sync() {
		return this.jdbc
			.query("SELECT applied, waiting, most_waiting FROM drover_sync WHERE migration = ?",
					(row, index) -> new SyncRecord(row.getLong(1), row.getLong(2), row.getLong(3)), this.migration)
			.stream()
			.findFirst()
			.orElse(new SyncRecord(0, 0, 0));
	}

	/** Writes down who did what. */
	public void audit(String actor, String action, String detail) {
		this.jdbc.update("INSERT INTO drover_audit VALUES (?, ?, ?, ?, ?)", this.migration, this.clock.millis(), actor,
				action, detail);
	}

	/** Who did what, in order. */
	public List<AuditRecord> audit() {
		return this.jdbc.query("SELECT * FROM drover_audit WHERE migration = ? ORDER BY at_millis",
				(row, index) -> new AuditRecord(row.getLong("at_millis"), row.getString("actor"),
						row.getString("action"), row.getString("detail")),
				this.migration);
	}

}
