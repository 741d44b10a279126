package dev.drover.job;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;

import dev.drover.job.channel.WorkChannel;
import dev.drover.job.channel.WorkChannels;
import dev.drover.ledger.ControlDatabase;
import dev.drover.ledger.Ledger;
import dev.drover.plan.Plan;
import dev.drover.plan.PlanReader;
import dev.drover.plan.PlanText;
import dev.drover.plan.Secrets;
import dev.drover.testserver.Broker;
import dev.drover.testserver.OwnPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What giving out partitions costs, without any rows: {@code docs/capacity.md} has the
 * figures. A manager and workers as they are, but for what workers do with a partition,
 * which is nothing.
 */
@Tag("proof")
class LargeFleetIT {

	private static final int PARTITIONS = 10_000;

	private static final int WORKERS = 200;

	private static final String PLAN = """
			id: large
			source: {url: "jdbc:postgresql://127.0.0.1:1/none"}
			target: {url: "jdbc:postgresql://127.0.0.1:1/none"}
			data: {type: snapshot}
			""";

	@TempDir
	Path directory;

	@Test
	void tenThousandPartitionsAndTwoHundredWorkersOverTheControlDatabase() throws Exception {
		measure(Map.of());
	}

	@Test
	void tenThousandPartitionsAndTwoHundredWorkersOverABroker() throws Exception {
		try (Broker broker = Broker.start(this.directory.resolve("broker"))) {
			measure(Map.of("DROVER_BROKER_URL", broker.url(), "DROVER_BROKER_USER", Broker.USER,
					"DROVER_BROKER_PASSWORD", Broker.PASSWORD));
		}
	}

	private void measure(Map<String, String> channel) throws Exception {
		try (OwnPostgres server = OwnPostgres.start()) {
			Map<String, String> environment = new LinkedHashMap<>(channel);
			environment.put("DROVER_CONTROL_URL", server.url());
			environment.put("DROVER_CONTROL_USER", server.user());
			try (ControlDatabase control = ControlDatabase.openPatiently(this.directory, environment)) {
				control.bringUpToDate();
				run(control, environment, server);
			}
		}
	}

	private static void run(ControlDatabase control, Map<String, String> environment, OwnPostgres server)
			throws Exception {
		Ledger ledger = new Ledger(control.dataSource(), Clock.systemUTC());
		Plan plan = PlanReader.ofAcceptedPlans().read(PLAN, "the plan");
		ledger.create(plan.id(), PlanText.of(plan), PlanText.fingerprint(plan));
		assertThat(ledger.claim(ledger.find(plan.id()).orElseThrow(), Owner.self())).isTrue();
		Supplier<WorkChannel> opener = () -> WorkChannels.open(control.dataSource(), environment);
		try (MigrationRun run = new MigrationRun(plan, Owner.self(), true, new Secrets(environment),
				control.dataSource(), ledger, new AtomicBoolean());
				IdleWorkers workers = IdleWorkers.start(WORKERS, control.dataSource(), ledger, plan,
						new Secrets(environment), opener)) {
			Figures before = Figures.of(server);
			JobExecution execution = new GivenOut(run, control.dataSource(), opener).start(PARTITIONS);
			Figures after = Figures.of(server);
			assertThat(execution.getStatus()).isEqualTo(BatchStatus.COMPLETED);
			assertThat(workers.done()).isEqualTo(PARTITIONS);
			System.out.printf("%s: %.1f s, %.2f ms a partition; %.1f transactions and %.1f kB of WAL a partition%n",
					opener.get().name(), (after.nanos - before.nanos) / 1e9,
					(after.nanos - before.nanos) / 1e6 / PARTITIONS,
					(after.transactions - before.transactions) / (double) PARTITIONS,
					(after.wal - before.wal) / 1e3 / PARTITIONS);
		}
	}

	private record Figures(long nanos, long transactions, long wal) {

		static Figures of(OwnPostgres server) throws SQLException {
			try (Connection connection = DriverManager.getConnection(server.url(), server.user(), "");
					Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery("SELECT sum(xact_commit), pg_current_wal_lsn() - '0/0'"
							+ " FROM pg_stat_database WHERE datname = current_database()")) {
				row.next();
				return new Figures(System.nanoTime(), row.getLong(1), row.getLong(2));
			}
		}

	}

}
