package dev.drover.apply;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.drover.engine.value.Digest;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.RowDigester;

/**
 * Rows that stand in each other's way, such as two that have exchanged a unique value:
 * whatever is in the way is read again too, all of it goes, and only then any of it comes
 * back as it is now. They may be more than memory holds: it keeps their keys, and the
 * rows wait at the other side.
 */
final class Exchange {

	private static final int ROUNDS = 30;

	private final TableFlow table;

	private final SourceRows source;

	private final TargetRows target;

	private final RowDigester digester;

	private final Set<Digest> known = new HashSet<>();

	private final List<Row> going;

	/**
	 * Creates it.
	 * @param keyed the keys of the rows, each once
	 */
	Exchange(TableFlow table, SourceRows source, TargetRows target, List<Row> keyed) {
		this.table = table;
		this.source = source;
		this.target = target;
		this.digester = table.keyDigester();
		this.going = new ArrayList<>(keyed);
		keyed.forEach(this::isNew);
	}

	/**
	 * Does it, inside the open transaction of the other side.
	 * @param condition finds the rows
	 */
	void run(String condition) throws SQLException {
		Portion waiting = new Portion(this.target::await);
		this.target.awaitNone();
		this.source.each(this.table, condition, (row) -> {
			isNew(row);
			waiting.add(row);
		});
		waiting.end();
		boolean more = true;
		for (int round = 0; more && round < ROUNDS; round++) {
			more = false;
			for (Row key : this.target.inTheWay()) {
				if (isNew(key)) {
					this.going.add(key);
					Row now = this.source.find(this.table, key);
					if (now != null) {
						waiting.add(now);
						more = true;
					}
				}
			}
			waiting.end();
		}
		this.target.replace(this.going);
	}

	private boolean isNew(Row row) {
		return this.known.add(this.digester.digest(row.project(this.table.key())));
	}

}
