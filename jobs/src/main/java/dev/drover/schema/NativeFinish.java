package dev.drover.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.drover.engine.catalog.NativeStep;
import dev.drover.engine.catalog.TableName;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;

/**
 * Finishes tables by their engine's own statements, stage by stage. What is there already
 * is left alone, so that it can be repeated after a kill at any statement.
 */
final class NativeFinish {

	private final Connection connection;

	NativeFinish(Connection connection) {
		this.connection = connection;
	}

	void finish(SchemaMapping mapping, Predicate<TableName> made) throws SQLException {
		Set<TableName> scope = mapping.tables()
			.stream()
			.map((table) -> table.source().name())
			.collect(Collectors.toSet());
		for (NativeStep.Stage stage : NativeStep.Stage.values()) {
			for (TableMapping table : mapping.where((one) -> made.test(one.target().name())).tables()) {
				for (NativeStep step : table.target().nativeTable().steps()) {
					if (step.stage() == stage && (step.needs() == null || scope.contains(step.needs()))) {
						run(step);
					}
				}
			}
		}
	}

	private void run(NativeStep step) throws SQLException {
		if (!step.unless().isEmpty() && done(step.unless())) {
			return;
		}
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(step.sql());
		}
		catch (SQLException ex) {
			throw new DroverException(ErrorCode.SCHEMA_006,
					"the target refuses: " + step.sql() + ": " + ex.getMessage(), "mend the cause, then drover restart",
					ex);
		}
	}

	private boolean done(String query) throws SQLException {
		try (Statement statement = this.connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
			return row.next();
		}
	}

}
