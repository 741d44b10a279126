package dev.drover.job;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import dev.drover.job.channel.WorkChannel;
import dev.drover.job.channel.WorkChannels;
import dev.drover.ledger.ControlDatabase;
import dev.drover.ledger.WorkerRecord;

import static org.assertj.core.api.Assertions.assertThat;

class FleetTests {

	private static final long SECOND = 1_000_000_000L;

	/** On another host: nobody sees whether its process is there. */
	private static final String FAR = "far-host|1|start|space";

	private final AtomicLong clock = new AtomicLong();

	private final Fleet fleet = new Fleet(this.clock::get, "jdbc");

	private static WorkerRecord worker(String id, String channel, int protocol, long beat, long silent) {
		return new WorkerRecord(id, FAR, "1.0", protocol, channel, "", 3, 1, false, 0, beat, silent);
	}

	private static WorkerRecord worker(String id, long beat) {
		return worker(id, "jdbc", WorkChannel.PROTOCOL, beat, 0);
	}

	private void passes(int seconds, WorkerRecord... known) {
		for (int i = 0; i < seconds; i++) {
			this.clock.addAndGet(SECOND);
			this.fleet.look(List.of(known));
		}
	}

	@Test
	void aWorkerIsLostAfterItsLeaseAndLivesAgainWithItsNextSign() {
		passes(1, worker("a", 1));
		passes(14, worker("a", 1));
		assertThat(this.fleet.lost("a")).isFalse();
		passes(1, worker("a", 1));
		assertThat(this.fleet.lost("a")).isTrue();
		assertThat(this.fleet.living()).isEmpty();
		passes(1, worker("a", 2));
		assertThat(this.fleet.lost("a")).isFalse();
	}

	@Test
	void whileTheControlDatabaseWasAwayNobodyWasSilent() {
		passes(1, worker("a", 1));
		this.clock.addAndGet(60 * SECOND);
		this.fleet.look(List.of(worker("a", 1)));
		assertThat(this.fleet.lost("a")).isFalse();
	}

	/** The control database may have been away before this process looked. */
	@Test
	void oneThatWasSilentBeforeKeepsWhatItHasForALeaseAndIsNotCounted() {
		WorkerRecord silent = worker("a", "jdbc", WorkChannel.PROTOCOL, 1, Owner.LEASE_MILLIS + 1);
		passes(15, silent);
		assertThat(this.fleet.lost("a")).isFalse();
		assertThat(this.fleet.living()).isEmpty();
		assertThat(this.fleet.slots()).isZero();
		passes(1, silent);
		assertThat(this.fleet.lost("a")).isTrue();
		passes(1, worker("a", 2));
		assertThat(this.fleet.living()).hasSize(1);
		assertThat(this.fleet.lost("unknown")).isTrue();
	}

	@Test
	void onlyThoseThatHearUnderstandAndCanAreCounted() {
		WorkerRecord[] all = { worker("a", 1), worker("b", 1), worker("c", "jms", WorkChannel.PROTOCOL, 1, 0),
				worker("d", "jdbc", WorkChannel.PROTOCOL + 1, 1, 0) };
		passes(1, all);
		assertThat(this.fleet.slots()).isEqualTo(6);
		assertThat(this.fleet.freeSlots()).isEqualTo(4);
		assertThat(this.fleet.elsewhere()).containsExactly(all[2]);
		assertThat(this.fleet.strangers()).containsExactly(all[3]);
		assertThat(this.fleet.passOver("a", "no secret")).isTrue();
		assertThat(this.fleet.passOver("a", "no secret")).as("news").isFalse();
		assertThat(this.fleet.slots()).isEqualTo(3);
		assertThat(this.fleet.living()).containsExactly(all[1]);
		assertThat(this.fleet.others("b")).isFalse();
		assertThat(this.fleet.others("a")).isTrue();
		assertThat(this.fleet.lost("c")).as("may hold claims of an earlier manager").isFalse();
	}

	@Test
	void whyNobodyTakesAnythingIsTold() {
		passes(1);
		assertThat(this.fleet.nobody(7)).contains("no worker process is there for 7 s", "drover worker --control URL");
		passes(1, worker("d", "jdbc", WorkChannel.PROTOCOL + 1, 1, 0));
		assertThat(this.fleet.nobody(7)).contains("1 of Drover 1.0");
		passes(1, worker("c", "jms", WorkChannel.PROTOCOL, 1, 0));
		assertThat(this.fleet.nobody(7)).contains("its channel is jdbc", "1 of far-host listens to the channel jms",
				"DROVER_BROKER_URL");
		passes(1, worker("a", 1));
		this.fleet.passOver("a", "PLAN_010 no secret");
		assertThat(this.fleet.nobody(7)).contains("1 of far-host: PLAN_010 no secret");
	}

	@Test
	void theChannelIsKnownByNameBeforeItIsOpened() {
		try (ControlDatabase control = ControlDatabase.inMemory()) {
			control.bringUpToDate();
			for (Map<String, String> environment : List.of(Map.<String, String>of(),
					Map.of("DROVER_BROKER_URL", "tcp://127.0.0.1:1"))) {
				try (WorkChannel channel = WorkChannels.open(control.dataSource(), environment)) {
					assertThat(WorkChannels.name(environment)).isEqualTo(channel.name());
				}
			}
		}
	}

}
