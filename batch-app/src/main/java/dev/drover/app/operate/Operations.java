package dev.drover.app.operate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.drover.inspect.PlanCheck;
import dev.drover.job.Caller;
import dev.drover.job.EarlyLook;
import dev.drover.job.Migrations;
import dev.drover.job.Outcome;
import dev.drover.job.RunOptions;
import dev.drover.job.ServerAway;
import dev.drover.job.Word;
import dev.drover.plan.Plan;
import dev.drover.plan.PlanReader;
import dev.drover.plan.VerifySettings;
import dev.drover.progress.Progress;
import dev.drover.progress.ProgressListener;
import dev.drover.progress.Report;
import dev.drover.progress.Route;

/**
 * What an operator can do.
 */
public final class Operations {

	private final Path dataDir;

	private final Map<String, String> environment;

	private final ControlAccess control;

	private final Stops stops;

	/**
	 * Creates the use cases.
	 * @param dataDir where the embedded control database and the reports lie
	 * @param environment the process's environment
	 */
	public Operations(Path dataDir, Map<String, String> environment) {
		this(dataDir, environment, Caller.COMMAND_LINE, new SignalStops());
	}

	Operations(Path dataDir, Map<String, String> environment, Caller caller, Stops stops) {
		this.dataDir = dataDir;
		this.environment = Map.copyOf(environment);
		this.control = new ControlAccess(dataDir, this.environment, caller);
		this.stops = stops;
	}

	/** Reads a plan file, under another id if one is given. */
	public Plan plan(Path file, @Nullable String id) {
		PlanReader reader = new PlanReader(this.environment);
		return (id == null) ? reader.read(file) : reader.read(file).withId(id);
	}

	/** Looks at a plan and both sides; changes nothing. */
	public PlanCheck check(Plan plan) {
		return this.control.withoutTrace((migrations) -> migrations.check(plan));
	}

	/** Runs a plan; Ctrl-C stops it at the next chunk. */
	public Outcome run(Plan plan, RunOptions options) {
		EarlyLook.begin(plan, this.environment);
		return this.control.patient(options.workers())
			.writing((migrations) -> stoppable(migrations, options.listener(),
					() -> kept(migrations.run(plan, withFiles(options)))));
	}

	/** Runs a plan, or goes on with it if the same plan has begun. */
	public Outcome launch(Plan plan, RunOptions options) {
		EarlyLook.begin(plan, this.environment);
		return ServerAway.whereKnown(() -> this.control.patient(options.workers())
			.writing((migrations) -> stoppable(migrations, options.listener(),
					() -> kept(migrations.launch(plan, withFiles(options))))));
	}

	/** Goes on with a migration. */
	public Outcome restart(String id, RunOptions options) {
		return ServerAway.whereKnown(() -> this.control.patient(options.workers())
			.of(id, (migrations) -> stoppable(migrations, options.listener(),
					() -> kept(migrations.restart(id, withFiles(options))))));
	}

	private RunOptions withFiles(RunOptions options) {
		return options.followedBy(new StepFiles(this.dataDir, options.listener()));
	}

	private Outcome stoppable(Migrations migrations, ProgressListener listener, Supplier<Outcome> work) {
		return this.stops.during(migrations, listener, work);
	}

	private Outcome kept(Outcome outcome) {
		WholeFile.write(this.dataDir.resolve("reports").resolve(outcome.report().id() + ".json"), outcome.json());
		return outcome;
	}

	/**
	 * Compares a plan's two sides, or a known migration's, and mends the target if asked.
	 */
	public Outcome verify(String planOrId, VerifySettings.@Nullable Level level, boolean repair,
			ProgressListener listener) {
		Path file = Path.of(planOrId);
		if (Files.isRegularFile(file)) {
			Plan plan = plan(file, null).comparing(level, repair);
			return this.control
				.withoutTrace((migrations) -> stoppable(migrations, listener, () -> migrations.verify(plan, listener)));
		}
		return this.control.of(planOrId, (migrations) -> stoppable(migrations, listener,
				() -> migrations.verify(migrations.plan(planOrId).comparing(level, repair), listener)));
	}

	/** Asks a running migration to stop. */
	public void stop(String id) {
		this.control.of(id, (migrations) -> {
			migrations.requestStop(id);
			return id;
		});
	}

	/**
	 * Asks a running migration to pause.
	 * @return whether it is paused already
	 */
	public boolean pause(String id) {
		return this.control.of(id, (migrations) -> migrations.requestPause(id));
	}

	/** Goes on with a paused migration. */
	public Outcome resume(String id, RunOptions options) {
		return ServerAway.whereKnown(() -> this.control.patient(options.workers())
			.of(id, (migrations) -> stoppable(migrations, options.listener(),
					() -> kept(migrations.resume(id, withFiles(options))))));
	}

	/** Takes a migration out of its target again. */
	public Outcome rollback(String id) {
		return this.control.of(id, (migrations) -> this.stops.closing(migrations, () -> kept(migrations.rollback(id))));
	}

	/**
	 * Ends the way back of a completed migration.
	 * @param force whether without a look at the two sides
	 */
	public Outcome finish(String id, boolean force) {
		return this.control.of(id,
				(migrations) -> this.stops.closing(migrations, () -> kept(migrations.finish(id, force))));
	}

	/**
	 * Gives the word for the switch of a migration that waits for it, or switches again
	 * what was rolled back while the way back is kept.
	 * @param force whether also outside of the plan's window
	 */
	public Word cutover(String id, boolean force) {
		return this.control.of(id, (migrations) -> {
			Word word = this.stops.closing(migrations, () -> migrations.cutover(id, force));
			Outcome outcome = word.outcome();
			if (outcome != null) {
				kept(outcome);
			}
			return word;
		});
	}

	/** How far one migration is. */
	public Progress status(String id) {
		return this.control.lookAt(id, (migrations) -> migrations.status(id));
	}

	/** How far all migrations are, the newest first. */
	public List<Progress> status() {
		return this.control.looking((migrations) -> migrations.status()).orElse(List.of());
	}

	/** Which endpoint owns what, the newest migration first. */
	public List<Route> routes() {
		return this.control.looking((migrations) -> migrations.routes()).orElse(List.of());
	}

	/** The report of a migration, as things are now. */
	public Report report(String id) {
		return this.control.lookAt(id, (migrations) -> migrations.report(id));
	}

}
