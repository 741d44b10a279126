package dev.drover.job;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

import dev.drover.progress.Progress;

/**
 * Names a process so that another one can tell whether it is still alive.
 */
final class Owner {

	/**
	 * After this time without a sign of life a process of another host counts as dead.
	 */
	static final long LEASE_MILLIS = 15_000;

	private Owner() {
	}

	static String self() {
		return host() + "|" + name(ProcessHandle.current());
	}

	private static String name(ProcessHandle process) {
		return process.pid() + "|" + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
	}

	/** Whether the owner may still be at work. */
	static boolean alive(String owner, long heartbeatAt, long now) {
		String[] parts = owner.split("\\|", -1);
		if (parts.length == 3 && parts[0].equals(host())) {
			Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(parts[1]));
			return process.isPresent() && process.get().isAlive() && owner.equals(host() + "|" + name(process.get()));
		}
		return now - heartbeatAt < LEASE_MILLIS;
	}

	/** The owner as operators see it. */
	static Progress.OwnerProcess process(String owner, boolean alive, long heartbeatAt) {
		String[] parts = owner.split("\\|", -1);
		return new Progress.OwnerProcess(parts[0], (parts.length == 3) ? Long.parseLong(parts[1]) : 0, alive,
				Instant.ofEpochMilli(heartbeatAt).toString());
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
