package dev.drover.apply;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.drover.engine.value.Row;

/**
 * The rows that were applied last, so many as can be looked at once more in a moment.
 */
final class LastKeys {

	private static final int MOST = 500;

	private final Deque<Applied> rows = new ArrayDeque<>();

	/** Keys as they were noted. */
	synchronized void add(TableFlow table, List<Row> noted) {
		for (Row key : noted.subList(Math.max(0, noted.size() - MOST), noted.size())) {
			if (this.rows.size() == MOST) {
				this.rows.removeFirst();
			}
			this.rows.addLast(new Applied(table.watched().queue(), table.compared(key)));
		}
	}

	/** Rows with their keys, by the queue of their table. */
	synchronized Map<String, List<Row>> byQueue() {
		Map<String, List<Row>> byQueue = new LinkedHashMap<>();
		this.rows.forEach((row) -> byQueue.computeIfAbsent(row.queue(), (queue) -> new ArrayList<>()).add(row.keyed()));
		return byQueue;
	}

	/**
	 * A row.
	 *
	 * @param queue where it was noted
	 * @param keyed a row with its key
	 */
	private record Applied(String queue, Row keyed) {

	}

}
