package dev.drover.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.drover.schema.TableMapping;

/**
 * Collects the changes that mend tables, as far as memory allows; what does not fit is
 * found again by the next comparison.
 */
final class ChangeQueue {

	private static final long BYTES = 16_000_000;

	/** What a row costs beside its data, roughly. */
	private static final int OVERHEAD = 200;

	private final Map<TableMapping, List<RowChange>> changes = new LinkedHashMap<>();

	private long bytes;

	/** Where one table's differences go; each table gets at least one in. */
	DifferenceSink of(TableMapping table) {
		return (kind, row, columns) -> {
			List<RowChange> ofTable = this.changes.computeIfAbsent(table, (mapping) -> new ArrayList<>());
			if (ofTable.isEmpty() || this.bytes < BYTES) {
				ofTable.add(new RowChange(kind, row, columns));
				this.bytes += row.bytes() + OVERHEAD;
			}
		};
	}

	/** The changes, in the order in which the tables were compared. */
	Map<TableMapping, List<RowChange>> changes() {
		return this.changes;
	}

}
