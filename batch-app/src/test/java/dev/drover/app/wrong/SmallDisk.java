package dev.drover.app.wrong;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file system of a few megabytes in memory.
 */
final class SmallDisk implements AutoCloseable {

	private static final int BLOCK = 4096;

	private final Path directory;

	private SmallDisk(Path directory) {
		this.directory = directory;
	}

	/** Mounts one over a directory; leaves the test out where this user may not. */
	static SmallDisk over(Path directory, int mebibytes) throws IOException {
		Files.createDirectories(directory);
		boolean mounted = call("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", directory.toString());
		leaveOutUnless(mounted, "no file system can be mounted here");
		return new SmallDisk(directory);
	}

	static void leaveOutUnless(boolean possible, String why) {
		if (!possible) {
			System.out.println("LEFT OUT: a full disk, since " + why);
		}
		Assumptions.assumeTrue(possible, why);
	}

	private static boolean call(String... command) throws IOException {
		try {
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	private Path filler() {
		return this.directory.resolve("filler.bin");
	}

	/** Somebody else takes all that is left. */
	void fill() {
		try (FileChannel channel = FileChannel.open(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
			while (true) {
				channel.write(ByteBuffer.allocate(BLOCK));
			}
		}
		catch (IOException ex) {
			assertThat(ex).hasMessageContaining("No space left on device");
		}
	}

	/** Somebody else gives back what they took. */
	void free() {
		try {
			Files.delete(filler());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The file system is made larger. */
	void grow(int mebibytes) throws IOException {
		assertThat(call("mount", "-o", "remount,size=" + mebibytes + "m", this.directory.toString())).isTrue();
	}

	@Override
	public void close() throws IOException {
		// lazily: a server may still have files open there
		assertThat(call("umount", "-l", this.directory.toString())).isTrue();
	}

}
