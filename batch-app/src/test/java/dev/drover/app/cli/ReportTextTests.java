package dev.drover.app.cli;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.drover.progress.Report;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTextTests {

	private static String text(int named, long rejected) {
		return ReportText.of(report(named, rejected, List.of()));
	}

	private static Report report(int named, long rejected, List<Report.AuditReport> audit) {
		List<Report.RejectReport> rejects = IntStream.range(0, named)
			.mapToObj((i) -> new Report.RejectReport("t", String.valueOf(i), "a", "too long"))
			.toList();
		return new Report("many", "COMPLETED", 1, null, null, 1, "big_bang", List.of(),
				new Report.Totals(0, 0, 0, rejected, 0, 0, 0, 0, 0, 0), List.of(), new Report.PartitionCount(1, 1, 0),
				new Report.Sync(0, 0, 0), null, List.of(), rejects, audit);
	}

	@Test
	void rejectsThatAReportDoesNotNameAreCounted() {
		assertThat(text(30, 45_000)).contains("t 19, column a", "  and 44,980 more, see --json\n")
			.doesNotContain("t 20, column a");
	}

	@Test
	void theHistoryIsOneLineForEachThingDone() {
		List<Report.AuditReport> audit = List.of(
				new Report.AuditReport("2026-01-02T03:04:05.678Z", "me@host pid 42", "rollback",
						"begun in phase COMPLETED"),
				new Report.AuditReport("2026-01-02T03:04:06Z", "host pid 42", "phase", "COMPLETED\n  to ROLLING_BACK"));
		assertThat(ReportText.withHistory(report(0, 0, audit))).endsWith("""

				history
				  2026-01-02T03:04:05Z  rollback        begun in phase COMPLETED; by me@host pid 42
				  2026-01-02T03:04:06Z  phase           COMPLETED to ROLLING_BACK; by host pid 42
				""");
		assertThat(ReportText.of(report(0, 0, audit))).as("at the end of a run").doesNotContain("history");
	}

	@Test
	void rowsThatARepairCouldNotBringAreCountedBesideTheOthers() {
		assertThat(text(23, 0)).contains("  and 3 more, see --json\n");
	}

}
