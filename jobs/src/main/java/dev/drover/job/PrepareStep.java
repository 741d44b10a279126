package dev.drover.job;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.drover.engine.catalog.Catalog;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;
import dev.drover.fault.Finding;
import dev.drover.fault.RefusedException;
import dev.drover.inspect.AccessInspection;
import dev.drover.inspect.DriftInspection;
import dev.drover.inspect.Inspected;
import dev.drover.inspect.PlanInspection;
import dev.drover.inspect.SpaceInspection;
import dev.drover.inspect.TargetInspection;
import dev.drover.ledger.MigrationRecord;
import dev.drover.ledger.TableRecord;
import dev.drover.phase.Phase;
import dev.drover.plan.Endpoint;
import dev.drover.schema.SchemaMapping;
import dev.drover.schema.SourceOrphans;
import dev.drover.schema.Translation;

/**
 * Connects to both sides, reads both schemas and refuses with all findings at once.
 * Changes neither side.
 */
final class PrepareStep {

	private final MigrationRun run;

	private final Inspected inspected = new Inspected();

	private String sourceIdentity = "";

	private final SourceOrphans.Patience patience;

	private PrepareStep(MigrationRun run, SourceOrphans.Patience patience) {
		this.run = run;
		this.patience = patience;
	}

	static MigrationStep step() {
		return PrepareStep::run;
	}

	private static void run(MigrationRun run) {
		run.enter(Phase.PREPARING);
		Inspected inspected = inspect(run, SourceOrphans.Patience.BRIEF);
		if (!inspected.refused()) {
			// last, since it reads rows
			run.sourceSide()
				.with("reading some rows",
						(source) -> inspected.add(new SpaceInspection(run.source(), run.target(), run.targetEndpoint())
							.of(source, run.mapping(), begun(run))));
		}
		List<Finding> findings = inspected.findings();
		run.reached("prepare.inspected");
		run.work().replaceFindings(findings);
		List<Finding> refusing = findings.stream()
			.filter((finding) -> finding.level() == Finding.Level.ERROR
					|| (finding.level() == Finding.Level.WARNING && !run.force()))
			.toList();
		if (!refusing.isEmpty()) {
			throw new RefusedException(refusing);
		}
		run.prepareEnded();
		run.reached("prepare.end");
	}

	/**
	 * All findings; leaves the mapping and the source's moment in the run.
	 * @param patience how long rows without a parent are looked for
	 */
	static Inspected inspect(MigrationRun run, SourceOrphans.Patience patience) {
		PrepareStep prepare = new PrepareStep(run, patience);
		prepare.inspected.add(PlanInspection.of(run.plan()));
		prepare.on(run.sourceEndpoint(), prepare::source);
		prepare.on(run.targetEndpoint(), prepare::target);
		return prepare.inspected;
	}

	/** A side that can't be looked at is a finding beside the others. */
	private void on(Endpoint endpoint, Look look) {
		try {
			look.at(endpoint);
		}
		catch (DroverException ex) {
			this.inspected.add(Finding.of(ex, endpoint.name()));
		}
		catch (SQLException ex) {
			this.inspected.add(Finding.of(
					Failures.of(ex, endpoint.name(), "reading its catalog", ErrorCode.CONN_004, "run it again"),
					endpoint.name()));
		}
	}

	private void source(Endpoint endpoint) throws SQLException {
		Optional<Path> missing = this.run.source().access().missingFile(endpoint);
		if (missing.isPresent()) {
			throw new DroverException(ErrorCode.CONN_003, "the source file " + missing.get() + " is not there",
					"check source.url in the plan");
		}
		try (Connection source = this.run.sides().openMoment(Following.wanted(this.run)).connect()) {
			this.sourceIdentity = this.run.source().access().identity(source);
			SchemaMapping mapping = new Translation(this.run.source(), this.run.target(), this.run.plan())
				.of(this.run.source().readCatalog(source));
			this.inspected.add(mapping.findings());
			if (begun(this.run)) {
				Set<String> tables = tables((table) -> true);
				this.inspected.add(drift().source(mapping, tables));
				mapping = mapping
					.where((table) -> !table.source().lineage().carriesRows() || tables.contains(table.name()));
			}
			this.run.mapping(mapping);
			this.inspected.add(LiveInspection.source(this.run, source, mapping));
			AccessInspection.source(this.run.source(), source, endpoint, mapping,
					this.run.sides().moment().consistent(), this.inspected);
			if (this.run.plan().throttle().maxSourceLoad() != null) {
				AccessInspection.load(this.run.source(), source, endpoint, this.inspected);
			}
			this.inspected.sourceBytes(this.run.source().access().usedBytes(source, endpoint));
			try (Connection apart = this.run.source().connect(endpoint)) {
				this.inspected
					.add(new SourceOrphans(this.run.source(), this.run.target(), apart, this.patience).of(mapping));
			}
		}
	}

