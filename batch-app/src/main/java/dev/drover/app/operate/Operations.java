package dev.drover.app.operate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.Finding;
import dev.drover.job.Migrations;
import dev.drover.job.Outcome;
import dev.drover.ledger.ControlDatabase;
import dev.drover.plan.Plan;
import dev.drover.plan.PlanReader;
import dev.drover.plan.VerifySettings;

/**
 * What an operator can do.
 */
public final class Operations {

	private final Path dataDir;

	private final Map<String, String> environment;

	/**
	 * Creates the use cases.
	 * @param dataDir where the embedded control database and the reports lie
	 * @param environment the process's environment
	 */
	public Operations(Path dataDir, Map<String, String> environment) {
		this.dataDir = dataDir;
		this.environment = Map.copyOf(environment);
	}

	/** Reads a plan file, under another id if one is given. */
	public Plan plan(Path file, @Nullable String id) {
		Plan plan = new PlanReader(this.environment).read(file);
		return (id == null) ? plan
				: new Plan(id, plan.description(), plan.source(), plan.target(), plan.scope(), plan.mapping(),
						plan.strategy(), plan.data(), plan.failureHandling(), plan.copy(), plan.verify(),
						plan.cutover(), plan.limits());
	}

	/** Dry run: the findings. */
	public List<Finding> check(Plan plan) {
		return with(true, (migrations) -> migrations.check(plan));
	}

	/** Runs a plan; Ctrl-C stops it at the next chunk. */
	public Result run(Plan plan, boolean force) {
		return with(true, (migrations) -> stoppable(migrations, () -> result(migrations.run(plan, force))));
	}

	/** Goes on with a migration. */
	public Result restart(String id, boolean force) {
		return with(true, (migrations) -> stoppable(migrations, () -> result(migrations.restart(id, force))));
	}

	private static Result stoppable(Migrations migrations, Supplier<Result> work) {
		Interrupts.onInterrupt(migrations::stop);
		return work.get();
	}

	/** Compares a plan's two sides, or a known migration's. */
	public Result verify(String planOrId, VerifySettings.@Nullable Level level) {
		Path file = Path.of(planOrId);
		return with(true, (migrations) -> {
			Plan plan = Files.isRegularFile(file) ? plan(file, null) : migrations.plan(planOrId);
			VerifySettings settings = plan.verify();
			VerifySettings wanted = new VerifySettings((level == null) ? settings.level() : level,
					settings.samplePercentage(), false);
			return new Result(migrations.verify(new Plan(plan.id(), plan.description(), plan.source(), plan.target(),
					plan.scope(), plan.mapping(), plan.strategy(), plan.data(), plan.failureHandling(), plan.copy(),
					wanted, plan.cutover(), plan.limits())));
		});
	}

	/** Asks a running migration to stop. */
	public void stop(String id) {
		with(false, (migrations) -> {
			migrations.requestStop(id);
			return id;
		});
	}

	/** One migration's state, or all. */
	public List<State> status(String id) {
		return with(false,
				(migrations) -> migrations.status(id)
					.stream()
					.map((record) -> new State(record.id(), record.phase().name(), record.startedAt(),
							record.runMillis() / 1000.0))
					.toList());
	}

	/** The last report as JSON. */
	public String report(String id) {
		return with(false, (migrations) -> migrations.report(id));
	}

	private Result result(Outcome outcome) {
		Path file = this.dataDir.resolve("reports").resolve(outcome.report().id() + ".json");
		try {
			Files.createDirectories(file.getParent());
			Files.writeString(file, outcome.json());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the report " + file + " can't be written", ex);
		}
		return new Result(outcome);
	}

	private <T> T with(boolean upgrade, Function<Migrations, T> work) {
		boolean fresh = !this.environment.containsKey("DROVER_CONTROL_URL")
				&& !Files.exists(this.dataDir.resolve("control.mv.db"));
		try (ControlDatabase control = ControlDatabase.open(this.dataDir, this.environment)) {
			if (upgrade || fresh) {
				control.migrate();
			}
			return work.apply(new Migrations(control, this.environment));
		}
	}

	/**
	 * A migration's state.
	 *
	 * @param id its id
	 * @param state its phase
	 * @param startedAt milliseconds since 1970
	 * @param seconds time of all attempts that have ended
	 */
	public record State(String id, String state, long startedAt, double seconds) {

	}

	/**
	 * How an attempt ended.
	 *
	 * @param outcome exit status, report and message
	 */
	public record Result(Outcome outcome) {

	}

}
