package dev.drover.app.operate;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.drover.command.FailureLog;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;
import dev.drover.job.Caller;
import dev.drover.job.Outcome;
import dev.drover.job.RunOptions;
import dev.drover.job.Served;
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
		this.turns = new Turns(options.migrations(), tickets, this::carryOut);
		this.waysBack = new WaysBack(() -> served(SELF), this.stops, this.teller);
		this.commands = new Commands(this.teller);
		this.pulse = new ControlPulse(control);
		this.inheritance = new Inheritance(tickets, this.turns, () -> served(SELF), this.teller);
	}

	/**
	 * Opens what it needs, and does nothing yet.
	 * @param lines takes what an operator should know
	 * @throws DroverException CONN_006 or DISK_002 if that can't be opened
	 */
	public static Serving open(Path dataDir, Map<String, String> environment, ServingOptions options,
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
		add(ticket(plan.id(), PlanText.of(plan), false, wishes, caller));
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
		served(new Caller(caller, true)).requireRest(id, resume);
		add(ticket(id, null, resume, wishes(wanted), caller));
		return new Answered(operations.status(id), false);
	}

	private Ticket.Wishes wishes(Wanted wanted) {
		Workers workers = wanted.workers();
		return new Ticket.Wishes(wanted.force(), wanted.until(), (workers == null) ? this.options.workers() : workers);
	}

	private static Ticket ticket(String id, @Nullable String plan, boolean resume, Ticket.Wishes wishes,
			String caller) {
		return new Ticket(id, plan, resume, wishes, caller, System.currentTimeMillis(), Served.process(), false);
	}

	private void add(Ticket ticket) {
		if (this.turns.add(ticket)) {
			served(SELF).waitsFor(ticket.id(),
					": this process carries out " + this.options.migrations() + " migrations at a time");
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
		// the word for one that runs here is no work of its own
		return command(id, caller, (operations) -> held(id, caller, () -> operations.cutover(id, force).outcome()));
	}

	/** Takes a migration back. */
	public Answered rollback(String id, String caller) {
		return command(id, caller, (operations) -> {
			withdrawn(id);
			this.turns.requireNone(id);
			return held(id, caller, () -> operations.rollback(id));
		});
	}

	private @Nullable Outcome held(String id, String caller, Supplier<@Nullable Outcome> work) {
		boolean held = this.turns.hold(ticket(id, null, false, wishes(new Wanted(false, null, null)), caller));
		try {
			return work.get();
		}
		finally {
			if (held) {
				this.turns.release(id);
			}
		}
	}

	/** Ends a way back. */
	public Answered finish(String id, boolean force, String caller) {
		return command(id, caller, (operations) -> operations.finish(id, force));
	}

	private Answered command(String id, String caller, Command command) {
		Operations operations = operations(caller);
		boolean done = this.commands.given(id, () -> command.carryOut(operations));
		return new Answered(operations.status(id), done);
	}

	private Served served(Caller caller) {
		return new Served(this.control, this.environment, caller);
	}

	/**
	 * Carries one migration out.
	 * @return whether it is over; else this process looks again what has become of it
	 */
	private boolean carryOut(Ticket ticket) {
		String id = ticket.id();
		Operations operations = new Operations(this.dataDir, this.environment, new Caller(ticket.caller(), true),
				this.stops);
		RunOptions run = new RunOptions(ticket.wishes().force(), ticket.wishes().until(), ticket.wishes().workers(),
				this.teller.following(id));
		try {
			Outcome outcome = begun(operations, ticket, run);
			DroverException failure = outcome.failure();
			if (failure != null) {
				this.teller.failed(id, failure);
			}
			this.teller.tell(id + " ended " + outcome.report().state() + ", exit status " + outcome.status().code());
			return true;
		}
		catch (RuntimeException ex) {
			this.teller.failed(id, ex);
			return !this.inheritance.lost(ticket, ex);
		}
		catch (OutOfMemoryError ex) {
			// what was kept in memory is free again
			this.teller.failed(id, Failures.outOfMemory(ex));
			return true;
		}
	}

	private static Outcome begun(Operations operations, Ticket ticket, RunOptions options) {
		String plan = ticket.plan();
		if (plan != null) {
			return operations.run(PlanReader.ofAcceptedPlans().read(plan, "plan of " + ticket.id()), options);
		}
		return ticket.resume() ? operations.resume(ticket.id(), options) : operations.restart(ticket.id(), options);
	}

	/** A command that may take long. */
	@FunctionalInterface
	private interface Command {

		@Nullable Outcome carryOut(Operations operations);

	}

	/** Looks again and again what there is to do. */
	private final class Look implements Runnable {

		private final Set<String> told = ConcurrentHashMap.newKeySet();

		@Override
		public void run() {
			if (Serving.this.stops.ending() || !answers()) {
				return;
			}
			try {
				Serving.this.inheritance.look();
				Serving.this.waysBack.look();
				this.told.clear();
			}
			catch (RuntimeException ex) {
				// an exception would end the looks; the next one may do better
				if (this.told.add(String.valueOf(ex.getMessage()))) {
					Serving.this.teller.failed("serve", ex);
				}
			}
		}

	}

}
