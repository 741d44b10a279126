package dev.drover.verify;

import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.value.Digest;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.RowDigester;
import dev.drover.schema.ColumnMapping;
import dev.drover.schema.TableMapping;

/**
 * The digests of a table's rows and of their keys. Not safe for use by several threads.
 */
final class Fingerprints {

	private final List<ColumnMapping> columns;

	private final List<Integer> key;

	private final RowDigester rows;

	private final RowDigester keys;

	/**
	 * Creates fingerprints.
	 * @param mapping the table
	 * @param key positions of what tells rows apart; all columns without a key
	 */
	Fingerprints(TableMapping mapping, List<Integer> key) {
		List<Kind> kinds = mapping.kinds();
		this.columns = mapping.columns();
		this.key = key;
		this.rows = new RowDigester(kinds);
		this.keys = new RowDigester(key.stream().map(kinds::get).toList());
	}

	Digest row(Row row) {
		return this.rows.digest(row);
	}

	Digest key(Row row) {
		return this.keys.digest(row.project(this.key));
	}

	/** The bucket of a row follows from its key alone. */
	static int bucket(Digest key) {
		return (int) (key.low() >>> 48);
	}

	/** Names of the source's columns in which two rows differ. */
	List<String> changed(Row row, Row other) {
		List<String> changed = new ArrayList<>();
		for (int i = 0; i < row.size(); i++) {
			if (!this.rows.equal(i, row.get(i), other.get(i))) {
				changed.add(this.columns.get(i).source().name());
			}
		}
		return changed;
	}

}
