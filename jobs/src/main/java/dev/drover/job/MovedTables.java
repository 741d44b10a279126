package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import dev.drover.engine.catalog.Table;
import dev.drover.engine.live.GateState;
import dev.drover.engine.live.Live;
import dev.drover.engine.live.ShutTable;
import dev.drover.engine.live.Unit;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.ledger.MigrationRecord;

/**
 * Tables of the source to which the gate of another migration lets nobody write: their
 * rows are those of an earlier time, and after a switch they would have two owners.
 */
final class MovedTables {

	private final MigrationRun run;

	private final List<Table> tables;

	MovedTables(MigrationRun run, List<Table> tables) {
		this.run = run;
		this.tables = tables;
	}

	List<Finding> find(Live live, Connection source) throws SQLException {
		String own = Unit.of(this.run.plan().id(), "").id();
		return live.shut(source, this.tables)
			.stream()
			.filter((shut) -> !shut.unit().id().equals(own))
			.map(this::finding)
			.toList();
	}

	/**
	 * Nobody switches away from a side that is not the owner.
	 * @throws DroverException SYNC_001 if another migration has switched meanwhile
	 */
	void refuseSwitch(Live live, Connection source) throws SQLException {
		List<Finding> found = find(live, source);
		if (!found.isEmpty()) {
			throw new DroverException(found.get(0).code(), found.get(0).message(), found.get(0).hint());
		}
	}

	private Finding finding(ShutTable shut) {
		String table = shut.table().name().display();
		String elsewhere = shut.untold() ? "the owner" : shut.unit().elsewhere();
		return new Finding(ErrorCode.SYNC_001, Finding.Level.ERROR, table,
				"table " + table + " of " + this.run.sourceEndpoint().name() + what(shut), hint(elsewhere));
	}

	private static String what(ShutTable shut) {
		String migration = "migration " + shut.unit().migration();
		if (shut.untold()) {
			return " takes no writes by the gate of another migration (unit " + shut.unit().id()
					+ "), which the user may not read: it has moved, or waits to be the target";
		}
		return (shut.state() == GateState.State.MOVED)
				? " has moved to " + shut.unit().elsewhere() + " by " + migration + " (unit " + shut.unit().id()
						+ "): it takes no writes here, and what was written since is missing"
				: " takes no writes until " + migration + " (unit " + shut.unit().id() + ") has switched to it from "
						+ shut.unit().elsewhere();
	}

	private String hint(String owner) {
		String id = this.run.plan().id();
		boolean begun = this.run.ledger().find(id).map(MigrationRecord::begun).orElse(false);
		return (begun ? "drover rollback " + id + ", then begin again under a new id with " : "name ") + owner
				+ " as the source";
	}

}
