package dev.drover.app.cli;

import java.io.PrintStream;
import java.util.Locale;

import dev.drover.app.operate.Operations;
import dev.drover.progress.Report;

/**
 * The report as a terminal shows it.
 */
final class ReportText {

	private ReportText() {
	}

	static void print(PrintStream out, Operations.Result result) {
		Report report = result.outcome().report();
		out.printf(Locale.ROOT, "%-24s %12s %12s %12s %6s%n", "table", "source", "copied", "verified", "diff");
		for (Report.TableReport table : report.tables()) {
			out.printf(Locale.ROOT, "%-24s %12d %12d %12d %6d%n", table.name(), table.rowsSource(), table.rowsCopied(),
					table.rowsVerified(), table.differences().size());
			table.differences()
				.stream()
				.limit(20)
				.forEach((difference) -> out.println("  " + difference.kind() + " " + difference.key()
						+ (difference.columns().isEmpty() ? "" : " " + difference.columns())));
		}
		Report.Totals totals = report.totals();
		out.printf(Locale.ROOT, "%-24s %12d %12d %12d %6d%n", "total", totals.rowsSource(), totals.rowsCopied(),
				totals.rowsVerified(), totals.differences());
		report.findings()
			.forEach((finding) -> out.println(finding.level() + " " + finding.code() + " " + finding.message()));
		out.printf(Locale.ROOT, "%s %s in %.1f s, %d rows/s%n", report.id(), report.state(), report.seconds(),
				Math.round(totals.rowsPerSecond()));
	}

}