	private void target(Endpoint endpoint) throws SQLException {
		if (this.run.target().access().endsWithProcess(endpoint)) {
			throw new DroverException(ErrorCode.CONN_003,
					"the target " + endpoint.name() + " would lie in this process's memory and end with it",
					"name a file or a server in target.url");
		}
		Optional<Path> missing = this.run.target().access().missingFile(endpoint);
		if (missing.isPresent()) {
			this.inspected.add(AccessInspection.fileToMake(endpoint, missing.get()));
			requireTwoNames();
			return;
		}
		try (Connection target = this.run.target().connect(endpoint)) {
			String identity = this.run.target().access().identity(target);
			if (!identity.isEmpty() && identity.equals(this.sourceIdentity)) {
				throw new DroverException(ErrorCode.CONN_007,
						"source and target are the same database " + this.run.sourceEndpoint().name(),
						"correct source.url or target.url in the plan");
			}
			requireTwoNames();
			SchemaMapping mapping = this.run.translated();
			if (mapping != null) {
				target(endpoint, target, mapping);
			}
		}
	}

	private void target(Endpoint endpoint, Connection target, SchemaMapping mapping) throws SQLException {
		Catalog catalog = this.run.target().readCatalog(target);
		if (begun(this.run)) {
			this.inspected.add(drift().target(mapping, catalog, tables(TableRecord::created)));
		}
		this.inspected.targetBytes(this.run.target().access().usedBytes(target, endpoint));
		this.inspected.add(LiveInspection.target(this.run, target, catalog, mapping));
		if (AccessInspection.target(this.run.target(), target, endpoint, catalog, mapping,
				this.run.plan().data().replace(), this.run.targetRecords().find().orElse(null), this.inspected)) {
			refuseForeignCheckpoints(endpoint, target);
			this.inspected.add(new TargetInspection(this.run.target(), target, this.run.plan().data().replace(),
					Following.wanted(this.run))
				.of(catalog, mapping, own()));
		}
	}

	/** Routes, messages and the way back tell the sides by their names. */
	private void requireTwoNames() {
		String name = this.run.targetEndpoint().name();
		if (name.equals(this.run.sourceEndpoint().name())) {
			throw new DroverException(ErrorCode.PLAN_001, "source and target are both named " + name,
					"give one of them another name in the plan, as in target: {name: new, …}");
		}
	}

	/** Source names of the tables whose rows are this migration's. */
	private Set<String> own() {
		// once the copy has begun, the rows in a table that was empty before are this
		// migration's too
		boolean begun = begun(this.run);
		return tables((table) -> begun || table.created());
	}

	private Set<String> tables(Predicate<TableRecord> test) {
		return this.run.work().tables().stream().filter(test).map(TableRecord::name).collect(Collectors.toSet());
	}

	private DriftInspection drift() {
		return new DriftInspection(this.run.plan().id());
	}

	private static boolean begun(MigrationRun run) {
		return run.ledger().find(run.plan().id()).map(MigrationRecord::begun).orElse(false);
	}

	/** Another Drover with a ledger of its own may be at work on this migration. */
	private void refuseForeignCheckpoints(Endpoint endpoint, Connection target) throws SQLException {
		String id = this.run.plan().id();
		if (this.run.work().tables().isEmpty() && this.run.checkpoints().exist(target)
				&& this.run.checkpoints().any(target)) {
			this.inspected.add(new Finding(ErrorCode.PLAN_004, Finding.Level.ERROR, endpoint.name(),
					endpoint.name() + " holds checkpoints of migration " + id
							+ ", which this control database does not know: it is run from another one",
					"use that --data-dir or DROVER_CONTROL_URL, or another id"));
		}
	}

	/** Looks at one side. */
	@FunctionalInterface
	private interface Look {

		void at(Endpoint endpoint) throws SQLException;

	}

}
