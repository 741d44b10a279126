package dev.drover.engine;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The file system in which an embedded database lies, as it is at the moment of asking.
 *
 * @param directory a directory in it
 * @param freeBytes bytes that this process may still write
 * @param totalBytes its size
 */
public record DiskSpace(Path directory, long freeBytes, long totalBytes) {

	private static final long MOST_RESERVE = 256L << 20;

	private static final int PART_IN_RESERVE = 20;

	/**
	 * Of a file that may not be there yet.
	 * @throws IOException if the file system can't be asked
	 */
	public static DiskSpace of(Path file) throws IOException {
		Path directory = nearest(file.toAbsolutePath());
		FileStore store = Files.getFileStore(directory);
		return new DiskSpace(directory, store.getUsableSpace(), store.getTotalSpace());
	}

	private static Path nearest(Path file) {
		@Nullable Path nearest = file;
		while (nearest != null && !Files.isDirectory(nearest)) {
			nearest = nearest.getParent();
		}
		return (nearest == null) ? Path.of("/") : nearest;
	}

	/**
	 * What stays free, for everybody else who writes there: 5 % of the file system, at
	 * most 256 MiB.
	 */
	public long reserveBytes() {
		return Math.min(MOST_RESERVE, this.totalBytes / PART_IN_RESERVE);
	}

	/** What a migration may still write. */
	public long spareBytes() {
		return Math.max(0, this.freeBytes - reserveBytes());
	}

}
