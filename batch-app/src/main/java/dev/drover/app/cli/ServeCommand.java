package dev.drover.app.cli;

import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

import dev.drover.app.operate.ApiServer;
import dev.drover.app.operate.Serving;
import dev.drover.app.operate.ServingOptions;
import dev.drover.command.Version;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.ExitStatus;
import dev.drover.job.Interrupts;
import dev.drover.job.Workers;

@Command(name = "serve", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = { "Stay, carry out migrations for whoever asks over HTTP, go on with what a killed `serve` left,",
				"and keep former owners equal to new ones until a rollback or finalize." },
		footer = { "",
				"Ctrl-C and SIGTERM stop what runs at the next chunk. The API wants the token of DIR/admin-token. Examples:",
				"  drover serve --port 8080 --data-dir /var/lib/drover",
				"  curl -H \"Authorization: Bearer $(cat /var/lib/drover/admin-token)\" http://127.0.0.1:8080/api/migrations" },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:stopped by a signal; what ran is STOPPED, and what waited for its turn waits",
				"1:the control database's server is away; the same command may be repeated",
				"2:bad usage, the port is taken, or a control database that can't be used" })
final class ServeCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init") // set by picocli
	private DroverCommand drover;

	@Option(names = "--port", paramLabel = "PORT", defaultValue = "8080",
			description = "where it answers over HTTP; 0 takes a free one (default: ${DEFAULT-VALUE})")
	private int port = 8080;

	@Option(names = "--address", paramLabel = "ADDRESS", defaultValue = "127.0.0.1",
			description = "the address of this machine where it does; 0.0.0.0 for all (default: ${DEFAULT-VALUE})")
	private String address = "127.0.0.1";

	@Option(names = "--host", paramLabel = "NAME",
			description = "a further name under which clients may call it; may be repeated")
	private List<String> hosts = List.of();

	@Option(names = "--migrations", paramLabel = "N", defaultValue = "4",
			description = "migrations at a time; more wait for their turn (default: ${DEFAULT-VALUE})")
	private int migrations = 4;

	@Option(names = "--workers", paramLabel = "local|remote|both", defaultValue = "local",
			description = "where partitions are worked off: in this process, in worker processes, in both (default: ${DEFAULT-VALUE})")
	private Workers workers = Workers.LOCAL;

	@Override
	public Integer call() {
		if (this.migrations < 1) {
			throw new DroverException(ErrorCode.PLAN_011,
					"--migrations is " + this.migrations + ", allowed is 1 or more", "see `drover serve --help`");
		}
		try (Serving serving = Serving.open(this.drover.dataDir(), this.drover.environment(),
				new ServingOptions(this.migrations, this.workers), ServeCommand::print)) {
			Interrupts.onInterrupt(serving::stop);
			try (ApiServer.Opened api = ApiServer.load()
				.open(serving, new ApiServer.Place(this.address, this.port, this.hosts))) {
				serving.begin();
				print("drover serve: " + api.url() + ", token in " + api.token());
				serving.await();
			}
		}
		return ExitStatus.DONE.code();
	}

	private static void print(String line) {
		System.out.println(line);
		System.out.flush();
	}

}
