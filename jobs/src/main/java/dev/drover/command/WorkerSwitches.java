package dev.drover.command;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.ExitStatus;
import dev.drover.job.WorkerOptions;
import dev.drover.job.WorkerProcess;

/**
 * Options of a worker, and what it does with them.
 */
@Command(description = "Work off partitions of migrations that run with --workers remote or both.",
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:drained", "1:the control database was lost while it ended, or this process is damaged",
				"2:bad usage, no way to the control database, or a manager of another version" })
public final class WorkerSwitches {

	/** How it ends, for the footer of a command that takes these options. */
	public static final String ENDING = "SIGTERM and Ctrl-C drain: the chunk under way is finished, the rest is given back, exit 0; within 10 seconds, also where a server does not answer (exit 1 if that is the control database).";

	/** What else it needs, for the same. */
	public static final String SECRETS = "Secrets of plans are looked up in this process's environment. Examples:";

	@Option(names = "--concurrency", paramLabel = "N", defaultValue = "2",
			description = "partitions at a time (default: ${DEFAULT-VALUE})")
	private int concurrency = 2;

	@Option(names = "--label", paramLabel = "K=V", description = "what `status` shows of this worker; may be repeated")
	private List<String> labels = List.of();

	@Option(names = "--health-port", paramLabel = "PORT",
			description = "answer /health, /ready and /metrics there, over HTTP")
	private @Nullable Integer healthPort;

	/**
	 * Works until the process is to end.
	 * @param environment the process's, with what the command line says of the control
	 * database and the broker
	 * @param hint where the options are shown
	 * @return the exit status
	 */
	public int work(Map<String, String> environment, String hint) {
		if (this.concurrency < 1) {
			throw new DroverException(ErrorCode.PLAN_011,
					"--concurrency is " + this.concurrency + ", allowed is 1 or more", hint);
		}
		for (String label : this.labels) {
			if (label.indexOf('=') < 1) {
				throw new DroverException(ErrorCode.PLAN_011, "--label is " + label + ", allowed is K=V", hint);
			}
		}
		WorkerProcess.work(environment,
				new WorkerOptions(this.concurrency, String.join(",", this.labels), Version.ofDrover()), this.healthPort,
				(line) -> {
					System.out.println(line);
					System.out.flush();
				});
		return ExitStatus.DONE.code();
	}

}
