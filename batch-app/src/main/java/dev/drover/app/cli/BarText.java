package dev.drover.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.drover.progress.Progress;
import dev.drover.progress.TableProgress;

/**
 * Progress as lines that a terminal draws over: one for all, and a bar for each table
 * that is being worked on.
 */
final class BarText {

	private static final String GREEN = "\u001B[32m";

	private static final String PLAIN = "\u001B[0m";

	/** What the figures behind a bar need at most, if nothing is huge. */
	private static final int FIGURES_WIDTH = 56;

	private final Terminal terminal;

	BarText(Terminal terminal) {
		this.terminal = terminal;
	}

	/** The lines, each at most as wide as the terminal. */
	List<String> of(Progress progress) {
		List<String> lines = new ArrayList<>();
		lines.add(cut(head(progress)));
		List<TableProgress> open = progress.tables().stream().filter((table) -> isOpen(progress, table)).toList();
		if (progress.waitsFor() != null) {
			lines.add(cut("  waits: " + progress.waitsFor()));
		}
		int shown = Math.min(open.size(), Math.max(1, this.terminal.lines() - 3 - lines.size()));
		int width = open.stream().limit(shown).mapToInt((table) -> table.name().length()).max().orElse(0);
		for (TableProgress table : open.subList(0, shown)) {
			lines.add(bar(progress, table, Math.min(width, Math.max(8, this.terminal.columns() / 4))));
		}
		int done = progress.tables().size() - open.size();
		if (open.size() > shown || (done > 0 && !open.isEmpty())) {
			lines.add(cut("  " + done + " of " + progress.tables().size() + " tables done"
					+ ((open.size() > shown) ? ", " + (open.size() - shown) + " more open" : "")));
		}
		return lines;
	}

	/** Only copy and verify work on tables; there, a table is shown until it is done. */
	private static boolean isOpen(Progress progress, TableProgress table) {
		if (!StepFigures.comparing(progress) && !"copy".equals(progress.step())) {
			return false;
		}
		@Nullable Long total = table.rowsTotal();
		return total == null || StepFigures.done(progress, table) < total;
	}

	private static String head(Progress progress) {
		StringBuilder head = new StringBuilder(progress.id()).append("  ")
			.append((progress.step() == null) ? progress.state() : progress.step());
		@Nullable Long total = progress.rowsTotal();
		if (total != null) {
			long done = StepFigures.comparing(progress) ? StepFigures.compared(progress) : progress.rowsCopied();
			head.append("  ")
				.append(Figures.percent(done, total))
				.append("%  ")
				.append(Figures.count(done))
				.append(" of ")
				.append(Figures.count(total))
				.append(" rows");
		}
		if (progress.rowsPerSecond() > 0) {
			head.append("  ").append(rates(progress.rowsPerSecond(), progress.mbPerSecond()));
			head.append("  ETA ").append(Figures.clock(progress.etaSeconds()));
		}
		Progress.Sync sync = progress.sync();
		if (sync.applied() + sync.lag() > 0) {
			head.append("  ").append(PlainText.waiting(sync));
		}
		return head.toString();
	}

	private static String rates(double rows, double megabytes) {
		return Figures.rate(rows) + " rows/s"
				+ ((megabytes > 0) ? String.format(Locale.ROOT, "  %.1f MB/s", megabytes) : "");
	}

	private String bar(Progress progress, TableProgress table, int nameWidth) {
		long done = StepFigures.done(progress, table);
		@Nullable Long total = table.rowsTotal();
		String name = String.format(Locale.ROOT, "  %-" + Math.max(1, nameWidth) + "s ",
				(table.name().length() <= nameWidth) ? table.name() : table.name().substring(0, nameWidth - 1) + "~");
		String figures = ((total == null) ? "" : String.format(Locale.ROOT, " %3d%%", Figures.percent(done, total)))
				+ String.format(Locale.ROOT, " %s rows", Figures.count(done))
				+ ((table.rowsPerSecond() > 0) ? "  " + rates(table.rowsPerSecond(), table.mbPerSecond()) + "  ETA "
						+ Figures.clock(table.etaSeconds()) : "");
		int width = Math.min(30, Math.max(6, this.terminal.columns() - name.length() - FIGURES_WIDTH));
		if (total == null || name.length() + width + figures.length() + 3 > this.terminal.columns()) {
			return cut(name + figures);
		}
		int full = (int) (width * (Figures.percent(done, total) / 100.0));
		String drawn = "#".repeat(full);
		return name + "[" + (this.terminal.color() ? GREEN + drawn + PLAIN : drawn) + "-".repeat(width - full) + "]"
				+ figures;
	}

	/** One column stays free, since some terminals wrap in the last one. */
	private String cut(String line) {
		int most = this.terminal.columns() - 1;
		return (line.length() <= most) ? line : line.substring(0, most);
	}

}
