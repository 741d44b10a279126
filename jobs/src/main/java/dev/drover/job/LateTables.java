package dev.drover.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Table;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.ledger.TableRecord;
import dev.drover.progress.ProgressJson;
import dev.drover.schema.TableMapping;
import dev.drover.schema.Translation;

/**
 * What came into the source's schema since the migration looked at it, and what no
 * fingerprint shows: tables, and columns that were there when the first fingerprint was
 * taken.
 */
final class LateTables {

	private final MigrationRun run;

	LateTables(MigrationRun run) {
		this.run = run;
	}

	/**
	 * Nobody switches away from tables that were not moved, unless he wants that.
	 * @throws DroverException SCHEMA_008 naming the first one
	 */
	void refuseSwitch() {
		Map<String, Table> now = now();
		for (TableMapping table : this.run.mapping().rowTables()) {
			Table seen = now.get(table.name());
			if (seen == null || !columns(seen).equals(columns(table.source()))) {
				throw new DroverException(ErrorCode.SCHEMA_008,
						"table " + table.name() + " has other columns than when its copy began, or is gone; nothing has"
								+ " changed",
						"take the change back and run drover restart " + id() + ", or drover rollback " + id()
								+ " and begin again under a new id");
			}
		}
		List<String> late = late(now);
		if (!late.isEmpty() && !this.run.force()) {
			throw new DroverException(ErrorCode.SCHEMA_008,
					"table " + late.get(0) + " came into the source after the copy began, and is not copied;"
							+ " nothing has changed",
					"take it out of the source, then drover restart " + id() + ", or go on without it by --force");
		}
	}

	/** Nothing holds up a statement that makes a table, not even a gate. */
	void tellSwitched() {
		for (String table : late(now())) {
			this.run.work()
				.addFinding(new Finding(ErrorCode.SCHEMA_008, Finding.Level.WARNING, table,
						"table " + table + " came into " + this.run.sourceEndpoint().name()
								+ " after the copy began, and is not in " + this.run.targetEndpoint().name()
								+ ", which is the owner now",
						"move it by a migration of its own, or drop it"));
		}
		this.run.live().prints(kept(), ProgressJson.compact(there()));
	}

	/** The same on the way back, of tables that came in since the switch. */
	void tellRolledBack() {
		String known = this.run.live().prints(kept()).orElse(null);
		if (known == null) {
			return;
		}
		List<String> before = List.of(ProgressJson.read(known, String[].class));
		for (String table : there()) {
			if (!before.contains(table)) {
				this.run.work()
					.addFinding(new Finding(ErrorCode.SCHEMA_008, Finding.Level.WARNING, table,
							"table " + table + " came into " + this.run.targetEndpoint().name()
									+ " after the switch, and is not in " + this.run.sourceEndpoint().name()
									+ ", which is the owner again",
							"move it by a migration of its own, or drop it"));
			}
		}
	}

	/** Under which name the target's tables of the last switch are kept. */
	private String kept() {
		return this.run.targetEndpoint().name() + ", all tables";
	}

	private List<String> there() {
		List<String> tables = new ArrayList<>();
		this.run.targetSide()
			.with("reading its catalog",
					(target) -> this.run.target()
						.readCatalog(target)
						.tables()
						.forEach((table) -> tables.add(table.name().display())));
		return tables;
	}

	private String id() {
		return this.run.plan().id();
	}

	private Map<String, Table> now() {
		List<TableMapping> tables = new ArrayList<>();
		this.run.sourceSide()
			.with("reading its catalog",
					(source) -> tables.addAll(new Translation(this.run.source(), this.run.target(), this.run.plan())
						.of(this.run.source().readCatalog(source))
						.rowTables()));
		return tables.stream().collect(Collectors.toMap(TableMapping::name, TableMapping::source));
	}

	private List<String> late(Map<String, Table> now) {
		Set<String> known = this.run.work().tables().stream().map(TableRecord::name).collect(Collectors.toSet());
		return now.keySet().stream().filter((name) -> !known.contains(name)).sorted().toList();
	}

	private static Map<String, String> columns(Table table) {
		return table.columns().stream().collect(Collectors.toMap(Column::name, (column) -> column.type().declared()));
	}

}
