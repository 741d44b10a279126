package dev.drover.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.phase.IllegalPhaseChangeException;
import dev.drover.phase.Phase;

/**
 * The migrations, their phases and their owners.
 */
public final class Ledger {

	private static final String SELECT = "SELECT drover_migration.*, CURRENT_TIMESTAMP AS read_at FROM drover_migration";

	private final JdbcTemplate jdbc;

	private final Clock clock;

	public Ledger(DataSource dataSource, Clock clock) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.clock = clock;
	}

	/** The migration, if there is one. */
	public Optional<MigrationRecord> find(String id) {
		return this.jdbc.query(SELECT + " WHERE id = ?", (row, index) -> migration(row), id).stream().findFirst();
	}

	/** All migrations, the newest first. */
	public List<MigrationRecord> all() {
		return this.jdbc.query(SELECT + " ORDER BY started_at DESC, id", (row, index) -> migration(row));
	}

	private static MigrationRecord migration(ResultSet row) throws SQLException {
		return new MigrationRecord(row.getString("id"), row.getString("plan_text"), row.getString("fingerprint"),
				Phase.valueOf(row.getString("phase")), row.getString("owner"), row.getLong("heartbeat_at"),
				millis(row, "read_at") - row.getLong("heartbeat_at"), Wish.values()[row.getInt("stop_requested")],
				row.getInt("begun") != 0, row.getLong("job_execution_id"), row.getLong("started_at"),
				row.getLong("ended_at"), row.getLong("run_millis"), row.getString("report"));
	}

	private static long millis(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant().toEpochMilli();
	}

	/**
	 * Signs of life are told by one clock, the control database's: those of two machines
	 * may be minutes apart.
	 */
	private long now() {
		return this.jdbc.query("SELECT CURRENT_TIMESTAMP AS read_at", (row, index) -> millis(row, "read_at")).get(0);
	}

	/** Adds a migration in phase PENDING. */
	public void create(String id, String planText, String fingerprint) {
		this.jdbc.update("INSERT INTO drover_migration VALUES (?, ?, ?, 'PENDING', NULL, 0, 0, 0, 0, ?, 0, 0, NULL)",
				id, planText, fingerprint, this.clock.millis());
	}

	/** Gives a migration that has not begun another plan. */
	public void replan(String id, String planText, String fingerprint) {
		this.jdbc.update("UPDATE drover_migration SET plan_text = ?, fingerprint = ? WHERE id = ? AND begun = 0",
				planText, fingerprint, id);
	}

	/**
	 * Makes a process the owner, if the owner is still the one that was seen. May be
	 * repeated: where the process ends that serves an embedded control database, its
	 * driver says the same once more to the next one, though it had been done.
	 * @param owner a name that nobody has had before
	 * @return whether it is the owner now
	 */
	public boolean claim(MigrationRecord seen, String owner) {
		return this.jdbc.update(
				"UPDATE drover_migration SET owner = ?, heartbeat_at = ?, stop_requested = 0, ended_at = 0"
						+ " WHERE id = ? AND heartbeat_at = ? AND COALESCE(owner, '') = ?",
				owner, now(), seen.id(), seen.heartbeatAt(), (seen.owner() == null) ? "" : seen.owner()) == 1
				|| owns(seen.id(), owner);
	}

	/**
	 * The same for a process that keeps the way back of a migration that has ended: its
	 * end stays what it is.
	 */
	public boolean claimToKeep(MigrationRecord seen, String owner) {
		return this.jdbc.update(
				"UPDATE drover_migration SET owner = ?, heartbeat_at = ?, stop_requested = 0"
						+ " WHERE id = ? AND phase = 'COMPLETED' AND heartbeat_at = ? AND COALESCE(owner, '') = ?",
				owner, now(), seen.id(), seen.heartbeatAt(), (seen.owner() == null) ? "" : seen.owner()) == 1
				|| owns(seen.id(), owner);
	}

	/** Those whose owner's name begins so. */
	public List<MigrationRecord> ownedBy(String process) {
		return this.jdbc.query(SELECT + " WHERE owner IS NOT NULL", (row, index) -> migration(row))
			.stream()
			.filter((migration) -> String.valueOf(migration.owner()).startsWith(process))
			.toList();
	}

	/**
	 * Those in a phase, in the order in which they began, and for each when it ended,
	 * milliseconds since 1970.
	 */
	public Map<String, Long> endsIn(Phase phase) {
		Map<String, Long> ends = new LinkedHashMap<>();
		this.jdbc.query("SELECT id, ended_at FROM drover_migration WHERE phase = ? ORDER BY started_at, id", (row) -> {
			ends.put(row.getString(1), row.getLong(2));
		}, phase.name());
		return ends;
	}

	/**
	 * Says that the owner is alive.
	 * @return whether it is still the owner
	 */
	public boolean heartbeat(String id, String owner) {
		return this.jdbc.update("UPDATE drover_migration SET heartbeat_at = ? WHERE id = ? AND owner = ?", now(), id,
				owner) == 1;
	}

	/** Whether the process is the owner. */
	public boolean owns(String id, String owner) {
		return find(id).filter((migration) -> owner.equals(migration.owner())).isPresent();
	}

	/**
	 * For what only the owner may do.
	 * @throws DroverException COPY_002 if the process is not the owner any more
	 */
	public void requireOwner(String id, String owner) {
		if (!owns(id, owner)) {
			throw replaced(id);
		}
	}

	/** Gives the migration up, and adds to its run time. */
	public void release(String id, String owner, long runMillis, String report) {
		this.jdbc.update("UPDATE drover_migration SET owner = NULL, run_millis = ?, report = ?, ended_at = ?"
				+ " WHERE id = ? AND owner = ?", runMillis, report, this.clock.millis(), id, owner);
	}

	/** Gives the migration up without a report, where an attempt broke off. */
	public void abandon(String id, String owner) {
		this.jdbc.update("UPDATE drover_migration SET owner = NULL WHERE id = ? AND owner = ?", id, owner);
	}

	/**
	 * Tells the owner that was seen what an operator wants of it; the last word counts.
	 * @return whether it is still the owner
	 */
	public boolean wish(MigrationRecord seen, Wish wish) {
		return this.jdbc.update("UPDATE drover_migration SET stop_requested = ? WHERE id = ? AND owner = ?",
				wish.ordinal(), seen.id(), seen.owner()) == 1;
	}

	/** Nobody wants anything any more of a migration that nobody owns. */
	public void forgetWish(String id) {
		this.jdbc.update("UPDATE drover_migration SET stop_requested = 0 WHERE id = ? AND owner IS NULL", id);
	}

	/** Notes that rows are copied from now on. */
	public void begin(String id) {
		this.jdbc.update("UPDATE drover_migration SET begun = 1 WHERE id = ?", id);
	}

	/**
	 * Notes the owner's job execution: workers answer the requests of no other.
	 * @throws DroverException COPY_002 if somebody else is the owner meanwhile
	 */
	public void jobExecution(String id, long jobExecutionId, String owner) {
		if (this.jdbc.update("UPDATE drover_migration SET job_execution_id = ? WHERE id = ? AND owner = ?",
				jobExecutionId, id, owner) != 1) {
			throw replaced(id);
		}
	}

	/**
	 * Moves the migration to a phase, by compare-and-set.
	 * @param owner who moves it
	 * @throws DroverException COPY_002 if somebody else is the owner meanwhile
	 * @throws IllegalPhaseChangeException if the move is not legal
	 */
	public void move(String id, Phase to, String owner) {
		MigrationRecord seen = find(id).orElseThrow();
		Phase from = seen.phase();
		if (!owner.equals(seen.owner())) {
			throw replaced(id);
		}
		if (from == to) {
			return;
		}
		if (!from.mayBecome(to)) {
			throw new IllegalPhaseChangeException(id, from, to);
		}
		if (this.jdbc.update("UPDATE drover_migration SET phase = ? WHERE id = ? AND phase = ? AND owner = ?",
				to.name(), id, from.name(), owner) != 1) {
			throw replaced(id);
		}
		this.jdbc.update("INSERT INTO drover_phase VALUES (?, ?, ?, ?, ?)", id, this.clock.millis(), from.name(),
				to.name(), owner);
	}

	/** The changes of its phase, in order. */
	public List<PhaseRecord> phases(String id) {
		return this.jdbc.query("SELECT * FROM drover_phase WHERE migration = ? ORDER BY at_millis",
				(row, index) -> new PhaseRecord(row.getLong("at_millis"), row.getString("from_phase"),
						row.getString("to_phase"), String.valueOf(row.getString("by_owner"))),
				id);
	}

	/** What a process is told that was replaced as the owner. */
	public DroverException replaced(String id) {
		String owner = find(id).map(MigrationRecord::owner).orElse(null);
		List<PhaseRecord> phases = phases(id);
		// whoever has ended since has changed the phase
		String who = (owner != null) ? owner : phases.isEmpty() ? "" : phases.get(phases.size() - 1).owner();
		String[] parts = who.split("\\|", -1);
		return new DroverException(ErrorCode.COPY_002,
				"migration " + id + " was taken over by "
						+ ((parts.length > 1) ? "process " + parts[1] + " of " + parts[0] : "another process")
						+ ((owner == null) ? ", which has ended" : ""),
				"drover status " + id);
	}

	/** Makes an endpoint the owner of the migration's unit; its epoch only grows. */
	public void route(String id, String endpoint) {
		if (this.jdbc.update(
				"UPDATE drover_route SET endpoint = ?, epoch = epoch + 1 WHERE migration = ? AND endpoint <> ?",
				endpoint, id, endpoint) == 0 && route(id).isEmpty()) {
			this.jdbc.update("INSERT INTO drover_route VALUES (?, ?, 1)", id, endpoint);
		}
	}

	/** The route of the migration's unit, if it was switched. */
	public Optional<RouteRecord> route(String id) {
		return this.jdbc
			.query("SELECT endpoint, epoch FROM drover_route WHERE migration = ?",
					(row, index) -> new RouteRecord(row.getString("endpoint"), row.getLong("epoch")), id)
			.stream()
			.findFirst();
	}

}
