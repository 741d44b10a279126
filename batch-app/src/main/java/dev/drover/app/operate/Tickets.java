package dev.drover.app.operate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;
import dev.drover.progress.ProgressJson;

/**
 * The tickets of one process, in a directory of its own below {@code serving}. A lock on
 * a file there says that the process lives; the system lets go of it whatever ends the
 * process, and then the next one is the heir.
 */
final class Tickets implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(Tickets.class);

	private static final String LOCK = "lock";

	/** Where a file goes that is no ticket. */
	private static final String UNREADABLE = "unreadable";

	private final Path all;

	private final Path own;

	private final FileChannel lock;

	private Tickets(Path all, Path own, FileChannel lock) {
		this.all = all;
		this.own = own;
		this.lock = lock;
	}

	static Tickets in(Path dataDir) {
		Path all = dataDir.resolve("serving");
		String name = UUID.randomUUID().toString();
		Path own = all.resolve(name);
		try {
			Files.createDirectories(dataDir);
			makePrivate(all);
			// nobody looks into it before it is locked
			Path fresh = Files.createDirectory(all.resolve("." + name));
			FileChannel channel = FileChannel.open(fresh.resolve(LOCK), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			if (channel.tryLock() == null) {
				throw new IOException(own + " is locked");
			}
			Files.move(fresh, own, StandardCopyOption.ATOMIC_MOVE);
			return new Tickets(all, own, channel);
		}
		catch (IOException ex) {
			throw new DroverException(ErrorCode.DISK_002,
					"the directory " + own + " can't be made: " + Failures.reason(ex),
					"make it writable, or name another one by --data-dir", ex);
		}
	}

	/** Plans may hold what is not for everybody. */
	private static void makePrivate(Path directory) throws IOException {
		Files.createDirectories(directory);
		if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
		}
	}

	/** Keeps one, in place of the migration's former one. */
	void keep(Ticket ticket) {
		WholeFile.write(file(ticket.id()), ProgressJson.indented(ticket));
	}

	/** Its work is done, or nobody's any more. */
	void drop(String id) {
		try {
			Files.deleteIfExists(file(id));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path file(String id) {
		return this.own.resolve(id + ".json");
	}

	/**
	 * Takes the tickets over that dead processes have left.
	 * @param teller hears of files that are none
	 * @return them, the oldest first, as they were left
	 */
	List<Ticket> inherited(Teller teller) {
		List<Ticket> found = new ArrayList<>();
		try (DirectoryStream<Path> directories = Files.newDirectoryStream(this.all, this::ofAnother)) {
			for (Path directory : directories) {
				inheritUnlessGone(directory, found, teller);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("what lies in " + this.all + " can't be read", ex);
		}
		return found.stream().sorted(Comparator.comparingLong(Ticket::acceptedAt)).toList();
	}

	private boolean ofAnother(Path directory) {
		String name = directory.getFileName().toString();
		return Files.isDirectory(directory) && !name.startsWith(".") && !name.equals(UNREADABLE)
				&& !directory.equals(this.own);
	}

	private void inheritUnlessGone(Path directory, List<Ticket> found, Teller teller) throws IOException {
		try {
			inherit(directory, found, teller);
		}
		catch (NoSuchFileException | OverlappingFileLockException ex) {
			LOG.debug("another heir was faster, or it is of this process: {}", ex.getMessage());
		}
	}

	private void inherit(Path directory, List<Ticket> found, Teller teller) throws IOException {
		// never made here: its process may be about to delete it
		try (FileChannel channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE);
				FileLock held = channel.tryLock()) {
			if (held == null) {
				// its process lives
				return;
			}
			try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
				for (Path file : files) {
					inheritFile(file, found, teller);
				}
			}
			deleteWhole(directory);
		}
	}

	private void inheritFile(Path file, List<Ticket> found, Teller teller) throws IOException {
		Ticket ticket;
		try {
			ticket = ProgressJson.read(Files.readString(file), Ticket.class);
		}
		catch (JacksonException | CharacterCodingException ex) {
			Path aside = Files.createDirectories(this.all.resolve(UNREADABLE))
				.resolve(UUID.randomUUID() + "-" + file.getFileName());
			Files.move(file, aside);
			teller.tell("what was to be done by " + file.getFileName() + " can't be read, and is kept as " + aside
					+ ": " + Failures.reason(ex));
			return;
		}
		keep(ticket);
		found.add(ticket);
		Files.delete(file);
	}

	private static void deleteWhole(Path directory) throws IOException {
		try (DirectoryStream<Path> rest = Files.newDirectoryStream(directory)) {
			for (Path file : rest) {
				Files.delete(file);
			}
		}
		Files.delete(directory);
	}

	/** This process has ended in good order; what is left is for the next one. */
	@Override
	public void close() {
		try {
			String[] left = this.own.toFile().list((directory, name) -> name.endsWith(".json"));
			if (left != null && left.length == 0) {
				deleteWhole(this.own);
			}
			this.lock.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
