package dev.drover.app.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import dev.drover.command.Version;
import dev.drover.fault.ExitStatus;
import dev.drover.job.Outcome;
import dev.drover.job.Word;

@Command(name = "cutover", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = { "Give the word for the switch to a migration that waits at READY (cutover.gate: manual),",
				"or switch again what was rolled back after the switch." },
		footer = { "", "Example:", "  drover cutover orders-to-pg" }, exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:the word is given and the process that waits goes on, or it is switched again",
				"1:not switched; call it again once the cause is mended",
				"2:bad usage, no such migration, neither, or its window is closed", "4:stopped; call it again" })
final class CutoverCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init") // set by picocli
	private DroverCommand drover;

	@Parameters(paramLabel = "ID", description = "the migration's id")
	private String id = "";

	@Option(names = "--force", description = "also outside of the plan's window (strategy: time_window)")
	private boolean force;

	@Override
	public Integer call() {
		Word word = this.drover.operations().cutover(this.id, this.force);
		Outcome outcome = word.outcome();
		if (outcome == null) {
			System.out.println(word.said());
			return ExitStatus.DONE.code();
		}
		return SwitchText.print(this.id, outcome);
	}

}
