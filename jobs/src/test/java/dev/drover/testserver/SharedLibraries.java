package dev.drover.testserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Libraries of the operating system that a server's binaries need. Where one is missing,
 * its Debian package is unpacked into the cache; nothing is installed.
 */
final class SharedLibraries {

	private static final List<String> DIRECTORIES = List.of("/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu",
			"/lib64", "/usr/lib64", "/usr/lib", "/lib");

	private SharedLibraries() {
	}

	/**
	 * A directory that holds what is missing.
	 * @param wanted name of the library, and packages that may hold it
	 */
	static Path directory(List<Library> wanted) throws IOException {
		return ServerCache.directory("libraries-1", (content) -> {
			for (Library library : wanted) {
				provide(library, content);
			}
		});
	}

	private static void provide(Library library, Path into) throws IOException {
		if (DIRECTORIES.stream().anyMatch((directory) -> Files.exists(Path.of(directory, library.name())))) {
			return;
		}
		// since the change to 64-bit times some have another name and the same content
		Optional<Path> renamed = DIRECTORIES.stream()
			.map((directory) -> Path.of(directory, library.name() + "t64"))
			.filter(Files::exists)
			.findFirst();
		if (renamed.isPresent()) {
			Files.createSymbolicLink(into.resolve(library.name()), renamed.get());
			return;
		}
		Path packages = Files.createTempDirectory("drover-packages-");
		try {
			download(library, packages);
			for (Path archive : found(packages, ".deb")) {
				ServerCache.call("can't unpack " + archive, packages, "dpkg-deb", "-x", archive.toString(),
						packages.toString());
			}
			for (Path file : found(packages, ".so.1", ".so.1t64")) {
				Files.copy(file, into.resolve(library.name()));
			}
		}
		finally {
			ServerCache.delete(packages);
		}
	}

	private static void download(Library library, Path into) throws IOException {
		IOException failure = new IOException("no package for " + library.name());
		for (String name : library.packages()) {
			try {
				ServerCache.call(library.name() + " is missing: install " + name, into, "apt-get", "download", name);
				return;
			}
			catch (IOException ex) {
				failure.addSuppressed(ex);
			}
		}
		throw failure;
	}

	private static List<Path> found(Path directory, String... endings) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> Stream.of(endings).anyMatch(file.toString()::endsWith))
				.filter(Files::exists)
				.limit(1)
				.toList();
		}
	}

	/**
	 * A library.
	 *
	 * @param name its file name
	 * @param packages Debian packages that may hold it
	 */
	record Library(String name, List<String> packages) {

	}

}
