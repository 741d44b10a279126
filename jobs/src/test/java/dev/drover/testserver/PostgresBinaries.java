package dev.drover.testserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Starts PostgreSQL from the binaries on the class path.
 */
final class PostgresBinaries {

	private final Path home;

	private final Path work;

	private PostgresBinaries(Path home, Path work) {
		this.home = home;
		this.work = work;
	}

	/** Starts a server that ends with this JVM, and gives its URL. */
	static String start() {
		try {
			PostgresBinaries server = fresh();
			int port = ServerProcess.freePort();
			server.run(port);
			return url(port);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("PostgreSQL can't be started from its binaries", ex);
		}
	}

	/** An empty data directory of its own. */
	static PostgresBinaries fresh() throws IOException {
		PostgresBinaries server = new PostgresBinaries(unpacked(), ScratchSpace.directory("drover-postgres-"));
		ServerCache.call("PostgreSQL's initdb failed", server.work, Map.of(),
				asOrdinaryUser(server.program("initdb"), "-D", server.data().toString(), "-U", "postgres", "-A",
						"trust", "-E", "UTF8", "--locale=C", "--no-sync"));
		return server;
	}

	static String url(int port) {
		return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
	}

	void delete() throws IOException {
		ServerCache.delete(this.work);
	}

	Path data() {
		return this.work.resolve("data");
	}

	private static Path unpacked() throws IOException {
		String archive = "postgres-linux-" + (System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64")
				+ ".txz";
		Path packed = Files.createTempFile("drover-postgres-", ".txz");
		try (InputStream binaries = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
			if (binaries == null) {
				throw new IOException("no " + archive + " on the class path: set DROVER_TEST_POSTGRESQL_URL");
			}
			Files.write(packed, binaries.readAllBytes());
			return ServerCache.directory("postgresql-" + Files.size(packed),
					(content) -> ServerCache.call("tar and xz are needed to unpack PostgreSQL", content, "tar", "-xJf",
							packed.toString(), "-C", content.toString()));
		}
		finally {
			Files.delete(packed);
		}
	}

	/** Starts the server, also once more after it has ended. */
	ServerProcess run(int port) throws IOException {
		// the server writes its state into the last line of its pid file
		Path pidFile = data().resolve("postmaster.pid");
		Files.deleteIfExists(pidFile);
		ServerProcess server = ServerProcess.start(this.work, Map.of(),
				asOrdinaryUser(program("postgres"), "-D", data().toString(), "-p", String.valueOf(port), "-k",
						this.work.toString(), "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c",
						"wal_level=logical", "-c", "max_connections=200", "-c", "max_prepared_transactions=10"),
				"-QUIT");
		server.await(() -> Files.exists(pidFile)
				&& Files.readString(pidFile).stripTrailing().matches("(?s).*\\b(ready|standby)"));
		return server;
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

}
