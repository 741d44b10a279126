package dev.drover.testserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts PostgreSQL from the binaries on the class path.
 */
final class PostgresBinaries {

	private static final int START_SECONDS = 60;

	private final Path home;

	private final Path work;

	private PostgresBinaries(Path home, Path work) {
		this.home = home;
		this.work = work;
	}

	/** Starts a server that ends with this JVM, and gives its URL. */
	static String start() {
		try {
			PostgresBinaries server = new PostgresBinaries(unpacked(), Files.createTempDirectory("drover-postgres-"));
			return server.run();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("PostgreSQL can't be started from its binaries", ex);
		}
	}

	private static Path unpacked() throws IOException {
		String archive = "postgres-linux-" + (System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64")
				+ ".txz";
		Path cache = Files.createDirectories(Path.of(System.getProperty("user.home"), ".cache", "drover-test-servers"));
		try (InputStream binaries = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
			if (binaries == null) {
				throw new IOException("no " + archive + " on the class path: set DROVER_TEST_POSTGRESQL_URL");
			}
			Path fresh = Files.createTempDirectory(cache, "unpacking-");
			Path packed = fresh.resolve(archive);
			Files.copy(binaries, packed);
			Path home = cache.resolve("postgresql-" + Files.size(packed));
			if (!Files.exists(home)) {
				Path content = Files.createDirectory(fresh.resolve("content"));
				call("tar and xz are needed to unpack PostgreSQL", fresh, "tar", "-xJf", packed.toString(), "-C",
						content.toString());
				moveUnlessThere(content, home);
			}
			delete(fresh);
			return home;
		}
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

	private String run() throws IOException {
		Path data = this.work.resolve("data");
		call("PostgreSQL's initdb failed", this.work, asOrdinaryUser(program("initdb"), "-D", data.toString(), "-U",
				"postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"));
		int port = freePort();
		Path log = this.work.resolve("server.log");
		Process process = new ProcessBuilder(asOrdinaryUser(program("postgres"), "-D", data.toString(), "-p",
				String.valueOf(port), "-k", this.work.toString(), "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off",
				"-c", "wal_level=logical", "-c", "max_connections=200"))
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
		awaitReady(process, data.resolve("postmaster.pid"), log);
		return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
	}

	private String program(String name) {
		return this.home.resolve("bin").resolve(name).toString();
	}

	/** PostgreSQL refuses to run as root; in a namespace of its own it is nobody. */
	private static List<String> asOrdinaryUser(String... command) {
		List<String> words = new ArrayList<>();
		if (System.getProperty("user.name").equals("root")) {
			words.addAll(List.of("unshare", "-U"));
		}
		words.addAll(Arrays.asList(command));
		return words;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	/** The server writes its state into the last line of its pid file. */
	private static void awaitReady(Process process, Path pidFile, Path log) throws IOException {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
		while (!(Files.exists(pidFile) && Files.readString(pidFile).stripTrailing().endsWith("ready"))) {
			if (!process.isAlive() || System.nanoTime() > deadline) {
				throw new IOException("PostgreSQL does not start:\n" + Files.readString(log));
			}
			pause();
		}
	}

	private static void pause() throws IOException {
		try {
			TimeUnit.MILLISECONDS.sleep(20);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while PostgreSQL starts", ex);
		}
	}

	private void stop(Process process) {
		try {
			// at once: an ordinary stop would wait for connections that this JVM still
			// has
			new ProcessBuilder("kill", "-QUIT", String.valueOf(process.pid())).start().waitFor();
			if (!process.waitFor(5, TimeUnit.SECONDS)) {
				process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
			}
			delete(this.work);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			System.err.println("left behind: " + this.work + " (" + ex.getMessage() + ")");
		}
	}

	private static void call(String failure, Path directory, String... command) throws IOException {
		call(failure, directory, Arrays.asList(command));
	}

	private static void call(String failure, Path directory, List<String> command) throws IOException {
		Path output = directory.resolve("output.log");
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			if (process.waitFor() != 0) {
				throw new IOException(String.format(Locale.ROOT, "%s (%s):%n%s", failure, String.join(" ", command),
						Files.readString(output)));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(failure, ex);
		}
	}

	private static void delete(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}

}
