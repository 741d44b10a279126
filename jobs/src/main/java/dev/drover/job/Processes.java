package dev.drover.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The processes that this one can see.
 */
final class Processes {

	private static final Path LINUX = Path.of("/proc/self/stat");

	/** Where {@code starttime} stands behind the name, see proc(5). */
	private static final int START_TIME = 19;

	private Processes() {
	}

	/**
	 * Where a process number means the same process: one boot of one machine, and on it
	 * one container. Empty where the system does not say.
	 */
	static String space() {
		try {
			String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
			String numbers = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
			return Integer.toHexString((boot + numbers).hashCode()) + boot.substring(0, Math.min(8, boot.length()));
		}
		catch (IOException | UnsupportedOperationException ex) {
			return "";
		}
	}

	/**
	 * When a process that lives was started, in a form that is the same whoever asks;
	 * empty if there is none. Linux' clock ticks since the boot stay what they are when
	 * the machine's clock is set, the JDK's moment does not.
	 */
	static Optional<String> start(long pid) {
		if (!Files.exists(LINUX)) {
			return ProcessHandle.of(pid)
				.filter(ProcessHandle::isAlive)
				.map((process) -> process.info().startInstant().map(Instant::toEpochMilli).orElse(0L).toString());
		}
		try {
			String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
			String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
			boolean dead = fields[0].equals("Z") || fields[0].equals("X");
			return dead ? Optional.empty() : Optional.of(fields[START_TIME]);
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	/** Whether other users' processes are visible too, so that absence means death. */
	static boolean allVisible() {
		return !Files.exists(LINUX) || Files.isReadable(Path.of("/proc/1/stat"));
	}

}
