package dev.drover.app.cli;

import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import dev.drover.app.operate.Operations;
import dev.drover.command.Printable;
import dev.drover.command.Version;
import dev.drover.fault.ExitStatus;
import dev.drover.progress.Progress;
import dev.drover.progress.ProgressJson;

@Command(name = "status", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = "Show how far one migration is, or list all. Works while another process runs it.",
		footer = { "", "Examples:", "  drover status", "  drover status orders-to-pg --watch",
				"  drover status orders-to-pg --json" },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:shown, whatever the state is", "1:the control database was lost meanwhile",
				"2:bad usage, no such migration, or no way to the control database" })
final class StatusCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init") // set by picocli
	private DroverCommand drover;

	@Parameters(paramLabel = "ID", arity = "0..1", description = "the migration's id; without it, all are listed")
	private @Nullable String id;

	@Option(names = "--watch",
			description = "show it again every second until no process works on it any more, but for its way back")
	private boolean watch;

	@Option(names = "--json", description = "print JSON: an object for ID, else an array; one a line with --watch")
	private boolean json;

	@Override
	public Integer call() {
		Operations operations = this.drover.operations();
		if (this.id == null) {
			list(operations);
		}
		else if (this.watch) {
			watch(operations, this.id);
		}
		else {
			Progress progress = operations.status(this.id);
			System.out
				.print(this.json ? ProgressJson.indented(progress) + "\n" : Printable.of(StatusText.of(progress)));
		}
		return ExitStatus.DONE.code();
	}

	private void list(Operations operations) {
		List<Progress> all = operations.status();
		Glances glances = new Glances();
		while (this.watch && all.stream().anyMatch(Progress::goesOn) && glances.wanted()) {
			show(all);
			glances.pause();
			all = operations.status();
		}
		show(all);
	}

	private void show(List<Progress> all) {
		if (this.json) {
			System.out.println(this.watch ? ProgressJson.compact(all) : ProgressJson.indented(all));
		}
		else {
			System.out.print(StatusText.list(all, this.drover.dataDir()));
		}
		System.out.flush();
	}

	private void watch(Operations operations, String migration) {
		Watch view = this.json ? Watch.json(System.out) : Watch.text(this.drover.view(false));
		Progress progress = operations.status(migration);
		view.show(progress);
		Glances glances = new Glances();
		while (progress.goesOn() && glances.wanted()) {
			glances.pause();
			progress = operations.status(migration);
			view.show(progress);
		}
		if (!this.json) {
			view.clear();
			System.out.print(Printable.of(StatusText.of(progress)));
		}
	}

}
