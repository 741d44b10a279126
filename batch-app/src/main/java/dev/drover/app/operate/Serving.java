package dev.drover.app.operate;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.drover.command.FailureLog;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;
import dev.drover.job.Caller;
import dev.drover.job.Outcome;
import dev.drover.job.Served;
import dev.drover.job.ServerAway;
import dev.drover.job.Workers;
import dev.drover.ledger.ControlDatabase;
import dev.drover.plan.Plan;
import dev.drover.plan.PlanReader;
import dev.drover.plan.PlanText;
import dev.drover.progress.Progress;

/**
 * What a process does that stays: it carries migrations out for others, goes on with what
 * a former one left, and keeps ways back.
 */
public final class Serving implements AutoCloseable {

	private static final Caller SELF = new Caller("serve", true);

	private static final long LOOK_MILLIS = 1_000;

	private final Path dataDir;

	private final Map<String, String> environment;

	private final ServingOptions options;

	private final ControlDatabase control;

	private final Tickets tickets;

	private final Teller teller;

	private final ServingStops stops = new ServingStops();

	private final Turns turns;

	private final WaysBack waysBack;

	private final TicketWork work;

	private final Commands commands;

	private final ControlPulse pulse;

	private final Inheritance inheritance;

	private final ScheduledExecutorService looks = Executors
		.newSingleThreadScheduledExecutor((run) -> new Thread(run, "looks"));

	private final CountDownLatch end = new CountDownLatch(1);

	private Serving(Path dataDir, Map<String, String> environment, ServingOptions options, ControlDatabase control,
			Tickets tickets, Consumer<String> lines) {
		this.dataDir = dataDir;
		this.environment = Map.copyOf(environment);
		this.options = options;
		this.control = control;
		this.tickets = tickets;
		this.teller = new Teller(lines, FailureLog.of(dataDir));
		this.work = new TicketWork(dataDir, this.environment, this.stops, this.teller);
		this.turns = new Turns(options.migrations(), tickets, new Turn());
		this.waysBack = new WaysBack(() -> served(SELF), this.stops, this.teller);
		this.commands = new Commands(this.turns, this.work, this.teller);
		this.pulse = new ControlPulse(control);
		this.inheritance = new Inheritance(tickets, this.turns, () -> served(SELF), this::takeOver, this.teller);
	}

	/**
	 * Opens what it needs, and does nothing yet.
	 * @param lines takes what an operator should know
	 * @throws DroverException CONN_006 or DISK_002 if that can't be opened: refused,
	 * unless it is only that the control database's server is away
	 */
	public static Serving open(Path dataDir, Map<String, String> environment, ServingOptions options,
			Consumer<String> lines) {
		return ServerAway.whereKnown(() -> opened(dataDir, environment, options, lines));
	}

	private static Serving opened(Path dataDir, Map<String, String> environment, ServingOptions options,
			Consumer<String> lines) {
		ControlDatabase control = ControlDatabase.open(dataDir, environment);
		try {
			control.bringUpToDate();
			return new Serving(dataDir, environment, options, control, Tickets.in(dataDir), lines);
		}
		catch (RuntimeException ex) {
			control.close();
			throw ex;
		}
	}

