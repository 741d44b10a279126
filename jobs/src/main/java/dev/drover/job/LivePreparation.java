package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;

import dev.drover.ledger.TableRecord;
import dev.drover.schema.SchemaMapping;
import dev.drover.schema.Translation;

/**
 * What has to be known of both sides before anything is done with a migration that has
 * been switched: its tables.
 */
final class LivePreparation {

	private LivePreparation() {
	}

	/** Leaves the mapping in the run. */
	static void of(MigrationRun run) {
		MissingFiles.refuse(run);
		try (Connection source = run.sides().openMoment(Following.wanted(run)).connect()) {
			run.mapping(mapping(run, source));
		}
		catch (SQLException ex) {
			throw run.sides().openSide().failure("reading its catalog", ex);
		}
	}

	/** The mapping of the migration's tables as the source is now. */
	static SchemaMapping mapping(MigrationRun run, Connection source) throws SQLException {
		Set<String> tables = run.work().tables().stream().map(TableRecord::name).collect(Collectors.toSet());
		return new Translation(run.source(), run.target(), run.plan()).of(run.source().readCatalog(source))
			.where((table) -> !table.source().lineage().carriesRows() || tables.contains(table.name()));
	}

}
