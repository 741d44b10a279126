package dev.drover.app.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.drover.app.child.InstalledDrover;

/**
 * Runs Drover as a process of its own, in a directory, with stdout and stderr apart.
 */
final class Shell {

	private final Path directory;

	private int starts;

	Shell(Path directory) {
		this.directory = directory;
	}

	private static List<String> command(String... words) {
		return InstalledDrover.command(List.of(), words);
	}

	Running start(String... words) throws IOException {
		return start(command(words), Map.of());
	}

	/** With a pseudo terminal as stdin, stdout and stderr. */
	Running startOnTerminal(Map<String, String> environment, String... words) throws IOException {
		String line = command(words).stream()
			.map((word) -> "'" + word.replace("'", "'\\''") + "'")
			.collect(Collectors.joining(" "));
		return start(List.of("script", "-qfec", "stty rows 24 cols 100; " + line, "/dev/null"), environment);
	}

	Running start(List<String> command, Map<String, String> environment) throws IOException {
		int number = ++this.starts;
		Path out = this.directory.resolve("out-" + number + ".txt");
		Path err = this.directory.resolve("err-" + number + ".txt");
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectOutput(out.toFile())
			.redirectError(err.toFile());
		builder.environment().put("TERM", "xterm");
		builder.environment().remove("NO_COLOR");
		builder.environment().putAll(environment);
		return new Running(builder.start(), out, err);
	}

	Ended run(String... words) throws IOException, InterruptedException {
		return start(words).end();
	}

	/** A process and what it has printed so far. */
	record Running(Process process, Path out, Path err) {

		Ended end() throws IOException, InterruptedException {
			if (!this.process.waitFor(2, TimeUnit.MINUTES)) {
				this.process.destroyForcibly();
				throw new AssertionError("no end after two minutes:\n" + Files.readString(this.out));
			}
			return new Ended(this.process.exitValue(), Files.readString(this.out), Files.readString(this.err));
		}

	}

	/** What a process has left. */
	record Ended(int status, String out, String err) {

	}

}
