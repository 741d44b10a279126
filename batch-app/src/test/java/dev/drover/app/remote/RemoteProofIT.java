package dev.drover.app.remote;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Place;
import dev.drover.testserver.Broker;
import dev.drover.testserver.OwnPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What takes minutes: many kills, silences longer than the lease, a control database that
 * is away.
 */
@Tag("proof")
class RemoteProofIT {

	/** Five million take a few minutes more. */
	private static final int ROWS = Integer.getInteger("drover.test.rows", 600_000);

	/** What a worker waits after each chunk, so that there is time for all kills. */
	private static final int SLOW = 900_000_000 / ROWS;

	/** No table of less than 100,000 rows is cut. */
	private static final int ONE_PARTITION = 90_000;

	private static final String OWNER = "SELECT concat(owner_epoch, ' ', backend) FROM drover.checkpoint"
			+ " WHERE table_name <> ''";

	private static final String PLAN = "copy: {chunk_rows: 5000}\ncutover: {gate: never}\n";

	@TempDir
	Path directory;

	private Crew crew;

	private Crew crew(Place control, Place source) throws Exception {
		return crew(control, source, ROWS);
	}

	private Crew crew(Place control, Place source, int rows) throws Exception {
		this.crew = new Crew(this.directory, control, source, Place.postgresql());
		this.crew.prepare("far", rows, PLAN);
		return this.crew;
	}

	@AfterEach
	void end() {
		this.crew.close();
	}

	private Process manager(String name, String... words) {
		List<String> all = new ArrayList<>(List.of(words));
		all.addAll(List.of("--workers", "remote", "--status-interval", "1s"));
		return this.crew.manager(name, all.toArray(String[]::new));
	}

	@Test
	void tenKillsOfWorkersFromPostgresql() throws Exception {
		survivesKills(crew(Place.postgresql(), Place.postgresql()), 10);
	}

	@Test
	void tenKillsOfWorkersFromMysqlWithTheControlDatabaseOnMysql() throws Exception {
		survivesKills(crew(Place.mysql(), Place.mysql()), 10);
	}

