package dev.drover.app.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import dev.drover.command.Version;
import dev.drover.job.Outcome;

@Command(name = "rollback", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = { "Make the source the owner again. Before the switch, and after that of a snapshot: take out",
				"of the target what the migration put there, and nothing else. After the switch of a migration",
				"that follows its source: bring the target's changes to the source, and switch back." },
		footer = { "", "May be called again if it is cut off. What it takes out it counts and does not compare:",
				"rows that applications changed in the target of a snapshot go without a word.", "", "Examples:",
				"  drover rollback orders-to-pg", "  drover rollback orders-to-pg --json" },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:rolled back: the source is the owner and nothing is lost",
				"1:not finished; call it again once the cause is mended",
				"2:refused: unknown, running, or rows of somebody else are in its tables", "4:stopped; call it again" })
final class RollbackCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init") // set by picocli
	private DroverCommand drover;

	@Parameters(paramLabel = "ID", description = "the migration's id")
	private String id = "";

	@Option(names = "--json", description = "print the report as JSON")
	private boolean json;

	@Override
	public Integer call() {
		Outcome outcome = this.drover.operations().rollback(this.id);
		if (!this.json && outcome.report().cutover() != null && outcome.report().cutover().writePauseMs() > 0) {
			return SwitchText.print(this.id, outcome);
		}
		return SwitchText.print(outcome, this.json,
				this.id + " is rolled back: nothing of it is left in the target, the source is the owner");
	}

}
