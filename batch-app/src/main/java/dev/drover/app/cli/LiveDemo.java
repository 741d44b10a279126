package dev.drover.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import dev.drover.app.demo.OrderDatabase;
import dev.drover.app.demo.OrderingApplication;
import dev.drover.app.operate.Operations;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.ExitStatus;
import dev.drover.job.Outcome;
import dev.drover.progress.ProgressJson;
import dev.drover.progress.Report;

/**
 * The demo of a database in use: it moves, goes back and moves again while an application
 * writes, and then every write that was acknowledged is looked for at the owner.
 */
final class LiveDemo {

	private static final String OLD = "orders-old";

	private static final String NEW = "orders-new";

	/** So many writes at each owner before it changes again. */
	private static final int WRITES = 200;

	private final DroverCommand drover;

	private final Path directory;

	private final List<LiveDemoResult.Change> changes = new ArrayList<>();

	LiveDemo(DroverCommand drover, Path directory) {
		this.drover = drover;
		this.directory = directory;
	}

	int carryOut(AttemptOptions options, int rows) {
		Path source = this.directory.resolve("live-source.sqlite");
		Path target = this.directory.resolve("live-target.sqlite");
		Path plan = prepare(source, target, rows);
		try (OrderingApplication application = new OrderingApplication(Map.of(OLD, source, NEW, target), OLD)) {
			application.start();
			return options.carryOut(this.drover,
					(operations, runOptions) -> operations.run(operations.plan(plan, null), runOptions),
					(outcome, json, log, failures) -> (outcome.status() == ExitStatus.DONE)
							? goOn(application, outcome, json) : Ending.of(outcome, json, log, failures));
		}
	}

	private Path prepare(Path source, Path target, int rows) {
		try {
			Files.createDirectories(this.directory);
			for (String suffix : List.of("", "-journal", "-wal", "-shm")) {
				Files.deleteIfExists(target.resolveSibling(target.getFileName() + suffix));
			}
			OrderDatabase.generate(source, rows);
			Path plan = this.directory.resolve("live-plan.yaml");
			Files.writeString(plan, """
					id: demo-live-%s
					description: Orders from one SQLite file to another while they are written
					source: {name: %s, url: "jdbc:sqlite:%s"}
					target: {name: %s, url: "jdbc:sqlite:%s"}
					data: {type: scan}
					verify: {level: full}
					""".formatted(Long.toString(System.currentTimeMillis(), 36), OLD, source, NEW, target));
			return plan;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the demo's files can't be written", ex);
		}
	}

	/** Back and there again, then looks for what was acknowledged. */
	private int goOn(OrderingApplication application, Outcome moved, boolean json) {
		if (!json) {
			System.out.print(ReportText.of(moved.report()));
		}
		String id = moved.report().id();
		Operations operations = this.drover.operations();
		changed("run", moved, json);
		Outcome back = next(application, () -> operations.rollback(id));
		changed("rollback", back, json);
		Outcome again = next(application,
				() -> Objects.requireNonNullElse(operations.cutover(id, false).outcome(), back));
		changed("cutover", again, json);
		wrote(application);
		application.close();
		refuseFailure(application);
		LiveDemoResult result = new LiveDemoResult(id, NEW, application.acknowledged(), application.foundIn(NEW),
				this.changes.stream().mapToLong(LiveDemoResult.Change::writePauseMs).max().orElse(0),
				application.longestMillis(), List.copyOf(this.changes), again.report());
		System.out.print(json ? ProgressJson.indented(result) + "\n" : LiveDemoText.of(result));
		System.out.flush();
		if (!result.complete()) {
			throw new DroverException(ErrorCode.DATA_003,
					"acknowledged writes that are not at " + NEW + ": seen "
							+ (result.acknowledgedWrites() - result.writesFound()) + ", allowed are 0",
					"keep " + this.directory + " and file it as a bug");
		}
		return ExitStatus.DONE.code();
	}

	private static Outcome next(OrderingApplication application, Supplier<Outcome> command) {
		wrote(application);
		Outcome outcome = command.get();
		DroverException failure = outcome.failure();
		if (failure != null) {
			throw failure;
		}
		return outcome;
	}

	private static void wrote(OrderingApplication application) {
		try {
			application.awaitWrites(WRITES);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		refuseFailure(application);
	}

	private static void refuseFailure(OrderingApplication application) {
		Exception failure = application.failure();
		if (failure != null) {
			throw new DroverException(ErrorCode.COPY_005, "the demo's application could not go on writing",
					"see the stack trace", failure);
		}
	}

	private void changed(String command, Outcome outcome, boolean json) {
		Report.CutoverReport cutover = outcome.report().cutover();
		if (cutover == null) {
			throw new IllegalStateException(command + " of " + outcome.report().id() + " changed no owner");
		}
		this.changes.add(new LiveDemoResult.Change(command, cutover.owner(), cutover.epoch(), cutover.writePauseMs()));
		(json ? System.err : System.out)
			.println(command + ": " + cutover.owner() + " is the owner, the application writes on there");
	}

}
