package dev.drover.app.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import dev.drover.job.Outcome;

@Command(name = "finalize", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = "End the way back of a completed migration, and remove what was kept for it.",
		footer = { "", "Examples:", "  drover finalize orders-to-pg", "  drover finalize orders-to-pg --json" },
		exitCodeListHeading = "%nExit codes:%n", exitCodeList = { "0:final: a rollback is not possible any more",
				"1:not finished; call it again once the cause is mended", "2:refused: unknown, or not completed" })
final class FinalizeCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init") // set by picocli
	private DroverCommand drover;

	@Parameters(paramLabel = "ID", description = "the migration's id")
	private String id = "";

	@Option(names = "--json", description = "print the report as JSON")
	private boolean json;

	@Override
	public Integer call() {
		Outcome outcome = this.drover.operations().finish(this.id);
		System.out.println(this.json ? outcome.json() : this.id + " is final: the target is an ordinary database");
		return outcome.status().code();
	}

}
