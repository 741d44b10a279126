package dev.drover.app.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The command that starts Drover as a process of its own: the layout and the archive of
 * classes that the launcher makes, and behind them the classes of the tests with their
 * fault points.
 */
public final class InstalledDrover {

	private InstalledDrover() {
	}

	/**
	 * The words of the command.
	 * @param options further options of the JVM, which has 256 MiB of heap
	 * @param words what Drover is told
	 */
	public static List<String> command(List<String> options, String... words) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-Xshare:auto",
						"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:SharedArchiveFile=" + Installed.ARCHIVE));
		command.addAll(options);
		command.addAll(List.of("-cp", Installed.CLASS_PATH, "dev.drover.app.Drover"));
		command.addAll(List.of(words));
		return command;
	}

	/** Made by the launcher at the first use. */
	private static final class Installed {

		private static final Path MODULE = Path.of("").toAbsolutePath();

		private static final Path LAYOUT = layout();

		private static final Path ARCHIVE = archive();

		private static final String CLASS_PATH = LAYOUT.resolve("drover.jar") + ":"
				+ MODULE.resolve("target/test-classes");

		private static Path layout() {
			try {
				ProcessBuilder launcher = new ProcessBuilder(MODULE.resolveSibling("drover").toString(), "--version")
					.redirectErrorStream(true)
					.redirectOutput(MODULE.resolve("target/launcher.log").toFile());
				launcher.environment().put("JAVA_HOME", System.getProperty("java.home"));
				Process process = launcher.start();
				if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
					throw new IllegalStateException("the launcher failed; see target/launcher.log");
				}
				Path layouts = MODULE.resolve("target/drover");
				return layouts.resolve(Files.readString(layouts.resolve("current")).strip());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}

		private static Path archive() {
			try (Stream<Path> files = Files.list(LAYOUT)) {
				return files.filter((file) -> file.toString().endsWith(".jsa")).findFirst().orElseThrow();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
