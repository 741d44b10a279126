package dev.drover.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.drover.progress.Progress;
import dev.drover.progress.TableProgress;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressTextTests {

	private static final Terminal WIDE = new Terminal(true, false, 120, 40);

	@Test
	void aPlainLineSaysHowFarHowFastAndHowLong() {
		assertThat(PlainText.of(Snapshots.copying())).isEqualTo("orders-to-pg copy: 2,250,999 of 3,001,000 rows (75 %)"
				+ " copied, 123,456 rows/s, 12.3 MB/s, ETA 0:07, partitions 3 of 12");
	}

	@Test
	void aPlainLineHasNoRatesWhereNothingMoves() {
		assertThat(PlainText.of(Snapshots.of("prepare", List.of())))
			.isEqualTo("orders-to-pg prepare: 0 of 0 rows (100 %) copied, partitions 3 of 12");
	}

	@Test
	void eachOpenTableHasABarAndTheOthersANumber() {
		List<String> lines = new BarText(WIDE).of(Snapshots.copying());
		assertThat(lines).hasSize(4);
		assertThat(lines.get(0)).isEqualTo(
				"orders-to-pg  copy  75%  2,250,999 of 3,001,000 rows" + "  123,456 rows/s  12.3 MB/s  ETA 0:07");
		assertThat(lines.get(1)).contains("orders")
			.contains("[#")
			.contains("25%")
			.contains("250,000 rows")
			.contains("50,000 rows/s")
			.contains("5.0 MB/s")
			.endsWith("ETA 0:15");
		assertThat(lines.get(2)).as("never 100 % before all is there").contains("99%");
		assertThat(lines.get(3)).isEqualTo("  1 of 3 tables done");
	}

	@Test
	void noLineIsWiderThanTheTerminalNorAreThereMoreThanFit() {
		List<TableProgress> tables = IntStream.range(0, 100)
			.mapToObj((i) -> Snapshots.table("table_number_" + i, 1_000_000_000L, 123_456_789, 99_999, 8_765.4))
			.toList();
		for (int columns : new int[] { 20, 40, 80, 200 }) {
			List<String> lines = new BarText(new Terminal(true, false, columns, 24)).of(Snapshots.of("copy", tables));
			assertThat(lines).hasSizeLessThan(24).allSatisfy((line) -> assertThat(line).hasSizeLessThan(columns));
		}
	}

	@Test
	void colorIsOnlyWhereItIsWanted() {
		assertThat(String.join("", new BarText(WIDE).of(Snapshots.copying()))).doesNotContain("\u001B");
		assertThat(String.join("", new BarText(new Terminal(true, true, 120, 40)).of(Snapshots.copying())))
			.contains("\u001B[32m");
	}

	@Test
	void aTableOfUnknownSizeHasNoBar() {
		List<String> lines = new BarText(WIDE)
			.of(Snapshots.of("copy", List.of(Snapshots.table("t", null, 77, 0, null))));
		assertThat(lines.get(1)).isEqualTo("  t  77 rows");
	}

	@Test
	void aPictureIsDrawnOverTheLastOneInOneWrite() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		Picture picture = new Picture(new PrintStream(bytes, false, StandardCharsets.UTF_8));
		picture.draw("", List.of("one", "two"));
		bytes.reset();
		picture.draw("stays\n", List.of("three"));
		assertThat(bytes.toString(StandardCharsets.UTF_8))
			.isEqualTo("\u001B[2A\r\u001B[Jstays\nthree\u001B[K\n\u001B[J");
	}

	@Test
	void figuresAreReadable() {
		assertThat(Figures.clock(null)).isEqualTo("-:--");
		assertThat(Figures.clock(6.2)).isEqualTo("0:07");
		assertThat(Figures.clock(11_045.0)).isEqualTo("3:04:05");
		assertThat(Figures.duration(3.21)).isEqualTo("3.2 s");
		assertThat(Figures.duration(750)).isEqualTo("12 min 30 s");
		assertThat(Figures.duration(7_500)).isEqualTo("2 h 5 min");
		assertThat(Figures.size(999)).isEqualTo("999 B");
		assertThat(Figures.size(12_345_678_901L)).isEqualTo("12.3 GB");
		assertThat(Figures.percent(999_999, 1_000_000)).isEqualTo(99);
		assertThat(Figures.percent(0, 0)).isEqualTo(100);
	}

	@Test
	void aFollowedSourceShowsHowFarTheTargetIsBehind() {
		Progress following = Snapshots.following(new Progress.Sync(12_345, 678, 9_000, 1.26), null);
		assertThat(PlainText.of(following)).endsWith(", 12,345 changes applied, 678 wait, the oldest for 1.3 s");
		assertThat(StatusText.of(following)).contains(
				"\nchanges of the source: 12,345 applied, 678 wait, the oldest for 1.3 s; at most 9,000 waited\n");
		assertThat(PlainText.of(Snapshots.following(new Progress.Sync(5, 0, 7, null), null)))
			.endsWith(", 5 changes applied, 0 wait");
	}

	@Test
	void whatIsWaitedForIsShownEverywhere() {
		Progress waiting = Snapshots.following(Progress.Sync.NONE, "throttle.rows_per_second allows 10,000");
		assertThat(PlainText.of(waiting)).endsWith(", waits: throttle.rows_per_second allows 10,000");
		assertThat(StatusText.of(waiting)).contains("waits: throttle.rows_per_second allows 10,000");
		assertThat(new BarText(new Terminal(true, false, 120, 24)).of(waiting))
			.anyMatch((line) -> line.endsWith("waits: throttle.rows_per_second allows 10,000"));
	}

	@Test
	void aLostProcessIsCalledSo() {
		Progress lost = new Progress("x", "FAILED", "COPYING", "copy", null, null, null, 1,
				new Progress.OwnerProcess("host", 42, false, "2026-01-02T03:04:06.1Z", false), null, 0, 0, 0, 0, 0,
				null, new Progress.Partitions(0, 0, 0), new Progress.Sync(0, 0, 0, null), null, 0, 0, 0, List.of(),
				List.of(), "its process 42 is gone; drover restart x continues");
		assertThat(StatusText.of(lost)).contains("x FAILED, step copy")
			.contains("process 42 on host is gone, last heard of 2026-01-02T03:04:06Z")
			.endsWith("drover restart x continues\n");
	}

}
