package dev.drover.inspect;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Engine;
import dev.drover.engine.MissingPrivilege;
import dev.drover.engine.TargetUse;
import dev.drover.engine.catalog.Catalog;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.plan.DataTransfer;
import dev.drover.plan.Endpoint;
import dev.drover.schema.SchemaMapping;
import dev.drover.schema.TargetRecord;

/**
 * Whether the plan's users may do what the migration will do.
 */
public final class AccessInspection {

	private AccessInspection() {
	}

	/**
	 * Notes what the source's user lacks, and what its server's settings mean for the
	 * copy.
	 * @param oneMoment whether all readers see one and the same moment
	 * @param inspected where it is noted
	 */
	public static void source(Engine engine, Connection connection, Endpoint endpoint, SchemaMapping mapping,
			boolean oneMoment, Inspected inspected) throws SQLException {
		missing("source", endpoint, engine.access()
			.missingToRead(connection, mapping.rowTables().stream().map((table) -> table.source().name()).toList()),
				inspected);
		inspected.add(engine.access().sourceRemarks(connection, endpoint.name(), oneMoment));
	}

	/** Notes why the source does not say how much others ask of it. */
	public static void load(Engine engine, Connection connection, Endpoint endpoint, Inspected inspected)
			throws SQLException {
		missing("source", endpoint, engine.access().missingToSeeStatements(connection), inspected);
		if (engine.access().statementsOfOthers(connection).isEmpty()) {
			inspected.add(List.of(new Finding(ErrorCode.PLAN_003, Finding.Level.INFO, "throttle.max_source_load",
					"throttle.max_source_load has no effect: " + engine.kind().displayName()
							+ " does not tell what others do in " + endpoint.name(),
					"nothing, or bound throttle.rows_per_second")));
		}
	}

	/**
	 * Notes what the target's user lacks, or why the target takes no writes at all, and
	 * what its server's settings mean for the copy.
	 * @param catalog what is in the target
	 * @param mapping the scope
	 * @param replace what is to become of rows that are there
	 * @param record how the target was before the migration began to change it, or
	 * {@code null} before that
	 * @param inspected where it is noted
	 * @return whether the target can be written
	 */
	public static boolean target(Engine engine, Connection connection, Endpoint endpoint, Catalog catalog,
			SchemaMapping mapping, DataTransfer.Replace replace, @Nullable TargetRecord record, Inspected inspected)
			throws SQLException {
		Optional<String> readOnly = engine.access().readOnly(connection, endpoint);
		if (readOnly.isPresent()) {
			inspected.add(new Finding(ErrorCode.PERM_002, Finding.Level.ERROR, endpoint.name(),
					endpoint.name() + " takes no writes: " + readOnly.get(),
					"make the target writable, or name another target"));
			return false;
		}
		TargetUse use = new UseOfTarget(engine, connection, replace, record).of(catalog, mapping);
		List<MissingPrivilege> missing = engine.access().missingToWrite(connection, use);
		missing("target", endpoint, missing, inspected);
		inspected.add(engine.access().targetRemarks(connection, endpoint.name()));
		return missing.isEmpty();
	}

	private static void missing(String side, Endpoint endpoint, List<MissingPrivilege> missing, Inspected inspected) {
		if (!missing.isEmpty()) {
			List<String> statements = missing.stream().map((each) -> each.grant() + ";").distinct().toList();
			inspected.add(
					List.of(new Finding(ErrorCode.PERM_001, Finding.Level.ERROR, endpoint.name(),
							"the user of " + endpoint.name() + " lacks: "
									+ missing.stream().map(MissingPrivilege::what).collect(Collectors.joining(", ")),
							"let an administrator run there: " + String.join(" ", statements))),
					statements.stream()
						.map((statement) -> new PlanCheck.Grant(side, endpoint.name(), statement))
						.toList());
		}
	}

	/** Whether a file that is not there yet can be made. */
	public static List<Finding> fileToMake(Endpoint endpoint, Path file) {
		Path directory = nearest(file.getParent());
		if (directory != null && Files.isDirectory(directory) && Files.isWritable(directory)) {
			return List.of();
		}
		return List.of(new Finding(ErrorCode.PERM_002, Finding.Level.ERROR, endpoint.name(),
				"the file " + file + " can't be made: " + directory + " is not a directory that can be written",
				"make it writable, or name another target"));
	}

	private static @Nullable Path nearest(@Nullable Path directory) {
		Path nearest = directory;
		while (nearest != null && !Files.exists(nearest)) {
			nearest = nearest.getParent();
		}
		return nearest;
	}

}
