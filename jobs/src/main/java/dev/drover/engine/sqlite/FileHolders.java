package dev.drover.engine.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.live.Blocker;

/**
 * The processes that hold a file's writer lock, as Linux tells: SQLite itself knows
 * nothing of others. Empty on other systems, and for processes of other containers.
 */
final class FileHolders {

	private static final Path LOCKS = Path.of("/proc/locks");

	/** The byte that a writer locks in the file itself, without a write-ahead log. */
	private static final long RESERVED = 0x40000001L;

	/** The same in the index of the write-ahead log. */
	private static final long WAL_WRITER = 120;

	private static final int PID = 4;

	private static final int INODE = 5;

	private static final int FIRST = 6;

	private static final int LAST = 7;

	private FileHolders() {
	}

	static List<Blocker> of(Path file) {
		List<Blocker> found = new ArrayList<>();
		try {
			String database = inode(file);
			String index = inode(Path.of(file + "-shm"));
			for (String lock : Files.exists(LOCKS) ? Files.readAllLines(LOCKS) : List.<String>of()) {
				String[] words = lock.strip().split("\\s+");
				if (words.length > LAST && words[PID - 1].equals("WRITE")
						&& (holds(words, database, RESERVED) || holds(words, index, WAL_WRITER))) {
					found.add(holder(words[PID]));
				}
			}
		}
		catch (IOException ex) {
			// a process that has just ended, or one that may not be looked at
			return found;
		}
		return found;
	}

	private static String inode(Path file) throws IOException {
		return Files.exists(file) ? String.valueOf(Files.getAttribute(file, "unix:ino")) : "none";
	}

	private static boolean holds(String[] words, String inode, long place) {
		return words[INODE].endsWith(":" + inode) && Long.parseLong(words[FIRST]) <= place
				&& (words[LAST].equals("EOF") || Long.parseLong(words[LAST]) >= place);
	}

	private static Blocker holder(String pid) throws IOException {
		Path name = Path.of("/proc", pid, "comm");
		return new Blocker(
				"of process " + pid + (Files.exists(name) ? " (" + Files.readString(name).strip() + ")" : ""),
				Blocker.UNKNOWN, "not known, SQLite does not tell");
	}

}
