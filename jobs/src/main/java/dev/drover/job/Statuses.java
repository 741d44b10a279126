package dev.drover.job;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.drover.ledger.Ledger;
import dev.drover.ledger.LiveRecords;
import dev.drover.ledger.MigrationRecord;
import dev.drover.ledger.ProgressRecord;
import dev.drover.ledger.ProgressRecords;
import dev.drover.ledger.RejectRecords;
import dev.drover.ledger.StepRecord;
import dev.drover.ledger.SyncRecord;
import dev.drover.ledger.Wish;
import dev.drover.ledger.WorkRecords;
import dev.drover.phase.Phase;
import dev.drover.plan.CutoverSettings;
import dev.drover.plan.Strategy;
import dev.drover.progress.Progress;
import dev.drover.progress.ProgressJson;
import dev.drover.progress.Work;

/**
 * How far migrations are, as a process that does not run them can see it.
 */
final class Statuses {

	private final DataSource control;

	Statuses(DataSource control) {
		this.control = control;
	}

	Progress of(MigrationRecord migration) {
		SyncRecord known = live(migration).sync();
		return of(migration, new Progress.Sync(known.applied(), known.lag(), known.maxLag(), null));
	}

	/**
	 * With changes that wait asked of the owner's database where no process works on it.
	 */
	Progress withQueues(MigrationRecord migration, Ledger ledger, Map<String, String> environment) {
		if (alive(migration)) {
			return of(migration).with(new WorkerStatuses(this.control).of(migration.id()));
		}
		return of(migration,
				new QueuedChanges(Attempts.accepted(migration), live(migration), ledger.route(migration.id()))
					.now(environment))
			.with(new WorkerStatuses(this.control).of(migration.id()));
	}

	private LiveRecords live(MigrationRecord migration) {
		return new LiveRecords(this.control, migration.id(), Clock.systemUTC());
	}

	private Progress of(MigrationRecord migration, Progress.Sync waiting) {
		ProgressRecords records = new ProgressRecords(this.control, migration.id(), Clock.systemUTC());
		Optional<ProgressRecord> last = records.last();
		Work work = last.map((record) -> ProgressJson.read(record.work(), Work.class)).orElse(Work.NONE);
		boolean alive = alive(migration);
		if (!alive || work.sync() == null) {
			work = work.following(waiting, work.waitsFor());
		}
		String owner = migration.owner();
		return Progress.of(
				new Progress.Frame(migration.id(), state(migration), migration.phase().name(),
						instant(migration.startedAt()), instant(migration.endedAt()),
						last.map((record) -> instant(record.atMillis())).orElse(null), migration.runMillis() / 1000.0,
						(owner == null) ? null : Owner.process(owner, alive, migration.heartbeatAt()),
						new WorkRecords(this.control, migration.id()).findings().size(),
						new RejectRecords(this.control, migration.id()).count(), hint(migration)),
				(alive ? work : work.atRest()).during(step(records.steps())));
	}

	private static @Nullable String step(List<StepRecord> steps) {
		List<StepRecord> ordered = AttemptWatch.inOrder(steps);
		return ordered.stream()
			.filter((step) -> step.status().equals("STARTED"))
			.map(StepRecord::name)
			.findFirst()
			.orElse(ordered.isEmpty() ? null : ordered.get(ordered.size() - 1).name());
	}

	private static @Nullable String instant(long millis) {
		return (millis == 0) ? null : Instant.ofEpochMilli(millis).toString();
	}

	/** Whether a process is at work on it. */
	static boolean alive(MigrationRecord migration) {
		return migration.owner() != null && Owner.alive(migration.owner(), migration.silentMillis());
	}

	/** Whether its process died before it could say how it ended. */
	private static boolean lost(MigrationRecord migration) {
		return migration.phase().running() && !alive(migration);
	}

	/** What is true now: a phase whose process is gone is not true any more. */
	static String state(MigrationRecord migration) {
		return lost(migration) ? Phase.FAILED.name() : migration.phase().name();
	}

	/** Whether {@code drover restart} would go on with it. */
	static boolean mayRestart(MigrationRecord migration) {
		return !alive(migration) && (!migration.phase().ended() || migration.owner() != null);
	}

	/** The command that goes on with it. */
	static String goOn(MigrationRecord migration) {
		return ((migration.phase() == Phase.PAUSED) ? "drover resume " : "drover restart ") + migration.id();
	}

	private @Nullable String hint(MigrationRecord migration) {
		String id = migration.id();
		if (migration.phase() == Phase.ROLLING_BACK && !alive(migration)) {
			WayBack wayBack = new WayBack(this.control, new Ledger(this.control, Clock.systemUTC()));
			return "drover rollback " + id + " finishes it"
					+ wayBack.instead(migration).map((choice) -> ", " + choice).orElse("");
		}
		if (mayRestart(migration)) {
			String owner = migration.owner();
			return ((owner != null) ? "its process " + Owner.process(owner, false, 0).pid() + " is gone; " : "")
					+ goOn(migration) + " continues";
		}
		if (migration.wish() != Wish.NONE && alive(migration)) {
			return "it was asked to " + migration.wish().name().toLowerCase(Locale.ROOT)
					+ " and does so after the chunk that is under way";
		}
		if (migration.phase() == Phase.READY) {
			boolean window = Attempts.accepted(migration).strategy().window() != null
					&& Attempts.accepted(migration).cutover().gate() != CutoverSettings.Gate.MANUAL;
			return "drover cutover " + id + (window ? " --force" : "") + " opens the gate";
		}
		if (keepsNoStandby(migration)) {
			return "no standby is kept now, changes wait: drover restart " + id + " keeps it; drover report " + id;
		}
		return migration.phase().ended() ? "drover report " + id : null;
	}

	/** Whether it was switched, and the plan wants the former owner to be kept equal. */
	private static boolean keepsNoStandby(MigrationRecord migration) {
		return migration.phase() == Phase.COMPLETED && !alive(migration)
				&& Attempts.accepted(migration).strategy().type() == Strategy.Type.BLUE_GREEN;
	}

}
