package dev.drover.app.wrong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.drover.app.child.InstalledDrover;

import static org.awaitility.Awaitility.await;

/**
 * Drover in a process of its own, with fault points.
 */
final class Child {

	private Child() {
	}

	/** Starts it; what it says goes to child.log in the directory. */
	static Process start(Path directory, Map<String, String> environment, List<String> options, String... words)
			throws IOException {
		// tests that were started in the background would hand an ignored SIGINT down
		List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
		command.addAll(InstalledDrover.command(options, words));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("child.log").toFile()));
		builder.environment().putAll(environment);
		return builder.start();
	}

	/** Lets one go on that stands still at its point, as soon as it stands there. */
	static void awakes(Process process) throws IOException, InterruptedException {
		Path stat = Path.of("/proc", String.valueOf(process.pid()), "stat");
		await().atMost(2, TimeUnit.MINUTES)
			.pollInterval(10, TimeUnit.MILLISECONDS)
			.until(() -> !process.isAlive() || Files.readString(stat).replaceFirst("^.*\\) ", "").startsWith("T"));
		new ProcessBuilder("kill", "-CONT", String.valueOf(process.pid())).start().waitFor();
	}

}
