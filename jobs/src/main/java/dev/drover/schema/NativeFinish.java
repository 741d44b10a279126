package dev.drover.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.drover.engine.catalog.Lineage;
import dev.drover.engine.catalog.NativeStep;
import dev.drover.engine.catalog.TableName;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.FaultPoints;

/**
 * Finishes tables by their engine's own statements, stage by stage, and side by side
 * where a stage's statements lock their own table only. What is there already is left
 * alone, so that it can be repeated after a kill at any statement.
 */
final class NativeFinish {

	private final Connection connection;

	private final SideBySide sideBySide;

	private final FaultPoints faults;

	NativeFinish(Connection connection, SideBySide sideBySide, FaultPoints faults) {
		this.connection = connection;
		this.sideBySide = sideBySide;
		this.faults = faults;
	}

	/** Looks at rows that were not looked at. */
	void prove(SchemaMapping mapping, Predicate<TableName> made) throws SQLException {
		stages(mapping, made, List.of(NativeStep.Stage.VALIDATE));
	}

	/**
	 * Finishes tables.
	 * @param proofs whether rows are looked at where that can be done later
	 */
	void finish(SchemaMapping mapping, Predicate<TableName> made, boolean proofs) throws SQLException {
		stages(mapping, made,
				Stream.of(NativeStep.Stage.values())
					.filter((stage) -> proofs || stage != NativeStep.Stage.VALIDATE)
					.toList());
	}

	private void stages(SchemaMapping mapping, Predicate<TableName> made, List<NativeStep.Stage> stages)
			throws SQLException {
		Set<TableName> scope = mapping.tables()
			.stream()
			.map((table) -> table.source().name())
			.collect(Collectors.toSet());
		List<TableMapping> tables = mapping.where((one) -> made.test(one.target().name())).tables();
		Map<TableName, Set<TableName>> families = families(tables);
		for (NativeStep.Stage stage : stages) {
			List<SideBySide.Task> tasks = new ArrayList<>();
			for (TableMapping table : tables) {
				List<NativeStep> steps = table.target()
					.nativeTable()
					.steps()
					.stream()
					.filter((step) -> step.stage() == stage && (step.needs() == null || scope.contains(step.needs())))
					.toList();
				if (!steps.isEmpty()) {
					tasks.add(new SideBySide.Task(family(families, table.target().name()),
							(connection) -> run(connection, steps)));
				}
			}
			if (stage.sideBySide()) {
				this.sideBySide.run(this.connection, tasks);
			}
			else {
				for (SideBySide.Task task : tasks) {
					task.work().on(this.connection);
				}
			}
		}
	}

	/** What speaks of a parent looks at its children too. */
	private static Map<TableName, Set<TableName>> families(List<TableMapping> tables) {
		Map<TableName, Set<TableName>> families = new HashMap<>();
		for (TableMapping table : tables) {
			TableName name = table.target().name();
			family(families, name).add(name);
			Lineage lineage = table.target().lineage();
			lineage.inherits().forEach((parent) -> family(families, parent).add(name));
			if (lineage.partitionOf() != null) {
				family(families, lineage.partitionOf()).add(name);
			}
		}
		return families;
	}

	private static Set<TableName> family(Map<TableName, Set<TableName>> families, TableName name) {
		return families.computeIfAbsent(name, (parent) -> new HashSet<>());
	}

	private void run(Connection connection, List<NativeStep> steps) throws SQLException {
		for (NativeStep step : steps) {
			run(connection, step);
		}
	}

	private void run(Connection connection, NativeStep step) throws SQLException {
		if (!step.unless().isEmpty() && done(connection, step.unless())) {
			return;
		}
		try (Statement statement = connection.createStatement()) {
			statement.execute(step.sql());
			this.faults.reached("schema.statement");
		}
		catch (SQLException ex) {
			throw new DroverException(ErrorCode.SCHEMA_006,
					"the target refuses: " + step.sql() + ": " + ex.getMessage(), "mend the cause, then drover restart",
					ex);
		}
	}

	private static boolean done(Connection connection, String query) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
			return row.next();
		}
	}

}
