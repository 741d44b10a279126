package dev.drover.app.wrong;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.drover.app.child.InstalledDrover;

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

}
