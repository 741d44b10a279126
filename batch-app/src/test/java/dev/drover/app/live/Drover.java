package dev.drover.app.live;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.drover.app.child.InstalledDrover;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Drover as a process of its own.
 */
final class Drover {

	private static final int HALTED = 99;

	private final Path directory;

	private final Map<String, String> environment;

	Drover(Path directory) {
		this(directory, Map.of());
	}

	Drover(Path directory, Map<String, String> environment) {
		this.directory = directory;
		this.environment = environment;
	}

	/** A command that is killed at a point. */
	void dies(String point, String... words) throws Exception {
		ends(HALTED, List.of("-Ddrover.test.halt-at=" + point), words);
	}

	/** A command that ends well. */
	String does(String... words) throws Exception {
		return ends(0, List.of(), words);
	}

	/** A command that ends with that exit code. */
	String ends(int status, List<String> options, String... words) throws Exception {
		Path output = Files.createTempFile(this.directory, "output", ".log");
		Process process = start(output, options, words);
		String said = ended(process, output, words);
		assertThat(process.exitValue()).as("%s: %s", String.join(" ", words), said).isEqualTo(status);
		return said;
	}

	private static String ended(Process process, Path output, String... words) throws Exception {
		if (!process.waitFor(4, TimeUnit.MINUTES)) {
			process.destroyForcibly();
			throw new AssertionError("no end: " + String.join(" ", words) + "\n" + Files.readString(output));
		}
		return Files.readString(output);
	}

	/** Starts a command. */
	Process start(Path output, List<String> options, String... words) throws Exception {
		return builder(output, options, words).start();
	}

	/** Starts a command on what it takes for another host, elsewhere. */
	Process startElsewhere(Path output, String... words) throws Exception {
		ProcessBuilder builder = builder(output, List.of(), words);
		List<String> command = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--uts", "sh", "-c",
				"hostname elsewhere && exec \"$@\"", "sh"));
		command.addAll(builder.command());
		return builder.command(command)
			.directory(Files.createTempDirectory(this.directory, "elsewhere").toFile())
			.start();
	}

	private ProcessBuilder builder(Path output, List<String> options, String... words) {
		List<String> all = new ArrayList<>(List.of(words));
		all.addAll(List.of("--data-dir", data()));
		List<String> command = InstalledDrover.command(options, all.toArray(String[]::new));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
		builder.environment().putAll(this.environment);
		return builder;
	}

	/** Where it keeps what it knows. */
	String data() {
		return this.directory.resolve("data").toString();
	}

}
