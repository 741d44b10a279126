package dev.drover.app.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import dev.drover.command.Version;
import dev.drover.job.Outcome;

@Command(name = "finalize", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = { "End the way back of a migration that was switched: compare both sides in full once more,",
				"and take Drover's objects off both. The former owner is an ordinary, writable database then." },
		footer = { "", "Examples:", "  drover finalize orders-to-pg", "  drover finalize orders-to-pg --force" },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:final: a rollback is not possible any more",
				"1:not finished; call it again once the cause is mended", "2:refused: unknown, or not completed",
				"3:the two sides differ, the way back is kept; the report says where", "4:stopped; call it again" })
final class FinalizeCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init") // set by picocli
	private DroverCommand drover;

	@Parameters(paramLabel = "ID", description = "the migration's id")
	private String id = "";

	@Option(names = "--json", description = "print the report as JSON")
	private boolean json;

	@Option(names = "--force",
			description = { "give the way back up: compare nothing, leave differences as they are, and",
					"go on though the former owner can't be reached" })
	private boolean force;

	@Override
	public Integer call() {
		Outcome outcome = this.drover.operations().finish(this.id, this.force);
		return SwitchText.print(outcome, this.json, this.id + " is final: both are ordinary databases");
	}

}
