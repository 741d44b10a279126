package dev.drover.job;

import java.util.List;
import java.util.Set;

import dev.drover.capture.LiveSide;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.Watched;

/**
 * Keeps everybody but Drover from writing to the tables that it makes in the target,
 * until they get their triggers, as far as that costs the copy nothing.
 */
final class Veil {

	private Veil() {
	}

	static void over(MigrationRun run, LiveSide target) {
		Set<TableName> made = Set.copyOf(run.targetRecords().get().tables());
		List<Watched> tables = target.tables().stream().filter((table) -> made.contains(table.table().name())).toList();
		run.targetSide().with("guarding the tables that were made", (connection) -> {
			for (List<String> statements : target.live().veil(connection, target.unit(), tables)) {
				Statements.execute(connection, String.join(";\n", statements));
			}
			run.reached("capture.veiled");
		});
	}

}
