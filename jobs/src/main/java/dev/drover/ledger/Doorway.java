package dev.drover.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Lets one process at a time open the embedded control database, or look into it. Who
 * opens it takes the database's own lock file, and looks at it for seconds where others
 * do so too: whoever asks for the status again and again would keep out a process that
 * begins.
 */
final class Doorway implements AutoCloseable {

	/** The file that is locked, in the data directory; empty, and never removed. */
	static final String FILE = "control.door";

	/** A process that stands still in it is not waited for any longer. */
	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

	private static final long PAUSE_MILLIS = 10;

	/** Threads of one process can't wait for each other by a file. */
	private static final ReentrantLock INSIDE = new ReentrantLock(true);

	private final @Nullable FileChannel channel;

	private Doorway(@Nullable FileChannel channel) {
		this.channel = channel;
	}

	/**
	 * Waits for whoever is in it.
	 * @param dataDir the data directory; where nothing can be locked there, nobody waits
	 */
	static Doorway enter(Path dataDir) {
		INSIDE.lock();
		FileChannel channel = null;
		try {
			channel = FileChannel.open(dataDir.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			locked(channel);
			return new Doorway(channel);
		}
		catch (IOException | OverlappingFileLockException ex) {
			// a directory that can't be written to is told by the database itself
			close(channel);
			return new Doorway(null);
		}
	}

	private static void locked(FileChannel channel) throws IOException {
		long begun = System.nanoTime();
		FileLock lock = channel.tryLock();
		while (lock == null && System.nanoTime() - begun < PATIENCE_NANOS) {
			try {
				TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
			lock = channel.tryLock();
		}
	}

	private static void close(@Nullable FileChannel channel) {
		if (channel == null) {
			return;
		}
		try {
			channel.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the file " + FILE + " can't be closed", ex);
		}
	}

	@Override
	public void close() {
		try {
			close(this.channel);
		}
		finally {
			INSIDE.unlock();
		}
	}

}
