package dev.drover.job;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An attempt of this process at a migration, from its claim to its end. A process that
 * goes on after an attempt whose ownership it could not give back knows by this that
 * nobody works on it any more.
 *
 * @param owner what the ledger calls it
 */
record Attempt(String owner) implements AutoCloseable {

	// of the process, as the owner's name is: whoever asks may hold another ledger object
	private static final Set<String> AT_WORK = ConcurrentHashMap.newKeySet();

	static Attempt begin() {
		return begin("");
	}

	/** One that only keeps a way back open, and gives way to others. */
	static Attempt beginToKeep() {
		return begin("|" + Owner.KEEPS);
	}

	private static Attempt begin(String duty) {
		Attempt attempt = new Attempt(Owner.self() + "|" + UUID.randomUUID().toString().substring(0, 8) + duty);
		AT_WORK.add(attempt.owner());
		return attempt;
	}

	static boolean atWork(String owner) {
		return AT_WORK.contains(owner);
	}

	@Override
	public void close() {
		AT_WORK.remove(this.owner);
	}

}
