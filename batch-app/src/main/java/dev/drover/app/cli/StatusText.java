package dev.drover.app.cli;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.progress.Progress;
import dev.drover.progress.TableProgress;

/**
 * How far migrations are, as people read it.
 */
final class StatusText {

	private StatusText() {
	}

	/** One migration with its tables. */
	static String of(Progress progress) {
		StringBuilder text = new StringBuilder(progress.id()).append(' ').append(progress.state());
		if (progress.step() != null) {
			text.append(", step ").append(progress.step());
		}
		text.append(", started ").append(seconds(progress.startedAt()));
		if (progress.endedAt() != null) {
			text.append(", ended ").append(seconds(progress.endedAt()));
		}
		text.append(", ").append(Figures.duration(progress.seconds())).append(" of work\n");
		Progress.@Nullable OwnerProcess process = progress.process();
		if (process != null) {
			text.append("process ")
				.append(process.pid())
				.append(" on ")
				.append(process.host())
				.append(process.alive() ? " is at work" : " is gone, last heard of " + seconds(process.heartbeatAt()))
				.append('\n');
		}
		if (!progress.tables().isEmpty()) {
			text.append('\n').append(tables(progress)).append('\n');
		}
		if (!progress.workers().isEmpty()) {
			text.append(workers(progress)).append('\n');
		}
		Progress.Sync sync = progress.sync();
		if (sync.applied() + sync.maxLag() > 0) {
			text.append("changes of the source: ")
				.append(Figures.count(sync.applied()))
				.append(" applied, ")
				.append(PlainText.waiting(sync))
				.append("; at most ")
				.append(Figures.count(sync.maxLag()))
				.append(" waited\n");
		}
		if (progress.running()) {
			text.append(PlainText.of(progress)).append('\n');
		}
		if (progress.findings() + progress.differences() + progress.rejects() > 0) {
			text.append(Figures.counted(progress.findings(), "finding"))
				.append(", ")
				.append(Figures.counted(progress.differences(), "differing row"))
				.append(", ")
				.append(Figures.counted(progress.rejects(), "rejected row"))
				.append('\n');
		}
		if (progress.hint() != null) {
			text.append(progress.hint()).append('\n');
		}
		return text.toString();
	}

	private static String workers(Progress progress) {
		Columns columns = new Columns(5, "worker", "version", "label", "state", "partition", "rows/s", "last heard of");
		for (Progress.WorkerProcess worker : progress.workers()) {
			columns.row(worker.pid() + " on " + worker.host(), worker.version(), worker.labels(), worker.state(),
					String.join(" ", worker.partitions()), Figures.count(Math.round(worker.rowsPerSecond())),
					seconds(worker.heartbeatAt()));
		}
		return columns.text("");
	}

	private static String tables(Progress progress) {
		Columns columns = new Columns(1, "table", "rows", "copied", "", "verified", "differ", "size");
		for (TableProgress table : progress.tables()) {
			@Nullable Long total = table.rowsTotal();
			columns.row(table.name(), (total == null) ? "?" : Figures.count(total), Figures.count(table.rowsCopied()),
					(total == null) ? "" : Figures.percent(table.rowsCopied(), total) + " %",
					Figures.count(table.rowsVerified()), Figures.count(table.differences()),
					Figures.size(table.bytes()));
		}
		return columns.text("");
	}

	/** All migrations, one a line. */
	static String list(List<Progress> all, Path dataDir) {
		if (all.isEmpty()) {
			return "no migrations in " + dataDir + "\n";
		}
		Columns columns = new Columns(4, "id", "state", "step", "started", "copied", "rows", "");
		for (Progress progress : all) {
			@Nullable Long total = progress.rowsTotal();
			columns.row(progress.id(), progress.state(), (progress.step() == null) ? "" : progress.step(),
					seconds(progress.startedAt()), Figures.count(progress.rowsCopied()),
					(total == null) ? "?" : Figures.count(total),
					(total == null) ? "" : Figures.percent(progress.rowsCopied(), total) + " %");
		}
		return columns.text("");
	}

	/** An instant without its fractions. */
	private static String seconds(@Nullable String instant) {
		return (instant == null) ? "-" : instant.replaceFirst("\\.[0-9]+", "");
	}

}
