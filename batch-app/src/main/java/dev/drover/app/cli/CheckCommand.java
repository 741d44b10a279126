package dev.drover.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import dev.drover.app.operate.Operations;
import dev.drover.command.Printable;
import dev.drover.command.Version;
import dev.drover.fault.ExitStatus;
import dev.drover.inspect.PlanCheck;
import dev.drover.progress.ProgressJson;

@Command(name = "check", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = "Look at a plan and both sides: findings, types, sizes, missing grants, space, time. Changes nothing.",
		footer = { "", "Examples:", "  drover check plan.yaml", "  drover check plan.yaml --json" },
		exitCodeListHeading = "%nExit codes:%n", exitCodeList = { "0:drover run would accept the plan",
				"2:drover run would refuse it: bad plan, or findings of level error or warning" })
final class CheckCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init") // set by picocli
	private DroverCommand drover;

	@Parameters(paramLabel = "PLAN", description = "the plan file, YAML or JSON")
	private Path plan = Path.of("");

	@Option(names = "--json", description = "print what was found as JSON")
	private boolean json;

	@Override
	public Integer call() {
		Operations operations = this.drover.operations();
		PlanCheck check = operations.check(operations.plan(this.plan, null));
		System.out.print(this.json ? ProgressJson.indented(check) + "\n" : Printable.of(CheckText.of(check)));
		return (check.refused() ? ExitStatus.REFUSED : ExitStatus.DONE).code();
	}

}
