package dev.drover.copy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.drover.engine.Reject;

import static org.assertj.core.api.Assertions.assertThat;

class PatienceTests {

	private final List<Integer> told = new ArrayList<>();

	private boolean stop;

	private long borne = 2;

	private final Patience patience = new Patience(new CopyListener() {

		@Override
		public void committed(String table, long rows, long bytes) {
		}

		@Override
		public void rejected(String table, String partition, long chunk, List<Reject> rejects) {
			PatienceTests.this.told.add(rejects.size());
		}

		@Override
		public long rejectsBorne() {
			return PatienceTests.this.borne;
		}

		@Override
		public boolean stopRequested() {
			return PatienceTests.this.stop;
		}

	}, "t", "p", 1);

	private static List<Reject> rejects(int count) {
		return Collections.nCopies(count, new Reject("t", "1", "", "", "", "bad"));
	}

	@Test
	void aStopEndsIt() {
		assertThat(this.patience.lasts(rejects(1))).isTrue();
		this.stop = true;
		assertThat(this.patience.lasts(rejects(1))).isFalse();
	}

	@Test
	void moreThanAreBorneAreToldAtOnceAndOnlyThen() {
		this.patience.lasts(rejects(0));
		this.patience.lasts(rejects(2));
		assertThat(this.told).isEmpty();
		this.patience.lasts(rejects(3));
		assertThat(this.told).containsExactly(3);
	}

	/** Others may have been taken back since the limit was read. */
	@Test
	void whereTheyAreBorneAllTheSameItGoesOnUpToTheNextLimit() {
		assertThat(this.patience.lasts(rejects(3))).isTrue();
		assertThat(this.patience.lasts(rejects(5))).isTrue();
		assertThat(this.patience.lasts(rejects(6))).isTrue();
		assertThat(this.told).containsExactly(3, 6);
	}

}
