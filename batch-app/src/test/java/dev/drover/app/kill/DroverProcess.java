package dev.drover.app.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.drover.app.child.InstalledDrover;

/**
 * Drover as a process of its own, so that it can be killed.
 */
final class DroverProcess {

	private final Path directory;

	private final Map<String, String> environment;

	DroverProcess(Path directory) {
		this(directory, Map.of());
	}

	DroverProcess(Path directory, Map<String, String> environment) {
		this.directory = directory;
		this.environment = environment;
	}

	Process start(String... arguments) throws IOException {
		List<String> words = new ArrayList<>(List.of(arguments));
		words.addAll(List.of("--data-dir", this.directory.resolve("data").toString()));
		ProcessBuilder builder = new ProcessBuilder(InstalledDrover.command(List.of(), words.toArray(String[]::new)))
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(this.directory.resolve("output.log").toFile()));
		builder.environment().putAll(this.environment);
		return builder.start();
	}

	int run(String... arguments) throws IOException, InterruptedException {
		Process process = start(arguments);
		if (!process.waitFor(10, TimeUnit.MINUTES)) {
			process.destroyForcibly();
			throw new AssertionError("no end after ten minutes: " + String.join(" ", arguments));
		}
		return process.exitValue();
	}

}