	/** Begins with what others have left, and with ways back. */
	public void begin() {
		this.looks.scheduleWithFixedDelay(new Look(), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
	}

	/** Everything ends at the next chunk; called by a signal too. */
	public void stop() {
		this.teller.tell("stopping at the next chunk; once more ends the process at once");
		this.stops.stop();
		this.end.countDown();
	}

	/** Waits until it is to stop. */
	public void await() {
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Waits until everything has ended. */
	@Override
	public void close() {
		this.stops.stop();
		this.turns.end();
		Threads.awaitEnd(this.looks);
		this.turns.await();
		this.waysBack.await();
		this.commands.await();
		this.pulse.close();
		this.tickets.close();
		this.control.close();
	}

	/** Whether the control database answers. */
	public boolean answers() {
		return this.pulse.beats();
	}

	/** A request has failed that should not have. */
	public void failed(DroverException failure) {
		this.teller.failed("api", failure);
	}

	/** Where it keeps its files. */
	public Path dataDir() {
		return this.dataDir;
	}

	/** Reads a plan, whose secrets are looked up in this process's environment. */
	public Plan plan(String text, String name) {
		return new PlanReader(this.environment).read(text, name);
	}

	/** What one who calls may look at. */
	public Operations operations(String caller) {
		if (!answers()) {
			throw new DroverException(ErrorCode.CONN_006, "the control database does not answer",
					"bring it back; what runs waits for it");
		}
		return new Operations(this.dataDir, this.environment, new Caller(caller, true), this.stops);
	}

	/** Takes a plan; it is carried out when its turn comes. */
	public Progress run(Plan plan, Wanted wanted, String caller) {
		Operations operations = operations(caller);
		Ticket.Wishes wishes = wishes(wanted);
		this.turns.requireNone(plan.id());
		served(new Caller(caller, true)).accept(plan, wishes.workers());
		add(ticket(plan.id(), Ticket.Action.RUN, PlanText.of(plan), wishes, caller));
		return operations.status(plan.id());
	}

	/**
	 * Goes on with a migration when its turn comes.
	 * @param resume whether it has to be paused
	 */
	public Answered goOn(String id, boolean resume, Wanted wanted, String caller) {
		Operations operations = operations(caller);
		if (!resume && this.waysBack.goOn(id)) {
			return new Answered(operations.status(id), true);
		}
		this.turns.requireNone(id);
		Ticket.Wishes wishes = wishes(wanted);
		served(new Caller(caller, true)).requireRest(id, resume, wishes.workers());
		add(ticket(id, resume ? Ticket.Action.RESUME : Ticket.Action.RESTART, null, wishes, caller));
		return new Answered(operations.status(id), false);
	}

	private Ticket.Wishes wishes(Wanted wanted) {
		Workers workers = wanted.workers();
		return new Ticket.Wishes(wanted.force(), wanted.until(), (workers == null) ? this.options.workers() : workers);
	}

	private Ticket ticket(String id, Ticket.Action action, @Nullable String plan, Ticket.Wishes wishes, String caller) {
		return new Ticket(id, action, plan, wishes, caller, System.currentTimeMillis(), Served.process(),
				served(SELF).mark(id), false);
	}

	private void add(Ticket ticket) {
		if (this.turns.add(ticket)) {
			served(SELF).waitsFor(ticket.id(),
					": this process carries out " + this.options.migrations() + " migrations at a time");
		}
	}

	/** Takes over what nobody else has. */
	private void takeOver(Ticket ticket) {
		if (ticket.action().forward()) {
			add(ticket);
		}
		else {
			this.commands.inherited(ticket);
		}
	}

	/** Asks a migration to stop; one whose turn has not come is taken back. */
	public Answered halt(String id, String caller) {
		Operations operations = operations(caller);
		boolean waited = withdrawn(id);
		if (!waited) {
			operations.stop(id);
		}
		return new Answered(operations.status(id), waited);
	}

	private boolean withdrawn(String id) {
		boolean waited = this.turns.withdraw(id);
		if (waited) {
			served(SELF).waitsFor(id, null);
		}
		return waited;
	}

	/** Asks a migration to pause. */
	public Answered pause(String id, String caller) {
		Operations operations = operations(caller);
		boolean already = operations.pause(id);
		return new Answered(operations.status(id), already);
	}

	/** Gives the word for the switch, or switches again. */
	public Answered cutover(String id, boolean force, String caller) {
		return command(id, Ticket.Action.CUTOVER, force, caller);
	}

	/** Takes a migration back. */
	public Answered rollback(String id, String caller) {
		operations(caller);
		withdrawn(id);
		this.turns.requireNone(id);
		return command(id, Ticket.Action.ROLLBACK, false, caller);
	}

	/** Ends a way back. */
	public Answered finish(String id, boolean force, String caller) {
		return command(id, Ticket.Action.FINALIZE, force, caller);
	}

	private Answered command(String id, Ticket.Action action, boolean force, String caller) {
		Operations operations = operations(caller);
		Ticket.Wishes wishes = new Ticket.Wishes(force, null, this.options.workers());
		boolean done = this.commands.given(ticket(id, action, null, wishes, caller));
		return new Answered(operations.status(id), done);
	}

	private Served served(Caller caller) {
		return new Served(this.control, this.environment, caller);
	}

	/** What becomes of migrations whose turn has come. */
	private final class Turn implements Turns.Work {

		@Override
		public boolean carryOut(Ticket ticket) {
			String id = ticket.id();
			try {
				Outcome outcome = Objects.requireNonNull(Serving.this.work.carryOut(ticket));
				DroverException failure = outcome.failure();
				if (failure != null) {
					Serving.this.teller.failed(id, failure);
				}
				Serving.this.teller
					.tell(id + " ended " + outcome.report().state() + ", exit status " + outcome.status().code());
				return true;
			}
			catch (RuntimeException ex) {
				Serving.this.teller.failed(id, ex);
				return !Serving.this.inheritance.lost(ticket, ex);
			}
			catch (OutOfMemoryError ex) {
				// what was kept in memory is free again
				Serving.this.teller.failed(id, Failures.outOfMemory(ex));
				return true;
			}
		}

		@Override
		public void notBegun(Ticket ticket, RuntimeException failure) {
			Serving.this.inheritance.notBegun(ticket, failure);
		}

	}

	/** Looks again and again what there is to do. */
	private final class Look implements Runnable {

		private final Set<String> told = ConcurrentHashMap.newKeySet();

		@Override
		public void run() {
			if (Serving.this.stops.ending() || !answers()) {
				return;
			}
			boolean well = looked(Serving.this.inheritance::look);
			well &= looked(Serving.this.waysBack::look);
			if (well) {
				this.told.clear();
			}
		}

		/** An exception would end the looks; the next one may do better. */
		private boolean looked(Runnable look) {
			try {
				look.run();
				return true;
			}
			catch (RuntimeException ex) {
				if (this.told.add(String.valueOf(ex.getMessage()))) {
					Serving.this.teller.failed("serve", ex);
				}
				return false;
			}
		}

	}

}
