package dev.drover.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

import dev.drover.chunk.Packing;
import dev.drover.chunk.PartitionSpec;
import dev.drover.chunk.Slicer;
import dev.drover.chunk.TableSlice;
import dev.drover.chunk.Weights;
import dev.drover.copy.Checkpoints;
import dev.drover.copy.CopiedTable;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.jdbc.Statements;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.ledger.PartitionRecord;
import dev.drover.ledger.TableRecord;
import dev.drover.phase.Phase;
import dev.drover.plan.DataTransfer;
import dev.drover.schema.ExistingForeignKeys;
import dev.drover.schema.Journal;
import dev.drover.schema.SchemaCreation;
import dev.drover.schema.TableMapping;
import dev.drover.schema.TargetRecord;

/**
 * Creates the target's tables, then freezes the partitions.
 */
final class SchemaSyncStep implements MigrationStep {

	private final IntSupplier slots;

	private final boolean elsewhere;

	/**
	 * Creates it.
	 * @param slots partitions that worker processes can work on at a time
	 * @param elsewhere whether they are worked on by such
	 */
	SchemaSyncStep(IntSupplier slots, boolean elsewhere) {
		this.slots = slots;
		this.elsewhere = elsewhere;
	}

	@Override
	public void run(MigrationRun run) {
		run.enter(Phase.SCHEMA_SYNC);
		LiveSteps.findSwitch(run);
		if (run.switched()) {
			return;
		}
		Optional<Path> missing = run.target().access().missingFile(run.targetEndpoint());
		missing.ifPresent(SchemaSyncStep::makeDirectories);
		run.targetSide().with("creating tables", (target) -> create(run, target, missing.isPresent()));
		run.ledger().begin(run.plan().id());
		run.reached("schema-sync.end");
	}

	private static void makeDirectories(Path file) {
		Path directory = file.getParent();
		try {
			if (directory != null) {
				Files.createDirectories(directory);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the directory of " + file + " can't be made", ex);
		}
	}

	private void create(MigrationRun run, Connection target, boolean databaseMade) throws SQLException {
		boolean frozen = !run.work().partitions().isEmpty();
		if (!frozen) {
			run.targetRecords().keep(run, target, databaseMade);
			refuseRows(run);
			recordTables(run, run.target().readCatalog(target));
		}
		run.reached("schema-sync.recorded");
		new SchemaCreation(run.target(), target, run.faults()).createTables(run.mapping());
		run.checkpoints().create(target);
		run.reached("schema-sync.checkpoints");
		makeWay(run, target);
		Following following = run.following();
		if (following != null) {
			following.begin();
			following.guardExisting();
			Veil.over(run, following.forward().to());
		}
		if (!frozen) {
			freeze(run);
		}
		else if (run.sides().moment().consistent()
				&& !run.work().partitions().stream().allMatch(PartitionRecord::completed)) {
			run.work()
				.addFinding(new Finding(ErrorCode.DATA_005, Finding.Level.INFO, run.sourceEndpoint().name(),
						"the migration was restarted: rows copied from now on are of a later moment than those before",
						"the verify step decides whether both sides are equal"));
		}
		RemoteNeeds.moments(run, this.elsewhere);
		run.reached("schema-sync.frozen");
		prepareCheckpoints(run, target);
	}

	/** Rows may have come in since the target was looked at. */
	private static void refuseRows(MigrationRun run) {
		List<Journal> held = run.targetRecords().get().journals();
		if (run.plan().data().replace() == DataTransfer.Replace.REFUSE && !held.isEmpty()) {
			run.targetRecords().forget();
			throw new DroverException(ErrorCode.DATA_001,
					"the target table " + held.get(0).table().display() + " holds rows now, allowed are none",
					"empty it, then drover restart " + run.plan().id());
		}
	}

	/** Tables that were there take rows in any order, and remember how they were. */
	private static void makeWay(MigrationRun run, Connection target) throws SQLException {
		TargetRecord record = run.targetRecords().get();
		for (Journal journal : record.journals()) {
			for (String sql : journal.create(run.target().dialect())) {
				Statements.execute(target, sql);
			}
		}
		List<PartitionRecord> partitions = run.work().partitions();
		if (partitions.isEmpty() || !partitions.stream().allMatch(PartitionRecord::completed)) {
			new ExistingForeignKeys(run.target(), target, run.faults()).takeAway(record.detours());
		}
	}

	/** Written before anything is created, so that a rollback knows what is Drover's. */
	private static void recordTables(MigrationRun run, Catalog there) {
		int ordinal = 0;
		for (TableMapping table : run.mapping().rowTables()) {
			run.work()
				.addTable(table.name(), ordinal++, table.target().name().display(),
						there.table(table.target().name()).isEmpty());
		}
	}

	private void freeze(MigrationRun run) {
		Weights weights = new Weights(run.mapping().rowTables().stream().map(TableMapping::source).toList(),
				this.slots.getAsInt());
		List<TableSlice> slices = new ArrayList<>();
		for (Cutting.CutTable cut : new Cutting(run, new Slicer(run.source(), weights.full())).all()) {
			slices.addAll(cut.slices());
			run.work().rowsSource(cut.table(), cut.slices().stream().mapToLong(TableSlice::rows).sum());
		}
		run.work()
			.freeze(Packing.pack(slices, weights)
				.stream()
				.map((PartitionSpec spec) -> new PartitionRecord(spec.name(), Slices.encode(spec.slices()), 0, false))
				.toList());
	}

	private static void prepareCheckpoints(MigrationRun run, Connection target) throws SQLException {
		Checkpoints checkpoints = run.checkpoints();
		for (PartitionRecord partition : run.work().partitions()) {
			for (TableSlice slice : Slices.decode(partition.slices())) {
				checkpoints.prepare(target, partition.name(), slice.table());
			}
		}
		meter(run, checkpoints.byTable(target));
	}

	/** The counts begin where the target's checkpoints are. */
	private static void meter(MigrationRun run, Map<String, CopiedTable> copied) {
		for (TableRecord table : run.work().tables()) {
			run.meter().table(table.name(), table.targetName(), table.rowsSource());
			CopiedTable there = copied.get(table.name());
			if (there != null) {
				run.meter().checkpoints(table.name(), there.rows(), there.rowsOfAllAttempts(), there.bytes());
			}
		}
		List<PartitionRecord> partitions = run.work().partitions();
		run.meter().partitions(partitions.size(), partitions.stream().filter(PartitionRecord::completed).count());
	}

}
