package dev.drover.app.operate;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;

/**
 * Carries out so many migrations at a time, and others in the order in which they were
 * given. Each has a ticket as long as it is not over.
 */
final class Turns {

	private final int places;

	private final Tickets tickets;

	private final Work work;

	private final ExecutorService threads;

	// guarded by this: whether its turn has come
	private final Map<String, Boolean> begun = new LinkedHashMap<>();

	// guarded by this
	private boolean ended;

	/**
	 * Creates them.
	 * @param places how many at a time
	 */
	Turns(int places, Tickets tickets, Work work) {
		this.places = places;
		this.tickets = tickets;
		this.work = work;
		this.threads = Executors.newFixedThreadPool(places, (run) -> new Thread(run, "migration"));
	}

	/**
	 * Refuses a second one for a migration that has one.
	 * @throws DroverException PLAN_004
	 */
	synchronized void requireNone(String id) {
		Boolean known = this.begun.get(id);
		if (known != null) {
			throw new DroverException(ErrorCode.PLAN_004,
					"migration " + id + (known ? " is running" : " waits for its turn") + " in this process",
					"drover status " + id);
		}
	}

	/**
	 * Adds one as the last.
	 * @return whether it has to wait
	 */
	synchronized boolean add(Ticket ticket) {
		requireNone(ticket.id());
		this.tickets.keep(ticket);
		boolean waits = this.begun.size() >= this.places;
		this.begun.put(ticket.id(), false);
		this.threads.execute(() -> take(ticket));
		return waits;
	}

	/**
	 * Something is done with a migration out of turn, and is gone on with after a kill.
	 * @return false where it has a turn
	 */
	synchronized boolean hold(Ticket ticket) {
		if (this.begun.containsKey(ticket.id())) {
			return false;
		}
		this.tickets.keep(ticket.atWork());
		this.begun.put(ticket.id(), true);
		return true;
	}

	/** That is over. */
	void release(String id) {
		end(id, true);
	}

	private void take(Ticket ticket) {
		if (!begin(ticket)) {
			return;
		}
		boolean over = false;
		try {
			this.tickets.keep(ticket.atWork());
			over = this.work.carryOut(ticket);
		}
		catch (UncheckedIOException ex) {
			this.work.notBegun(ticket, ex);
		}
		finally {
			end(ticket.id(), over);
		}
	}

	private synchronized boolean begin(Ticket ticket) {
		return !this.ended && this.begun.replace(ticket.id(), true) != null;
	}

	private synchronized void end(String id, boolean over) {
		this.begun.remove(id);
		if (over) {
			this.tickets.drop(id);
		}
	}

	/**
	 * Takes one back whose turn has not come.
	 * @return whether there was one
	 */
	synchronized boolean withdraw(String id) {
		if (!Boolean.FALSE.equals(this.begun.get(id))) {
			return false;
		}
		this.begun.remove(id);
		this.tickets.drop(id);
		return true;
	}

	/** Whether one is at work, or waits for its turn. */
	synchronized boolean knows(String id) {
		return this.begun.containsKey(id);
	}

	/** Nothing is to be done any more with what was left of a migration. */
	synchronized void forget(String id) {
		if (!knows(id)) {
			this.tickets.drop(id);
		}
	}

	/** Those whose turn has come. */
	synchronized List<String> atWork() {
		return this.begun.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
	}

	/** No other turn comes; what waits keeps its ticket for the next process. */
	synchronized void end() {
		this.ended = true;
		this.threads.shutdown();
	}

	/** Waits until all have ended whose turn had come. */
	void await() {
		Threads.awaitEnd(this.threads);
	}

	/** What is done when a turn has come. */
	interface Work {

		/**
		 * Carries one out.
		 * @return false where its ticket is to stay
		 */
		boolean carryOut(Ticket ticket);

		/** Its ticket could not be written, and nothing is done: it is tried again. */
		void notBegun(Ticket ticket, RuntimeException failure);

	}

}
