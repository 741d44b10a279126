package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;

import dev.drover.capture.LiveSide;
import dev.drover.engine.live.Watched;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.ledger.LiveRecords;
import dev.drover.progress.ProgressJson;

/**
 * Fingerprints of the tables that are followed: what they looked like is what they have
 * to look like later.
 */
final class KeptPrints {

	private final MigrationRun run;

	private final LiveRecords records;

	KeptPrints(MigrationRun run) {
		this.run = run;
		this.records = run.live();
	}

	/** Keeps what a side's tables look like, unless that is known. */
	void keepFirst(LiveSide side) {
		if (this.records.prints(side.endpoint().name()).isEmpty()) {
			keep(side);
		}
	}

	/** What a side's tables look like now is what they have to look like later. */
	void keep(LiveSide side) {
		this.records.prints(side.endpoint().name(), ProgressJson.compact(now(side)));
	}

	/**
	 * Looks whether the tables that are followed are still what they were.
	 * @throws DroverException SCHEMA_008 if one was changed, exchanged or truncated in a
	 * way that is not noted
	 */
	void requireSame(LiveSide side) {
		String kept = this.records.prints(side.endpoint().name()).orElse(null);
		if (kept == null) {
			return;
		}
		Map<String, String> before = ProgressJson.read(kept, Prints.class).byQueue();
		Map<String, String> now = now(side).byQueue();
		for (Watched table : side.tables()) {
			if (!Objects.equals(before.get(table.queue()), now.get(table.queue()))) {
				throw new DroverException(ErrorCode.SCHEMA_008,
						"table " + table.table().name().display() + " of " + side.endpoint().name()
								+ " was truncated, or its columns, keys, partitions or Drover's triggers were changed,"
								+ " while it was followed",
						"drover rollback " + this.run.plan().id() + ", then begin again under a new id");
			}
		}
	}

	private Prints now(LiveSide side) {
		try (Connection connection = side.connect()) {
			return new Prints(side.live().fingerprints(connection, side.unit(), side.tables()));
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
