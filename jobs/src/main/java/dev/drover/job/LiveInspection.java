package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.EngineKind;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.live.Live;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.plan.DataTransfer;
import dev.drover.plan.Strategy;
import dev.drover.plan.Endpoint;
import dev.drover.schema.SchemaMapping;
import dev.drover.schema.TableMapping;

/**
 * What speaks against following a source, on either side.
 */
final class LiveInspection {

	private LiveInspection() {
	}

	/** On the source. */
	static List<Finding> source(MigrationRun run, Connection source, SchemaMapping mapping) throws SQLException {
		Live live = run.source().live();
		List<Table> tables = mapping.rowTables().stream().map(TableMapping::source).toList();
		List<Finding> findings = new ArrayList<>();
		if (live != null) {
			// also a snapshot of a side that is not the owner is one of an earlier time
			findings.addAll(new MovedTables(run, tables).find(live, source));
		}
		if (run.plan().data().type() != DataTransfer.Type.SCAN) {
			return findings;
		}
		if (live == null || run.target().live() == null) {
			EngineKind kind = (live == null) ? run.source().kind() : run.target().kind();
			if (run.plan().strategy().type() == Strategy.Type.BLUE_GREEN) {
				findings.add(new Finding(ErrorCode.SYNC_001, Finding.Level.ERROR, "strategy.type",
						kind.displayName()
								+ " can't be followed, so that strategy.type blue_green can't keep a standby",
						"write strategy: {type: big_bang}"));
			}
			findings.add(new Finding(ErrorCode.DATA_004, Finding.Level.INFO, "data.type",
					kind.displayName()
							+ " can't be followed: one moment of the source is copied, and writes after it are"
							+ " not in the target",
					"keep the source quiet until the application uses the target"));
			return findings;
		}
		findings.addAll(live.obstacles(source, run.sourceEndpoint().name(), tables));
		for (Table table : tables) {
			if (table.rowKey().isEmpty()) {
				findings.add(withoutKey(run, table));
			}
		}
		if (run.plan().cutover().reverse()) {
			findings.addAll(live.keptObstructions(source, run.sourceEndpoint().name(), tables));
			aside(live, source, run.sourceEndpoint(), "the way back", findings);
		}
		return findings;
	}

	private static Finding withoutKey(MigrationRun run, Table table) {
		String name = table.name().display();
		if (table.columns().stream().noneMatch(Column::stored)) {
			return new Finding(ErrorCode.SYNC_001, Finding.Level.ERROR, name,
					"table " + name + " has no column with values of its own, so that its changes can't be noted",
					"exclude it in scope.tables, or write data: {type: snapshot}");
		}
		if (run.plan().data().withoutKey() == DataTransfer.WithoutKey.WHOLE) {
			return new Finding(ErrorCode.SYNC_004, Finding.Level.INFO, name,
					"table " + name + " has no key: it is copied whole while the switch holds up writers, if it was"
							+ " changed, within cutover.timeout of "
							+ run.plan().cutover().timeout().toMillis() / 1000.0 + " s",
					"give it a primary key if it is large");
		}
		return new Finding(ErrorCode.SYNC_001, Finding.Level.ERROR, name,
				"table " + name + " has no key, so that nobody can say which of its rows was changed",
				"give it a primary key, exclude it in scope.tables, write data: {without_key: whole} if it is small,"
						+ " or data: {type: snapshot}");
	}

	/** On the target. */
	static List<Finding> target(MigrationRun run, Connection target, Catalog there, SchemaMapping mapping)
			throws SQLException {
		List<Finding> findings = new ArrayList<>();
		Live live = run.target().live();
		if (live == null || !Following.wanted(run)) {
			return findings;
		}
		List<Table> known = mapping.rowTables()
			.stream()
			.flatMap((table) -> there.table(table.target().name()).stream())
			.toList();
		findings.addAll(live.obstacles(target, run.targetEndpoint().name(), known));
		findings.addAll(live.keptObstructions(target, run.targetEndpoint().name(), known));
		aside(live, target, run.targetEndpoint(), "following", findings);
		return findings;
	}

	private static void aside(Live live, Connection connection, Endpoint endpoint, String what, List<Finding> findings)
			throws SQLException {
		if (!live.standsAside(connection)) {
			findings.add(new Finding(ErrorCode.SCHEMA_007, Finding.Level.INFO, endpoint.name(),
					endpoint.name() + ": " + what + " writes rows in the order of their changes: foreign keys of the"
							+ " tables are dropped meanwhile, and made again before applications write there",
					"nothing, or GRANT SET ON PARAMETER session_replication_role to the user of the plan (PostgreSQL 15"
							+ " or newer), with which they stay"));
		}
	}

}
