package dev.drover.apply;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.drover.engine.RowCursor;
import dev.drover.engine.value.Digest;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.RowDigester;

/**
 * Rows that stand in each other's way, such as two that have exchanged a unique value:
 * whatever is in the way is read again too, all of it goes, and only then all of it comes
 * back as it is now. Where that has no end soon, such as after a whole table was shifted
 * by one, the last ones in the way go and are brought by notes of their own, which wait:
 * never one that is where it belongs, since what waits may be the note that brought it.
 */
final class Exchange {

	private static final int ROUNDS = 30;

	/** Bytes of rows that are in memory for one; there is one for each lane. */
	private static final long AT_ONCE = Math.max(8L << 20, Runtime.getRuntime().maxMemory() / 12);

	private Exchange() {
	}

	/**
	 * Replaces rows inside the open transaction of the other side, if memory holds them
	 * and what is in their way.
	 * @param condition finds the rows
	 * @param keyed their keys, each once
	 * @param notes tells whether a row will be brought by a note that waits, and is told
	 * that one gave way
	 * @return {@code false} if there are several and memory does not; nothing was written
	 */
	static boolean of(TableFlow table, SourceRows source, TargetRows rows, String condition, List<Row> keyed,
			Notes notes) throws SQLException {
		long left = (keyed.size() > 1) ? AT_ONCE : Long.MAX_VALUE;
		RowDigester digester = table.keyDigester();
		Set<Digest> known = new HashSet<>();
		List<Row> going = new ArrayList<>(keyed);
		List<Row> coming = new ArrayList<>();
		try (RowCursor cursor = source.read(table, condition)) {
			for (Row row = cursor.next(); row != null; row = cursor.next()) {
				Row held = source.held(table, row);
				left -= held.bytes();
				if (left < 0) {
					return false;
				}
				coming.add(held);
			}
		}
		keyed.forEach((key) -> known.add(digester.digest(key.project(table.key()))));
		coming.forEach((row) -> known.add(digester.digest(row.project(table.key()))));
		List<Row> next = List.copyOf(coming);
		for (int round = 0; !next.isEmpty() && round < ROUNDS; round++) {
			List<Row> further = new ArrayList<>();
			for (Row key : rows.inTheWay(next)) {
				if (known.add(digester.digest(key.project(table.key())))) {
					going.add(key);
					Row now = source.find(table, key);
					if (now != null) {
						left -= now.bytes();
						if (left < 0) {
							return false;
						}
						further.add(now);
					}
				}
			}
			coming.addAll(further);
			next = further;
		}
		for (Row key : rows.inTheWay(next)) {
			Digest asked = digester.digest(key.project(table.key()));
			if (!known.contains(asked) && notes.waitFor(key)) {
				Row now = source.find(table, key);
				boolean same = now != null && digester.digest(now.project(table.key())).equals(asked);
				if (rows.giveWay(key, same ? now : null)) {
					notes.gaveWay();
				}
			}
		}
		rows.replace(going, coming);
		return true;
	}

	/** What is still to come. */
	interface Notes {

		/** Whether one for the row of a key waits. */
		boolean waitFor(Row key) throws SQLException;

		/** A row is not there until its note is applied. */
		void gaveWay();

	}

}
