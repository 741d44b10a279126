package dev.drover.app.operate;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.ExitStatus;
import dev.drover.job.Caller;
import dev.drover.job.Outcome;
import dev.drover.job.RunOptions;
import dev.drover.job.ServerAway;
import dev.drover.plan.PlanReader;

/**
 * Does what a ticket says.
 */
final class TicketWork {

	private final Path dataDir;

	private final Map<String, String> environment;

	private final Stops stops;

	private final Teller teller;

	TicketWork(Path dataDir, Map<String, String> environment, Stops stops, Teller teller) {
		this.dataDir = dataDir;
		this.environment = environment;
		this.stops = stops;
		this.teller = teller;
	}

	/**
	 * Carries it out.
	 * @return how it ended, or {@code null} where another process does the rest
	 */
	@Nullable Outcome carryOut(Ticket ticket) {
		Operations operations = new Operations(this.dataDir, this.environment, new Caller(ticket.caller(), true),
				this.stops);
		String id = ticket.id();
		Ticket.Wishes wishes = ticket.wishes();
		RunOptions options = new RunOptions(wishes.force(), wishes.until(), wishes.workers(),
				this.teller.following(id));
		return switch (ticket.action()) {
			case RUN -> ServerAway.whereKnown(() -> operations
				.run(PlanReader.ofAcceptedPlans().read(String.valueOf(ticket.plan()), "plan of " + id), options));
			case RESTART -> operations.restart(id, options);
			case RESUME -> operations.resume(id, options);
			case ROLLBACK -> operations.rollback(id);
			case CUTOVER -> operations.cutover(id, wishes.force()).outcome();
			case FINALIZE -> operations.finish(id, wishes.force());
		};
	}

	/**
	 * Does what a command says that somebody waits for.
	 * @return false where another process does the rest
	 * @throws DroverException why it is not done
	 */
	boolean done(Ticket ticket) {
		Outcome outcome = carryOut(ticket);
		if (outcome == null) {
			return false;
		}
		DroverException failure = outcome.failure();
		if (failure != null) {
			throw failure;
		}
		if (outcome.status() == ExitStatus.STOPPED) {
			String command = ticket.action().name().toLowerCase(Locale.ROOT);
			throw new DroverException(ErrorCode.PLAN_009,
					"migration " + ticket.id() + " was stopped before the " + command + " was done",
					"drover " + command + " " + ticket.id() + " finishes it");
		}
		return true;
	}

}
