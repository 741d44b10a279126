package dev.drover.app.wrong;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
		command.addAll(options);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.drover.app.Drover"));
		command.addAll(List.of(words));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("child.log").toFile()));
		builder.environment().putAll(environment);
		return builder.start();
	}

}
