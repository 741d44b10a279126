package dev.drover.testserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Where tests keep databases: in memory where there is room, since no test proves
 * anything about power cuts, and waiting for a disk is most of what it would do.
 */
public final class ScratchSpace implements TempDirFactory {

	private static final Path MEMORY = Path.of("/dev/shm");

	private static final long ROOM_BYTES = 6L << 30;

	private static final Path ROOT = root();

	private static Path root() {
		Path disk = Path.of(System.getProperty("java.io.tmpdir"));
		try {
			if (!Files.isWritable(MEMORY)) {
				return disk;
			}
			FileStore store = Files.getFileStore(MEMORY);
			return (store.type().equals("tmpfs") && store.getUsableSpace() >= ROOM_BYTES) ? MEMORY : disk;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A fresh directory, which the caller removes. */
	static Path directory(String prefix) throws IOException {
		return Files.createTempDirectory(ROOT, prefix);
	}

	@Override
	public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension) throws IOException {
		return directory("drover-test-");
	}

}
