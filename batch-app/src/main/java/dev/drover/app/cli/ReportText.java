package dev.drover.app.cli;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.drover.progress.Report;

/**
 * The report as people read it.
 */
final class ReportText {

	/**
	 * Most differences and rejects that are named for one table; the JSON has more.
	 */
	private static final int SHOWN = 20;

	private ReportText() {
	}

	/** With what was done, and by whom. */
	static String withHistory(Report report) {
		StringBuilder text = new StringBuilder(of(report));
		history(report.audit(), text);
		return text.toString();
	}

	static String of(Report report) {
		StringBuilder text = new StringBuilder(tables(report));
		differences(report, text);
		rejects(report, text);
		findings(report.findings(), text);
		steps(report, text);
		Report.Totals totals = report.totals();
		text.append('\n')
			.append(report.id())
			.append(' ')
			.append(report.state())
			.append(" in ")
			.append(Figures.duration(report.seconds()));
		if (totals.rowsCopied() > 0) {
			text.append(String.format(Locale.ROOT, ": %s rows/s, %.1f MB/s", Figures.rate(totals.rowsPerSecond()),
					totals.mbPerSecond()));
		}
		Report.@Nullable CutoverReport cutover = report.cutover();
		if (cutover != null) {
			text.append("; owner is ").append(cutover.owner());
		}
		return text.append('\n').toString();
	}

	private static String tables(Report report) {
		Columns columns = new Columns(1, "table", "source", "copied", "verified", "rejected", "differ", "size");
		report.tables()
			.forEach((table) -> columns.row(table.name(), Figures.count(table.rowsSource()),
					Figures.count(table.rowsCopied()), Figures.count(table.rowsVerified()),
					Figures.count(table.rowsRejected()), Figures.count(table.differences().size()),
					Figures.size(table.bytes())));
		Report.Totals totals = report.totals();
		columns.row("total", Figures.count(totals.rowsSource()), Figures.count(totals.rowsCopied()),
				Figures.count(totals.rowsVerified()), Figures.count(totals.rowsRejected()),
				Figures.count(totals.differences()), Figures.size(totals.bytes()));
		return columns.text("");
	}

	private static void differences(Report report, StringBuilder text) {
		for (Report.TableReport table : report.tables()) {
			if (!table.differences().isEmpty()) {
				text.append("\ndifferences in ").append(table.name()).append('\n');
				table.differences()
					.stream()
					.limit(SHOWN)
					.forEach((difference) -> text.append("  ")
						.append(String.format(Locale.ROOT, "%-8s", difference.kind()))
						.append(difference.key())
						.append(difference.columns().isEmpty() ? "" : " in " + String.join(", ", difference.columns()))
						.append('\n'));
				more(table.differences().size(), text);
			}
		}
	}

	private static void rejects(Report report, StringBuilder text) {
		if (!report.rejects().isEmpty()) {
			text.append("\nrejected rows\n");
			report.rejects()
				.stream()
				.limit(SHOWN)
				.forEach((reject) -> text.append("  ")
					.append(reject.table())
					.append(' ')
					.append(reject.key())
					.append(reject.column().isEmpty() ? "" : ", column " + reject.column())
					.append(": ")
					.append(reject.reason())
					.append('\n'));
			// of very many the report names some only
			more(Math.max(report.rejects().size(), report.totals().rowsRejected()), text);
		}
	}

	private static void more(long all, StringBuilder text) {
		if (all > SHOWN) {
			text.append("  and ").append(Figures.count(all - SHOWN)).append(" more, see --json\n");
		}
	}

	static void findings(List<Report.FindingReport> findings, StringBuilder text) {
		if (!findings.isEmpty()) {
			text.append("\nfindings\n");
			findings.forEach((finding) -> text.append("  ")
				.append(String.format(Locale.ROOT, "%-8s", finding.level()))
				.append(finding.code())
				.append(' ')
				.append(finding.message())
				.append(finding.hint().isEmpty() ? "" : "; " + finding.hint())
				.append('\n'));
		}
	}

	private static void history(List<Report.AuditReport> audit, StringBuilder text) {
		if (!audit.isEmpty()) {
			text.append("\nhistory\n");
			audit.forEach((entry) -> text.append("  ")
				.append(String.format(Locale.ROOT, "%-20s  %-15s ", entry.at().replaceFirst("\\.[0-9]+", ""),
						entry.action()))
				.append(entry.detail().strip().replaceAll("\\s+", " "))
				.append("; by ")
				.append(entry.actor())
				.append('\n'));
		}
	}

	private static void steps(Report report, StringBuilder text) {
		if (!report.steps().isEmpty()) {
			Columns columns = new Columns(2, "step", "status", "time");
			report.steps().forEach((step) -> columns.row(step.name(), step.status(), Figures.duration(step.seconds())));
			text.append('\n').append(columns.text(""));
		}
	}

}