	private void survivesKills(Crew started, int kills) throws Exception {
		long seed = System.nanoTime();
		System.out.println("kill seed " + seed);
		Random random = new Random(seed);
		Process manager = manager("manager", "run", started.plan().toString());
		List<Process> workers = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			workers.add(started.worker("worker", SLOW));
		}
		started.untilBegun("worker");
		for (int i = 0; i < kills; i++) {
			assertThat(manager.waitFor(500 + random.nextInt(2500), TimeUnit.MILLISECONDS)).as("killed in the middle")
				.isFalse();
			int which = random.nextInt(workers.size());
			workers.get(which).destroyForcibly().waitFor();
			workers.set(which, started.worker("worker", SLOW));
		}
		started.worker("fast", 0);
		assertThat(started.end(manager)).as(started.said("manager")).isZero();
		started.isWhole("far", ROWS);
	}

	@Test
	void tenKillsOfWorkersThatListenToABroker() throws Exception {
		try (Broker broker = Broker.start(this.directory.resolve("broker"))) {
			Crew started = crew(Place.mysql(), Place.postgresql()).with(broker.environment());
			this.crew = started;
			survivesKills(started, 10);
		}
	}

	/**
	 * There is one partition only, so that the other begins the very one that the
	 * suspended has; and it wakes up where it would become the owner in the target.
	 */
	@Test
	void aWorkerThatIsSuspendedBeyondItsLeaseWritesNothingMoreAndGoesOn() throws Exception {
		Crew started = crew(Place.postgresql(), Place.postgresql(), ONE_PARTITION);
		Process manager = manager("manager", "run", started.plan().toString());
		Process suspended = started.worker("suspended", List.of("-Ddrover.test.stop-at=worker.begins"), "--concurrency",
				"1");
		started.untilBegun("suspended");
		Process other = started.worker("other", 3000, "--concurrency", "1");
		started.until(() -> started.said("manager").contains("gives no sign of life"));
		started.until(() -> started.said("other").contains("copy p0001 of far: begun"));
		started.until(() -> started.target().number("SELECT sum(chunks) FROM drover.checkpoint") > 0);
		String owner = started.target().text(OWNER);
		Crew.signal(suspended, "CONT");
		started.until(() -> started.said("suspended").contains("copy p0001 of far: left: this worker was silent"));
		assertThat(started.target().text(OWNER)).as("the owner in the target").isEqualTo(owner);
		assertThat(started.said("other")).as("the owner's session lives").doesNotContain("given back");
		other.destroyForcibly().waitFor();
		assertThat(started.end(manager)).as(started.lastWords()).isZero();
		started.isWhole("far", ONE_PARTITION);
		assertThat(started.said("suspended").split("copy p0001 of far: begun", -1)).as("it went on").hasSize(3);
		assertThat(started.said("suspended")).doesNotContain("though another worker");
	}

	@Test
	void allWorkersAreGone() throws Exception {
		Crew started = crew(Place.postgresql(), Place.postgresql());
		Process silent = started.worker("silent", 1500, "--concurrency", "1");
		Process killed = started.worker("killed", 1500, "--concurrency", "1");
		Process manager = manager("manager", "run", started.plan().toString());
		started.untilBegun("silent");
		started.untilBegun("killed");
		// as one on a machine that is lost: nobody can see that its process has gone
		Crew.signal(silent, "STOP");
		killed.destroyForcibly().waitFor();
		started.until(() -> started.said("manager").contains("gives no sign of life"));
		waitsAndGoesOnWithTheNext(started, manager);
		silent.destroyForcibly().waitFor();
	}

	@Test
	void allWorkersAreGoneThatListenedToABroker() throws Exception {
		try (Broker broker = Broker.start(this.directory.resolve("broker"))) {
			Crew started = crew(Place.postgresql(), Place.postgresql()).with(broker.environment());
			this.crew = started;
			Process worker = started.worker("killed", 1500);
			Process manager = manager("manager", "run", started.plan().toString());
			started.untilBegun("killed");
			worker.destroyForcibly().waitFor();
			waitsAndGoesOnWithTheNext(started, manager);
		}
	}

	/**
	 * The wait has no end of its own, so that some seconds of it stand for any number:
	 * the only clock in it is the one that it shows.
	 */
	private static void waitsAndGoesOnWithTheNext(Crew started, Process manager) throws Exception {
		String reason = "no worker process is there for ";
		started.until(() -> Pattern.compile(reason + "([3-9]|\\d\\d+) s").matcher(started.said("manager")).find());
		assertThat(started.end(started.manager("status", "status", "far"))).isZero();
		assertThat(started.said("status")).contains(reason, "drover worker --control URL");
		assertThat(started.end(started.manager("json", "status", "far", "--json"))).isZero();
		assertThat(started.said("json")).containsPattern("\"waits_for\" *: *\"" + reason);
		assertThat(started.control().number("SELECT count(*) FROM drover_claim WHERE state = 'TAKEN'"))
			.as("claims of those who are gone")
			.isZero();
		started.worker("late", 0);
		assertThat(started.end(manager)).as(started.lastWords()).isZero();
		started.isWhole("far", ROWS);
	}

	@Test
	void workersGoOnWhileTheManagerIsKilledInCopyAndInVerify() throws Exception {
		Crew started = crew(Place.postgresql(), Place.postgresql());
		started.worker("worker", 300, "--concurrency", "1");
		started.worker("second", 300, "--concurrency", "1");
		Process manager = manager("manager", "run", started.plan().toString());
		started.untilBegun("worker");
		started.untilBegun("second");
		manager.destroyForcibly().waitFor();
		long before = copied(started);
		started.until(() -> copied(started) > before + 20_000);
		Process again = manager("manager", "restart", "far");
		started.until(() -> started.said("manager").contains("step verify"));
		again.destroyForcibly().waitFor();
		assertThat(started.end(manager("manager", "restart", "far"))).as(started.said("manager")).isZero();
		started.isWhole("far", ROWS);
	}

	private static long copied(Crew started) throws Exception {
		return started.target().number("SELECT sum(rows) FROM drover.checkpoint");
	}

	@Test
	void theControlDatabaseIsAwayForTwentySeconds() throws Exception {
		try (OwnPostgres control = OwnPostgres.start()) {
			Crew started = crew(new Place(control.url(), control.user(), ""), Place.postgresql());
			started.worker("worker", 300, "--concurrency", "1");
			started.worker("second", 300, "--concurrency", "1");
			Process manager = manager("manager", "run", started.plan().toString());
			started.untilBegun("worker");
			started.untilBegun("second");
			control.stopAtOnce();
			started.until(() -> started.said("manager").contains("the control database does not answer"));
			TimeUnit.SECONDS.sleep(20);
			control.startAgain();
			assertThat(started.end(manager)).as(started.said("manager")).isZero();
			started.isWhole("far", ROWS);
		}
	}

	@Test
	void thirtyStopsUnderLoadAreAllRestartable() throws Exception {
		Crew started = crew(Place.postgresql(), Place.postgresql());
		started.worker("worker", 2500);
		started.worker("second", 2500);
		Process manager = manager("manager", "run", started.plan().toString());
		started.untilBegun("worker");
		Random random = new Random(7);
		for (int stops = 0; stops < 30; stops++) {
			// on a busy machine a process takes longer to begin than the pause below
			started.until(() -> started.control()
				.number("SELECT count(*) FROM drover_migration WHERE owner IS NOT NULL") == 1);
			assertThat(manager.waitFor(1000 + random.nextInt(2000), TimeUnit.MILLISECONDS)).as("stopped in the middle")
				.isFalse();
			int told = started.end(started.manager("stop", "stop", "far"));
			assertThat(told).as(started.said("stop")).isZero();
			assertThat(started.end(manager)).as(started.said("manager")).isEqualTo(4);
			assertThat(started.control().number("SELECT count(*) FROM drover_claim WHERE state = 'TAKEN'")).isZero();
			manager = manager("manager", "restart", "far");
		}
		started.worker("fast", 0);
		assertThat(started.end(manager)).as(started.said("manager")).isZero();
		started.isWhole("far", ROWS);
		assertThat(started.control().number("SELECT count(*) FROM batch_step_execution WHERE status = 'UNKNOWN'"))
			.isZero();
	}

}
