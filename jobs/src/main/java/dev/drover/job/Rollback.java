package dev.drover.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

import dev.drover.copy.CopiedTable;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.TableName;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;
import dev.drover.ledger.TableRecord;
import dev.drover.phase.Phase;
import dev.drover.schema.TargetRecord;
import dev.drover.schema.TargetRemoval;

/**
 * Takes out of the target what a migration put there, by its rollback record. Needs the
 * target alone. May be repeated after a kill at any place.
 */
final class Rollback {

	private final MigrationRun run;

	private final Runnable pointOfNoReturn;

	private Rollback(MigrationRun run, Runnable pointOfNoReturn) {
		this.run = run;
		this.pointOfNoReturn = pointOfNoReturn;
	}

	/**
	 * Rolls a migration back; its process is the owner.
	 * @throws DroverException ROLL_001 if nothing was taken away, ROLL_002 if it could
	 * not be finished
	 */
	static void of(MigrationRun run) {
		LiveRollback.refuseOwner(run);
		RouteSwitch route = RouteSwitch.back(run);
		route.before();
		run.closeFollowing();
		// gates and capture stay as long as nothing is taken back: a restart may go on
		Rollback rollback = new Rollback(run, () -> {
			run.halt().heed();
			run.enter(Phase.ROLLING_BACK);
			LiveRemoval.of(run);
		});
		run.targetRecords().find().ifPresentOrElse(rollback::takeAway, rollback.pointOfNoReturn);
		run.reached("rollback.removed");
		route.make();
		run.enter(Phase.ROLLED_BACK);
		run.reached("rollback.end");
	}

	/**
	 * Takes back what an attempt made before its first row.
	 */
	static void ofFormerPlan(MigrationRun former) {
		Rollback rollback = new Rollback(former, () -> former.reached("withdrawal.begun"));
		LiveRemoval.of(former);
		former.targetRecords().find().ifPresent(rollback::takeAway);
		former.targetRecords().forget();
	}

	private void takeAway(TargetRecord record) {
		Optional<Path> missing = this.run.target().access().missingFile(this.run.targetEndpoint());
		if (missing.isPresent()) {
			// a file that is gone has nothing to be taken out of
			this.pointOfNoReturn.run();
			return;
		}
		boolean[] empty = new boolean[1];
		this.run.targetSide().with("rolling back", (target) -> {
			fence(target);
			TargetRemoval removal = new TargetRemoval(this.run.target(), target, record, this.run.faults());
			Map<String, Long> rows = rows(target);
			boolean alone = LiveRollback.alone(this.run, target);
			ToLongFunction<TableName> own = (table) -> alone ? Long.MAX_VALUE : rows.getOrDefault(table.display(), 0L);
			boolean taken = this.run.checkpoints().takenBack(target);
			removal.refuseForeignRows(own, taken);
			this.pointOfNoReturn.run();
			if (!taken && !(record.existing().isEmpty() && record.journals().isEmpty())) {
				this.run.checkpoints().create(target);
				removal.removeRows(own, this.run.checkpoints()::markTakenBack);
			}
			removal.removeObjects();
			this.run.target().makeDurable(target);
			this.run.targetRecords().settle(record);
			this.run.reached("rollback.settled");
			FinishSteps.removeCheckpoints(this.run, target);
			Catalog left = this.run.target().readCatalog(target);
			empty[0] = left.tables().isEmpty() && left.sequences().isEmpty() && left.leftBehind().isEmpty();
		});
		LiveRemoval.bringBackAtTarget(this.run);
		if (record.databaseMade() && empty[0]) {
			this.run.sides().letGoOfTarget();
			deleteFile();
		}
	}

	/** Workers of a process that is thought dead can't write any more. */
	private void fence(Connection target) throws SQLException {
		if (this.run.checkpoints().exist(target)) {
			this.run.checkpoints().fence(target);
		}
	}

	/** How many rows each target table owes to this migration, at most. */
	private Map<String, Long> rows(Connection target) throws SQLException {
		Map<String, CopiedTable> copied = (this.run.checkpoints().exist(target))
				? this.run.checkpoints().byTable(target) : Map.of();
		Map<String, Long> rows = new HashMap<>();
		for (TableRecord table : this.run.work().tables()) {
			CopiedTable there = copied.get(table.name());
			long inTarget = (there == null) ? 0 : there.rows();
			rows.put(table.targetName(), Math.max(inTarget, settled(table)));
		}
		return rows;
	}

	/** Once the copy is complete the checkpoints may be gone, and rows may be mended. */
	private static long settled(TableRecord table) {
		return (table.rowsVerified() > 0 || table.rowsCopied() >= table.rowsSource())
				? Math.max(table.rowsSource(), table.rowsVerified()) : 0;
	}

	private void deleteFile() {
		for (Path file : this.run.target().access().files(this.run.targetEndpoint())) {
			try {
				Files.deleteIfExists(file);
			}
			catch (IOException ex) {
				throw new DroverException(ErrorCode.ROLL_002,
						"the file " + file + ", which this migration made, can't be deleted: " + Failures.reason(ex),
						"delete it by hand, then call it again", ex);
			}
		}
	}

}
