package dev.drover.app.cli;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.progress.Progress;
import dev.drover.progress.TableProgress;

/**
 * Moments of a migration to be rendered.
 */
final class Snapshots {

	private Snapshots() {
	}

	static Progress copying() {
		return of("copy",
				List.of(table("orders", 1_000_000L, 250_000, 50_000, 15.0),
						table("a_table_with_quite_a_long_name", 2_000_000L, 1_999_999, 73_456, 0.1),
						table("done", 1_000L, 1_000, 0, null)));
	}

	static Progress of(@Nullable String step, List<TableProgress> tables) {
		long total = tables.stream().map(TableProgress::rowsTotal).mapToLong((rows) -> (rows == null) ? 0 : rows).sum();
		long copied = tables.stream().mapToLong(TableProgress::rowsCopied).sum();
		double rate = tables.stream().mapToDouble(TableProgress::rowsPerSecond).sum();
		return new Progress("orders-to-pg", "COPYING", "COPYING", step, "2026-01-02T03:04:05.678Z", null, null, 12.5,
				new Progress.OwnerProcess("host", 42, true, "2026-01-02T03:04:06Z", false), total, copied, 0,
				25_000_000, rate, rate / 10_000, (rate > 0) ? Double.valueOf((total - copied) / rate) : null,
				new Progress.Partitions(12, 3, 2), new Progress.Sync(0, 0, 0, null), null, 1, 0, 0, tables, List.of(),
				null);
	}

	/** One that follows its source. */
	static Progress following(Progress.Sync sync, @Nullable String waitsFor) {
		return new Progress("orders-to-pg", "VERIFYING", "VERIFYING", "verify", "2026-01-02T03:04:05.678Z", null, null,
				12.5, new Progress.OwnerProcess("host", 42, true, "2026-01-02T03:04:06Z", false), 10L, 10, 0, 1_000, 0,
				0, null, new Progress.Partitions(0, 0, 0), sync, waitsFor, 0, 0, 0, List.of(), List.of(), null);
	}

	static TableProgress table(String name, @Nullable Long total, long copied, double rate, @Nullable Double eta) {
		return new TableProgress(name, name, total, copied, 0, 0, 0, copied * 100, rate, rate / 10_000, eta);
	}

}
