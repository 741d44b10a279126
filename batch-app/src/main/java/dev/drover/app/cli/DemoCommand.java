package dev.drover.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

import dev.drover.app.demo.OrderDatabase;
import dev.drover.command.Version;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;

@Command(name = "demo", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = {
				"Move a generated order database from SQLite to H2 and verify every row. With --live: to a second",
				"SQLite file while an application writes to it, back, and there again; then look for each",
				"write that was acknowledged to the application." },
		footer = { "", "Needs nothing but Java, and can be run again and again. Examples:", "  drover demo",
				"  drover demo --live", "  drover demo --rows 1000000 --json" },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:moved, verified and cut over; every acknowledged write is there", "1:failed", "2:bad usage",
				"3:source and target differ, or an acknowledged write is missing", "4:stopped" })
final class DemoCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init") // set by picocli
	private DroverCommand drover;

	@Mixin
	private final AttemptOptions options = new AttemptOptions();

	@Option(names = "--rows", paramLabel = "N", defaultValue = "250000",
			description = "rows to generate (default: ${DEFAULT-VALUE})")
	private int rows = 250_000;

	@Option(names = "--live", description = "with an application that writes all the time, and with the way back")
	private boolean live;

	@Override
	public Integer call() {
		if (this.rows < 1) {
			throw new DroverException(ErrorCode.PLAN_011, "--rows is " + this.rows + ", allowed is 1 or more",
					"see drover demo --help");
		}
		Path directory = this.drover.dataDir().resolve("demo").toAbsolutePath().normalize();
		if (this.live) {
			return new LiveDemo(this.drover, directory).carryOut(this.options, this.rows);
		}
		Path plan = prepare(directory);
		return this.options.carryOut(this.drover,
				(operations, runOptions) -> operations.run(operations.plan(plan, null), runOptions));
	}

	private Path prepare(Path directory) {
		try {
			Files.createDirectories(directory);
			for (String file : new String[] { "target.mv.db", "target.trace.db" }) {
				Files.deleteIfExists(directory.resolve(file));
			}
			OrderDatabase.generate(directory.resolve("source.sqlite"), this.rows);
			Path plan = directory.resolve("plan.yaml");
			Files.writeString(plan, """
					id: demo-%s
					description: Orders from SQLite to H2
					source: {name: orders-sqlite, url: "jdbc:sqlite:%s/source.sqlite"}
					target: {name: orders-h2, url: "jdbc:h2:file:%s/target"}
					data: {type: snapshot}
					verify: {level: full}
					""".formatted(Long.toString(System.currentTimeMillis(), 36), directory, directory));
			return plan;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the demo's files can't be written", ex);
		}
	}

}
