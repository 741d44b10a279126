package dev.drover.progress;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

class ProgressMeterTests {

	private final AtomicLong nanos = new AtomicLong(5_000_000_000L);

	private final ProgressMeter meter = new ProgressMeter(this.nanos::get);

	@BeforeEach
	void twoTables() {
		this.meter.table("orders", "ORDERS", 1_000);
		this.meter.table("items", "ITEMS", 3_000);
		this.meter.partitions(3, 0);
	}

	private void seconds(double seconds) {
		this.nanos.addAndGet(Math.round(seconds * 1e9));
	}

	@Test
	void rateAndTimeLeftAreThoseOfTheCopy() {
		this.meter.step("copy");
		seconds(2);
		this.meter.committed("orders", 1_000, 4_000_000);
		Work work = this.meter.snapshot();
		assertThat(work.rowsTotal()).isEqualTo(4_000);
		assertThat(work.rowsCopied()).isEqualTo(1_000);
		assertThat(work.rowsPerSecond()).isCloseTo(500, within(0.1));
		assertThat(work.mbPerSecond()).isCloseTo(2, within(0.01));
		assertThat(work.etaSeconds()).isCloseTo(6, within(0.1));
	}

	@Test
	void rowsOfEarlierAttemptsCountButAreNoSpeed() {
		this.meter.checkpoints("items", 2_000, 2_000, 9_000_000);
		this.meter.step("copy");
		seconds(1);
		this.meter.committed("items", 100, 1_000);
		Work work = this.meter.snapshot();
		assertThat(work.rowsCopied()).isEqualTo(2_100);
		assertThat(work.rowsPerSecond()).isCloseTo(100, within(0.1));
	}

	@Test
	void rowsThatWereThrownAwayStayCountedAndAreOpenAgain() {
		this.meter.checkpoints("orders", 400, 400, 1_000);
		this.meter.checkpoints("items", 3_000, 3_000, 1_000);
		this.meter.step("copy");
		this.meter.discarded("orders", 400);
		seconds(1);
		this.meter.committed("orders", 500, 1_000);
		Work work = this.meter.snapshot();
		assertThat(work.rowsCopied()).isEqualTo(3_900);
		assertThat(work.etaSeconds()).as("500 of 1,000 rows are open at 500 rows/s").isCloseTo(1, within(0.01));
	}

	@Test
	void aComparisonBeginsFromNothing() {
		this.meter.step("copy");
		this.meter.committed("orders", 1_000, 10);
		this.meter.verified("orders", 1_000, 0);
		this.meter.step("verify");
		seconds(1);
		this.meter.compared("orders", 250);
		Work work = this.meter.snapshot();
		assertThat(work.rowsVerified()).isZero();
		assertThat(work.tables().get(0).rowsCompared()).isEqualTo(250);
		assertThat(work.rowsPerSecond()).isCloseTo(250, within(0.1));
		assertThat(work.mbPerSecond()).isZero();
	}

	@Test
	void oldSpeedIsForgotten() {
		this.meter.step("copy");
		for (int second = 0; second < 30; second++) {
			seconds(1);
			this.meter.committed("items", (second < 10) ? 200 : 10, 0);
			this.meter.snapshot();
		}
		assertThat(this.meter.snapshot().rowsPerSecond()).isCloseTo(10, within(2.0));
	}

	@Test
	void nobodyCanSayHowLongItTakesBeforeAnythingIsCommitted() {
		this.meter.step("copy");
		seconds(3);
		assertThat(this.meter.snapshot().etaSeconds()).isNull();
	}

	@Test
	void aTableThatWasNotCountedHasNoTotal() {
		this.meter.table("views", "VIEWS", -1);
		this.meter.step("verify");
		Work work = this.meter.snapshot();
		assertThat(work.rowsTotal()).isNull();
		assertThat(work.tables().get(2).rowsTotal()).isNull();
	}

	@Test
	void partitionsCountWhenTheyAreLeftAsComplete() {
		this.meter.partitionBegun("p0001");
		this.meter.partitionBegun("p0002");
		this.meter.partitionLeft("p0001", true);
		assertThat(this.meter.snapshot().partitions()).isEqualTo(new Progress.Partitions(3, 1, 1));
		this.meter.partitionLeft("p0002", false);
		assertThat(this.meter.snapshot().partitions()).isEqualTo(new Progress.Partitions(3, 1, 0));
	}

	@Test
	void countsSurviveTheirJson() {
		this.meter.step("copy");
		seconds(1);
		this.meter.committed("orders", 7, 70);
		Work work = this.meter.snapshot();
		assertThat(ProgressJson.read(ProgressJson.compact(work), Work.class)).isEqualTo(work);
		assertThat(ProgressJson.compact(work)).contains("\"rows_per_second\"").doesNotContain("\n");
	}

	@Test
	void anUnknownTableIsAMistake() {
		assertThatIllegalStateException().isThrownBy(() -> this.meter.committed("nothing", 1, 1));
	}

}
