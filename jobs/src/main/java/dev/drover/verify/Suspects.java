package dev.drover.verify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.value.Row;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;

/**
 * Rows of a table in use that differed and are to be looked at again. Only their keys are
 * kept, since there may be many before a cursor has come to its end.
 */
final class Suspects {

	/** So many are looked at again at a time. */
	static final int AT_ONCE = 50_000;

	/** Of more than these nobody needs to hear which of them change just now. */
	private static final int MOST = 500_000;

	private final String table;

	private final List<Integer> key;

	private final Deque<Row> rows = new ArrayDeque<>();

	Suspects(String table, List<Integer> key) {
		this.table = table;
		this.key = List.copyOf(key);
	}

	/**
	 * Keeps a row.
	 * @throws DroverException CUT_002 if there are too many
	 */
	void add(Row row) {
		if (this.rows.size() == MOST) {
			throw new DroverException(ErrorCode.CUT_002,
					"table " + this.table + ": more than " + MOST + " rows differ, and are not all looked at again",
					"look whether the table was emptied or filled by others, then begin again under a new id");
		}
		@Nullable Object[] values = new @Nullable Object[row.size()];
		for (int position : this.key) {
			values[position] = row.get(position);
		}
		this.rows.add(new Row(values, 0));
	}

	/** Whether it is time to look at some. */
	boolean many() {
		return this.rows.size() >= AT_ONCE;
	}

	/** Hands some over, or none if there are no more. */
	List<Row> next() {
		List<Row> some = new ArrayList<>();
		while (some.size() < AT_ONCE && !this.rows.isEmpty()) {
			some.add(this.rows.remove());
		}
		return some;
	}

}
