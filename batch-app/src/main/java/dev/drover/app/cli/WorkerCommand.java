package dev.drover.app.cli;

import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.ExitStatus;
import dev.drover.job.WorkerOptions;

@Command(name = "worker", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = "Work off partitions of migrations that run with --workers remote or both.",
		footer = { "", "SIGTERM and Ctrl-C drain: the chunk under way is finished, the rest is given back, exit 0.",
				"Secrets of plans are looked up in this process's environment. Examples:",
				"  drover worker --control jdbc:postgresql://control/drover",
				"  drover worker --concurrency 4 --label rack=12" },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:drained", "1:the control database was lost while it ended",
				"2:bad usage, no way to the control database, or a manager of another version" })
final class WorkerCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init") // set by picocli
	private DroverCommand drover;

	@Option(names = "--concurrency", paramLabel = "N", defaultValue = "2",
			description = "partitions at a time (default: ${DEFAULT-VALUE})")
	private int concurrency = 2;

	@Option(names = "--label", paramLabel = "K=V", description = "what `status` shows of this worker; may be repeated")
	private List<String> labels = List.of();

	@Option(names = "--health-port", paramLabel = "PORT",
			description = "answer /health, /ready and /metrics there, over HTTP")
	private @Nullable Integer healthPort;

	@Override
	public Integer call() {
		if (this.concurrency < 1) {
			throw new DroverException(ErrorCode.PLAN_011,
					"--concurrency is " + this.concurrency + ", allowed is 1 or more", "see `drover worker --help`");
		}
		this.drover.operations()
			.work(new WorkerOptions(this.concurrency, String.join(",", this.labels), Version.ofDrover()),
					this.healthPort, (line) -> {
						System.out.println(line);
						System.out.flush();
					});
		return ExitStatus.DONE.code();
	}

}
