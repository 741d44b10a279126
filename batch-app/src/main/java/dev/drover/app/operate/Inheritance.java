package dev.drover.app.operate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.RefusedException;
import dev.drover.job.Left;
import dev.drover.job.Served;

/**
 * Work that dead processes have left in the same data directory, and what this one lost
 * with the control database: it is gone on with, unless somebody else has it.
 */
final class Inheritance {

	/** What could not be tidied, say since a server is away, is tried again so seldom. */
	private static final long TIDY_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(60);

	private final Tickets tickets;

	private final Turns turns;

	private final Supplier<Served> served;

	private final Consumer<Ticket> begin;

	private final Teller teller;

	// guarded by this
	private final List<Ticket> open = new ArrayList<>();

	// guarded by this: what an operator has read of what is still open
	private final Set<String> told = new HashSet<>();

	// guarded by this: when a migration was tidied up last
	private final Map<String, Long> tidied = new HashMap<>();

	/**
	 * Creates it.
	 * @param begin begins with a ticket that nobody else has
	 */
	Inheritance(Tickets tickets, Turns turns, Supplier<Served> served, Consumer<Ticket> begin, Teller teller) {
		this.tickets = tickets;
		this.turns = turns;
		this.served = served;
		this.begin = begin;
		this.teller = teller;
	}

	/**
	 * An attempt of this process has failed.
	 * @return whether that was the control database, so that it is looked at again
	 */
	synchronized boolean lost(Ticket ticket, RuntimeException failure) {
		// what is refused will be so again
		boolean away = failure instanceof DroverException known && !(failure instanceof RefusedException)
				&& known.code() == ErrorCode.CONN_006;
		if (away) {
			this.open.add(ticket.atWork());
		}
		return away;
	}

	/** Its turn could not be written down. */
	synchronized void notBegun(Ticket ticket, RuntimeException failure) {
		this.open.add(ticket);
		tellOnce(ticket.id(), failure);
	}

	/** Decides about what is open, and lets go of what an attempt could not let go of. */
	synchronized void look() {
		this.open.addAll(this.tickets.inherited(this.teller));
		for (Ticket ticket : List.copyOf(this.open)) {
			try {
				decide(ticket);
			}
			catch (DroverException ex) {
				if (ex.code() == ErrorCode.CONN_006) {
					throw ex;
				}
				// somebody has asked for the same meanwhile
				this.open.remove(ticket);
				this.teller.failed(ticket.id(), ex);
			}
			catch (RuntimeException ex) {
				tellOnce(ticket.id(), ex);
			}
		}
		if (this.open.isEmpty()) {
			this.told.clear();
		}
		for (String id : this.served.get().notGivenBack()) {
			if (!this.turns.knows(id) && this.open.stream().noneMatch((ticket) -> ticket.id().equals(id))) {
				giveBack(id);
			}
		}
	}

	private void decide(Ticket ticket) {
		String id = ticket.id();
		if (this.turns.knows(id)) {
			// somebody has given it again
			this.open.remove(ticket);
			return;
		}
		Left left = this.served.get().left(id, ticket.process(), ticket.mark(), ticket.begun());
		switch (left) {
			case WAIT -> {
			}
			case UNKNOWN -> {
				if (this.told.add(id)) {
					this.teller.tell(id + " was given to this data directory's process, and is not in this control"
							+ " database: it is kept for a start with the other one, see DROVER_CONTROL_URL");
				}
			}
			case NOTHING -> {
				this.turns.forget(id);
				this.open.remove(ticket);
			}
			case AS_GIVEN, GO_ON -> {
				this.begin.accept(ticket.of(Served.process(), left));
				this.open.remove(ticket);
				this.teller.tell(id + why(ticket, left));
			}
		}
	}

	private static String why(Ticket ticket, Left left) {
		return ticket.process().equals(Served.process()) ? " is gone on with: what had kept it from that is over"
				: (left == Left.GO_ON) ? " is gone on with: the process that had it is gone"
						: " waits for its turn again: the process that it was given to is gone";
	}

	private void giveBack(String id) {
		Served now = this.served.get();
		Long last = this.tidied.get(id);
		boolean due = last == null || System.nanoTime() - last > TIDY_AGAIN_NANOS;
		if (!now.giveBack(id) && due) {
			this.tidied.put(id, System.nanoTime());
			this.begin.accept(new Ticket(id, Ticket.Action.RESTART, null, Ticket.Wishes.NONE, "serve",
					System.currentTimeMillis(), Served.process(), now.mark(id), false));
		}
	}

	private void tellOnce(String id, RuntimeException failure) {
		if (this.told.add(id + " " + failure.getMessage())) {
			this.teller.failed(id, failure);
		}
	}

}
