package dev.drover.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

import dev.drover.app.demo.OrderDatabase;
import dev.drover.app.operate.Operations;
import dev.drover.fault.ExitStatus;
import dev.drover.fault.Finding;
import dev.drover.plan.VerifySettings;

/**
 * The commands.
 */
@Command(name = "drover", mixinStandardHelpOptions = true, version = "drover 0.1.0",
		description = "Moves databases between engines, restartable and verified.")
final class DroverCommand {

	private final Map<String, String> environment;

	@Option(names = "--data-dir", scope = ScopeType.INHERIT, paramLabel = "DIR", defaultValue = "drover-data",
			description = "control database and reports (default: ${DEFAULT-VALUE})")
	private Path dataDir = Path.of("drover-data");

	DroverCommand(Map<String, String> environment) {
		this.environment = environment;
	}

	private Operations operations() {
		return new Operations(this.dataDir, this.environment);
	}

	@Command(description = "Move a generated order database from SQLite to H2 and verify every row.")
	int demo(@Option(names = "--rows", defaultValue = "250000", description = "rows to generate") int rows,
			@Option(names = "--json", description = "print only the report, as JSON") boolean json) {
		try {
			Path directory = this.dataDir.resolve("demo").toAbsolutePath().normalize();
			Files.createDirectories(directory);
			for (String file : new String[] { "target.mv.db", "target.trace.db" }) {
				Files.deleteIfExists(directory.resolve(file));
			}
			OrderDatabase.generate(directory.resolve("source.sqlite"), rows);
			Path plan = directory.resolve("plan.yaml");
			Files.writeString(plan, """
					id: demo-%s
					description: Orders from SQLite to H2
					source: {name: orders-sqlite, url: "jdbc:sqlite:%s/source.sqlite"}
					target: {name: orders-h2, url: "jdbc:h2:file:%s/target"}
					data: {type: snapshot}
					verify: {level: full}
					""".formatted(Long.toString(System.currentTimeMillis(), 36), directory, directory));
			return run(plan, null, json, false);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the demo's files can't be written", ex);
		}
	}

	@Command(description = "Look at a plan and both sides; change nothing.")
	int check(@Parameters(paramLabel = "PLAN") Path plan) {
		List<Finding> findings = operations().check(operations().plan(plan, null));
		findings.forEach((finding) -> System.out.println(finding.level() + " " + finding.code() + " "
				+ finding.message() + (finding.hint().isEmpty() ? "" : "; " + finding.hint())));
		boolean refused = findings.stream().anyMatch((finding) -> finding.level() != Finding.Level.INFO);
		System.out.println(refused ? "drover run would refuse this plan" : "nothing speaks against this plan");
		return refused ? ExitStatus.REFUSED.code() : ExitStatus.DONE.code();
	}

	@Command(description = "Carry out a plan.")
	int run(@Parameters(paramLabel = "PLAN") Path plan,
			@Option(names = "--id", description = "another id than the plan's") @Nullable String id,
			@Option(names = "--json", description = "print only the report, as JSON") boolean json,
			@Option(names = "--force", description = "go on over warnings") boolean force) {
		return finish(operations().run(operations().plan(plan, id), force), json);
	}

	@Command(description = "Go on with a migration that failed, was stopped or was killed.")
	int restart(@Parameters(paramLabel = "ID") String id,
			@Option(names = "--json", description = "print only the report, as JSON") boolean json,
			@Option(names = "--force", description = "go on over warnings") boolean force) {
		return finish(operations().restart(id, force), json);
	}

	@Command(description = "Compare both sides as they are now; change nothing.")
	int verify(@Parameters(paramLabel = "PLAN|ID") String planOrId,
			@Option(names = "--level", description = "none, count, hash or full") VerifySettings.@Nullable Level level,
			@Option(names = "--json", description = "print only the report, as JSON") boolean json) {
		return finish(operations().verify(planOrId, level), json);
	}

	private static int finish(Operations.Result result, boolean json) {
		if (json) {
			System.out.println(result.outcome().json());
		}
		else {
			ReportText.print(System.out, result);
		}
		if (result.outcome().message() != null) {
			System.err.println(result.outcome().message());
		}
		return result.outcome().status().code();
	}

	@Command(description = "Show one migration, or all.")
	int status(@Parameters(paramLabel = "ID", arity = "0..1", defaultValue = "") String id) {
		operations().status(id)
			.forEach((state) -> System.out.printf("%-32s %-14s started %s%n", state.id(), state.state(),
					Instant.ofEpochMilli(state.startedAt())));
		return ExitStatus.DONE.code();
	}

	@Command(description = "Stop a running migration at the next chunk.")
	int stop(@Parameters(paramLabel = "ID") String id) {
		operations().stop(id);
		System.out.println("asked " + id + " to stop at the next chunk");
		return ExitStatus.DONE.code();
	}

	@Command(description = "Print the last report of a migration, as JSON.")
	int report(@Parameters(paramLabel = "ID") String id,
			@Option(names = "--json", description = "print only the report; it is always JSON") boolean json) {
		System.out.println(operations().report(id));
		return ExitStatus.DONE.code();
	}

}
