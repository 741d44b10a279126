package dev.drover.job;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.drover.ledger.ControlDatabase;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.MigrationRecord;

import static org.assertj.core.api.Assertions.assertThat;

class LastSignTests {

	private static final String FAR = "far-host|1|start|space|a";

	private final ControlDatabase control = ControlDatabase.inMemory();

	private final ExecutorService executor = Executors.newSingleThreadExecutor();

	private final List<String> told = new ArrayList<>();

	private Ledger ledger;

	@BeforeEach
	void begin() {
		this.control.bringUpToDate();
		this.ledger = new Ledger(this.control.dataSource(), Clock.systemUTC());
		this.ledger.create("m", "", "");
	}

	@AfterEach
	void end() {
		this.executor.shutdownNow();
		this.control.close();
	}

	/** The migration, whose owner has been silent for so long. */
	private MigrationRecord owned(String owner, long silentMillis) {
		assertThat(this.ledger.claim(seen(), owner)).isTrue();
		new JdbcTemplate(this.control.dataSource())
			.update("UPDATE drover_migration SET heartbeat_at = heartbeat_at - ?", silentMillis);
		return seen();
	}

	private MigrationRecord seen() {
		return this.ledger.find("m").orElseThrow();
	}

	private MigrationRecord awaited(MigrationRecord seen) {
		return LastSign.awaited(this.ledger, seen, () -> false, this.told::add);
	}

	@Test
	void anOwnerElsewhereThatStaysSilentIsOutlived() {
		MigrationRecord seen = owned(FAR, 14_000);
		assertThat(Statuses.alive(seen)).isTrue();
		assertThat(Statuses.alive(awaited(seen))).isFalse();
		assertThat(this.told).singleElement().asString().contains("process 1 of far-host", "counts as dead");
	}

	@Test
	void anOwnerElsewhereThatLivesIsNotWaitedFor() throws Exception {
		MigrationRecord seen = owned(FAR, 1_000);
		Future<MigrationRecord> awaited = this.executor.submit(() -> awaited(seen));
		assertThat(this.ledger.heartbeat("m", FAR)).isTrue();
		assertThat(Statuses.alive(awaited.get(10, TimeUnit.SECONDS))).isTrue();
		assertThat(this.told).isEmpty();
	}

	@Test
	void aProcessThatCanBeLookedAtIsNotWaitedFor() {
		MigrationRecord seen = owned(Owner.self(), 14_000);
		assertThat(awaited(seen)).isSameAs(seen);
	}

	@Test
	void whoeverIsToStopDoesNotWait() {
		MigrationRecord seen = owned(FAR, 1_000);
		assertThat(LastSign.awaited(this.ledger, seen, () -> true, this.told::add)).isSameAs(seen);
	}

}
