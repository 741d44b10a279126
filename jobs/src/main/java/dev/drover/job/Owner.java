package dev.drover.job;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;

import dev.drover.progress.Progress;

/**
 * Names a process so that another one can tell whether it is still alive:
 * {@code host|pid|start|space}, and for an attempt {@code |} and its own mark, and
 * {@code |} and its duty where that is to keep a way back. Host names and process numbers
 * come again, in containers above all; only where the space of numbers is the same does a
 * look at the processes tell anything.
 */
final class Owner {

	/**
	 * After this time without a sign of life a process that can't be looked at counts as
	 * dead.
	 */
	static final long LEASE_MILLIS = 15_000;

	/** The duty of an attempt that keeps a way back. */
	static final String KEEPS = "way-back";

	private static final int SPACE = 3;

	private Owner() {
	}

	static String self() {
		long pid = ProcessHandle.current().pid();
		return host() + "|" + pid + "|" + Processes.start(pid).orElse("") + "|" + Processes.space();
	}

	/** Whether nobody here can look at the process. */
	static boolean elsewhere(String owner) {
		List<String> parts = List.of(owner.split("\\|", -1));
		return parts.size() <= SPACE || !parts.get(0).equals(host()) || !parts.get(SPACE).equals(Processes.space());
	}

	/** Whether the owner may still be at work, after so long without a sign of life. */
	static boolean alive(String owner, long silentMillis) {
		if (elsewhere(owner)) {
			return silentMillis < LEASE_MILLIS;
		}
		if (ofThisProcess(owner)) {
			return Attempt.atWork(owner);
		}
		List<String> parts = List.of(owner.split("\\|", -1));
		long pid = Long.parseLong(parts.get(1));
		boolean there = Processes.start(pid).filter(parts.get(2)::equals).isPresent();
		return there || (!Processes.allVisible() && silentMillis < LEASE_MILLIS);
	}

	/** Whether an attempt of this process. */
	static boolean ofThisProcess(String owner) {
		return owner.startsWith(self() + "|");
	}

	/** Whether it only keeps a way back, and gives way to others. */
	static boolean keepsWayBack(String owner) {
		return owner.endsWith("|" + KEEPS);
	}

	/** Whether it is known that the process has ended; elsewhere nobody can know. */
	static boolean gone(String owner) {
		List<String> parts = List.of(owner.split("\\|", -1));
		return parts.size() > SPACE && parts.get(0).equals(host()) && parts.get(SPACE).equals(Processes.space())
				&& Processes.allVisible()
				&& Processes.start(Long.parseLong(parts.get(1))).filter(parts.get(2)::equals).isEmpty();
	}

	/** The owner as operators see it. */
	static Progress.OwnerProcess process(String owner, boolean alive, long heartbeatAt) {
		List<String> parts = List.of(owner.split("\\|", -1));
		return new Progress.OwnerProcess(parts.get(0), (parts.size() > 1) ? Long.parseLong(parts.get(1)) : 0, alive,
				Instant.ofEpochMilli(heartbeatAt).toString(), keepsWayBack(owner));
	}

	/** The owner in a message. */
	static String name(String owner) {
		Progress.OwnerProcess process = process(owner, true, 0);
		return process.pid() + " of " + process.host();
	}

	/** Who does what this process does: user, host and process. */
	static String actor() {
		return System.getProperty("user.name", "?") + "@" + actor(self());
	}

	/** Who did it, as far as an owner's name tells. */
	static String actor(String owner) {
		Progress.OwnerProcess process = process(owner, true, 0);
		return process.host() + " pid " + process.pid();
	}

	private static String host() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "localhost";
		}
	}

}
