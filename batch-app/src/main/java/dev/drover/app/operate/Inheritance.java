package dev.drover.app.operate;

import java.util.ArrayList;
import java.util.List;
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

	private final Tickets tickets;

	private final Turns turns;

	private final Supplier<Served> served;

	private final Teller teller;

	// guarded by this
	private final List<Ticket> open = new ArrayList<>();

	private boolean looked;

	Inheritance(Tickets tickets, Turns turns, Supplier<Served> served, Teller teller) {
		this.tickets = tickets;
		this.turns = turns;
		this.served = served;
		this.teller = teller;
	}

	/**
	 * An attempt of this process has failed.
	 * @return whether that was the control database, so that it is looked at again
	 */
	synchronized boolean lost(Ticket ticket, RuntimeException failure) {
		boolean away = failure instanceof DroverException known && !(failure instanceof RefusedException)
				&& known.code() == ErrorCode.CONN_006;
		if (away) {
			this.open.add(ticket.atWork());
		}
		return away;
	}

	/** Decides about what is open. */
	synchronized void look() {
		if (!this.looked) {
			this.open.addAll(this.tickets.inherited());
			this.looked = true;
		}
		for (Ticket ticket : List.copyOf(this.open)) {
			Left left = this.served.get().left(ticket.id(), ticket.process(), ticket.begun());
			if (left != Left.WAIT) {
				this.open.remove(ticket);
				decided(ticket, left);
			}
		}
	}

	private void decided(Ticket ticket, Left left) {
		String id = ticket.id();
		if (left == Left.NOTHING) {
			this.tickets.drop(id);
			return;
		}
		try {
			this.turns.add(ticket.of(Served.process()));
			boolean own = ticket.process().equals(Served.process());
			this.teller.tell(id + (own ? " is gone on with: the control database is back"
					: ticket.begun() ? " is gone on with: the process that had it is gone"
							: " waits for its turn again: the process that it was given to is gone"));
		}
		catch (DroverException ex) {
			// somebody has asked for the same meanwhile
			this.teller.failed(id, ex);
		}
	}

}
