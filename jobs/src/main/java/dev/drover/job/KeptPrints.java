package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.drover.capture.LiveSide;
import dev.drover.engine.live.Watched;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.ledger.LiveRecords;
import dev.drover.progress.ProgressJson;

/**
 * Fingerprints of the tables that are followed: what they looked like is what they have
 * to look like later.
 */
final class KeptPrints {

	private final MigrationRun run;

	private static final String CHANGED = " was truncated, or its columns, keys, partitions or Drover's triggers were"
			+ " changed,";

	private final LiveRecords records;

	KeptPrints(MigrationRun run) {
		this.run = run;
		this.records = run.live();
	}

	/** Keeps what a side's tables look like, unless that is known. */
	void keepFirst(LiveSide side) {
		if (this.records.prints(side.endpoint().name()).isEmpty()) {
			keep(side, now(side));
		}
	}

	/** What a side's tables looked like is what they have to look like later. */
	void keep(LiveSide side, Prints seen) {
		this.records.prints(side.endpoint().name(), ProgressJson.compact(seen));
	}

	/**
	 * Looks whether the tables that are followed are still what they were.
	 * @throws DroverException SCHEMA_008 if one was changed, exchanged or truncated in a
	 * way that is not noted
	 */
	void requireSame(LiveSide side) {
		Prints kept = kept(side);
		if (kept != null) {
			requireSame(side, kept, now(side));
		}
	}

	/** The queues of a side's tables that are not what they were. */
	Set<String> touched(LiveSide side, Prints seen) {
		Prints kept = kept(side);
		return (kept == null) ? Set.of()
				: side.tables()
					.stream()
					.filter((table) -> differs(table, kept, seen))
					.map(Watched::queue)
					.collect(Collectors.toSet());
	}

	private static boolean differs(Watched table, Prints kept, Prints seen) {
		return !Objects.equals(kept.byQueue().get(table.queue()), seen.byQueue().get(table.queue()));
	}

	/** What a side's tables have to look like, or {@code null} if nothing is known. */
	@Nullable Prints kept(LiveSide side) {
		return this.records.prints(side.endpoint().name())
			.map((kept) -> ProgressJson.read(kept, Prints.class))
			.orElse(null);
	}

	/** The same, for a moment in which there is no time to look anything up. */
	void requireSame(LiveSide side, Prints kept, Prints seen) {
		List<String> changed = changed(side, kept, seen);
		if (!changed.isEmpty()) {
			String id = this.run.plan().id();
			throw new DroverException(ErrorCode.SCHEMA_008, changed.get(0) + CHANGED + " while it was followed",
					// one that was only meant has no way back
					this.run.ledger().route(id).isPresent()
							? "take the change back, or give the way back up: drover finalize " + id + " --force"
							: "drover rollback " + id + ", then begin again under a new id");
		}
	}

	private static List<String> changed(LiveSide side, Prints kept, Prints seen) {
		return side.tables()
			.stream()
			.filter((table) -> differs(table, kept, seen))
			.map((table) -> "table " + table.table().name().display() + " of " + side.endpoint().name())
			.toList();
	}

	/**
	 * In some engines no gate stops a statement that empties or changes a whole table:
	 * one that came after the last look under the gate is found once the unit has moved.
	 */
	void tellChangedSince(LiveSide former) {
		Prints kept = kept(former);
		if (kept == null) {
			return;
		}
		for (String table : changed(former, kept, now(former))) {
			this.run.work()
				.addFinding(new Finding(ErrorCode.SCHEMA_008, Finding.Level.WARNING, former.endpoint().name(),
						table + CHANGED + " in the moment of the switch, or after it; the new owner holds what was"
								+ " there before",
						"do the same to the new owner, if that was meant"));
		}
	}

	/** What a side's tables look like now, over a connection that is open already. */
	static Prints now(LiveSide side, Connection connection) throws SQLException {
		return new Prints(side.live().fingerprints(connection, side.unit(), side.tables()));
	}

	/** What a side's tables look like now. */
	Prints now(LiveSide side) {
		try (Connection connection = side.connect()) {
			return now(side, connection);
		}
		catch (SQLException ex) {
			throw this.run.sides().openSide().failure("looking at the tables", ex);
		}
	}

	/**
	 * Fingerprints of tables.
	 *
	 * @param byQueue by the name of their queue
	 */
	record Prints(Map<String, String> byQueue) {

	}

}
