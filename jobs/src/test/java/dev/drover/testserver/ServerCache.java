package dev.drover.testserver;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Directories that are made once on a machine and then shared by all JVMs.
 */
final class ServerCache {

	private ServerCache() {
	}

	/** The directory of that name, filled by {@code content} if it is not there yet. */
	static Path directory(String name, Content content) throws IOException {
		Path cache = Files.createDirectories(Path.of(System.getProperty("user.home"), ".cache", "drover-test-servers"));
		Path home = cache.resolve(name);
		if (!Files.exists(home)) {
			Path fresh = Files.createTempDirectory(cache, "unpacking-");
			Path filled = Files.createDirectory(fresh.resolve("content"));
			content.fill(filled);
			moveUnlessThere(filled, home);
			delete(fresh);
		}
		return home;
	}

	private static void moveUnlessThere(Path from, Path to) throws IOException {
		try {
			Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (FileAlreadyExistsException | DirectoryNotEmptyException ex) {
			// another JVM was faster, and its copy is the same
		}
		catch (FileSystemException ex) {
			if (!Files.exists(to)) {
				throw ex;
			}
		}
	}

	/** Deletes a directory that may be gone already. */
	static void delete(Path directory) throws IOException {
		if (!Files.exists(directory)) {
			return;
		}
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}

	/** Runs a command to its end. */
	static void call(String failure, Path directory, String... command) throws IOException {
		call(failure, directory, Map.of(), Arrays.asList(command));
	}

	/** Runs a command to its end. */
	static void call(String failure, Path directory, Map<String, String> environment, List<String> command)
			throws IOException {
		Path output = Files.createTempFile("drover-output-", ".log");
		try {
			ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile());
			builder.environment().putAll(environment);
			if (builder.start().waitFor() != 0) {
				throw new IOException(String.format(Locale.ROOT, "%s (%s):%n%s", failure, String.join(" ", command),
						Files.readString(output)));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(failure, ex);
		}
		finally {
			Files.delete(output);
		}
	}

	/** Fills an empty directory. */
	@FunctionalInterface
	interface Content {

		void fill(Path directory) throws IOException;

	}

}
