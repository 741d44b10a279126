package dev.drover.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import dev.drover.command.Version;
import dev.drover.plan.Plan;

@Command(name = "run", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = "Carry out a plan: copy, verify, cut over.",
		footer = { "", "Ctrl-C stops at the next chunk. Examples:", "  drover run plan.yaml",
				"  drover run plan.yaml --id orders-2 --json > report.json",
				"  drover run plan.yaml --until ready; drover restart orders-to-pg" },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:done: copied, verified, cut over as planned", "1:failed; `drover restart ID` continues",
				"2:bad usage, plan or findings; nothing was changed",
				"3:source and target differ; the report says where",
				"4:stopped or paused; `drover restart ID` or `drover resume ID` continues",
				"5:ended rolled back: the source is the owner and nothing is lost" })
final class RunCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init") // set by picocli
	private DroverCommand drover;

	@Parameters(paramLabel = "PLAN", description = "the plan file, YAML or JSON")
	private Path plan = Path.of("");

	@Option(names = "--id", paramLabel = "ID", description = "another id than the plan's")
	private @Nullable String id;

	@Option(names = Scheduler.CONTINUE,
			description = "go on where the same plan stopped or failed, for schedulers that only repeat a line")
	private boolean goOn;

	@Mixin
	private final AttemptOptions options = new AttemptOptions();

	@Override
	public Integer call() {
		return this.options.carryOut(this.drover, (operations, runOptions) -> {
			Plan read = operations.plan(this.plan, this.id);
			return this.goOn ? operations.launch(read, runOptions) : operations.run(read, runOptions);
		});
	}

}
