package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.fault.RefusedException;
import dev.drover.inspect.PlanInspection;
import dev.drover.inspect.TargetInspection;
import dev.drover.ledger.TableRecord;
import dev.drover.phase.Phase;
import dev.drover.schema.SchemaMapping;
import dev.drover.schema.Translation;

/**
 * Connects to both sides, reads both schemas and refuses with all findings at once.
 */
final class PrepareStep implements MigrationStep {

	@Override
	public void run(MigrationRun run) throws SQLException {
		run.enter(Phase.PREPARING);
		List<Finding> findings = inspect(run);
		findings.forEach(run.work()::addFinding);
		List<Finding> refusing = findings.stream()
			.filter((finding) -> finding.level() == Finding.Level.ERROR
					|| (finding.level() == Finding.Level.WARNING && !run.force()))
			.toList();
		if (!refusing.isEmpty()) {
			throw new RefusedException(refusing);
		}
	}

	/** All findings; leaves the mapping and the source's moment in the run. */
	static List<Finding> inspect(MigrationRun run) throws SQLException {
		List<Finding> findings = new ArrayList<>(PlanInspection.of(run.plan()));
		if (run.sourceEndpoint().url().equals(run.targetEndpoint().url())) {
			throw new DroverException(ErrorCode.CONN_007,
					"source and target are the same database " + run.sourceEndpoint().name(),
					"correct source.url or target.url in the plan");
		}
		try (Connection source = run.openMoment().connect()) {
			SchemaMapping mapping = new Translation(run.source(), run.target(), run.plan())
				.of(run.source().readCatalog(source));
			run.mapping(mapping);
			findings.addAll(mapping.findings());
		}
		Set<String> own = run.work()
			.tables()
			.stream()
			.filter(TableRecord::created)
			.map(TableRecord::name)
			.collect(Collectors.toSet());
		if (!run.target().exists(run.targetEndpoint())) {
			return findings;
		}
		try (Connection target = run.target().connect(run.targetEndpoint())) {
			findings.addAll(new TargetInspection(run.target(), target).of(run.target().readCatalog(target),
					run.mapping(), own));
		}
		return findings;
	}

}
