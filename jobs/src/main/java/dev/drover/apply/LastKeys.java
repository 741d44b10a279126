package dev.drover.apply;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.drover.engine.value.Digest;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.RowDigester;

/**
 * The rows that were applied last, so many as can be looked at once more in a moment.
 */
final class LastKeys {

	private static final int MOST = 500;

	/** Of all these rows together. */
	private static final long BYTES = 4L << 20;

	private final Deque<Applied> rows = new ArrayDeque<>();

	private long bytes;

	/**
	 * Adds rows, unless it is not known how large they are.
	 * @param noted their keys as they were noted
	 * @param sizes bytes of the rows, by their keys as the other side holds them
	 */
	synchronized void add(TableFlow table, List<Row> noted, Map<Digest, Integer> sizes) {
		RowDigester digester = table.keyDigester();
		for (Row key : noted.subList(Math.max(0, noted.size() - MOST), noted.size())) {
			Integer size = sizes.get(digester.digest(table.keyed(key).project(table.key())));
			if (size != null) {
				this.rows.addLast(new Applied(table.watched().queue(), table.compared(key), size));
				this.bytes += size;
			}
			while (this.rows.size() > MOST || this.bytes > BYTES) {
				this.bytes -= this.rows.removeFirst().bytes();
			}
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
	 * @param bytes of all that it holds
	 */
	private record Applied(String queue, Row keyed, int bytes) {

	}

}
