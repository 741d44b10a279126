package dev.drover.schema;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.value.Row;

/**
 * A table's rules on values, applied to whole rows of its source.
 */
public final class RowRules {

	private final List<Place> places = new ArrayList<>();

	/** The rules of a table. */
	public RowRules(TableMapping table) {
		for (int i = 0; i < table.columns().size(); i++) {
			ValueRule rule = table.columns().get(i).rule();
			if (rule != null) {
				this.places.add(new Place(i, table.columns().get(i), rule));
			}
		}
	}

	/**
	 * The row as the target is to hold it.
	 * @param row a row of the source
	 * @param listener hears of each value that was changed
	 */
	public Row applied(Row row, Listener listener) {
		Row held = row;
		for (Place place : this.places) {
			Object value = row.get(place.position());
			Object changed = (value == null) ? null : place.rule().applied(value);
			if (value != null && changed != value) {
				held = held.with(place.position(), changed);
				listener.changed(place.column(), value, changed);
			}
		}
		return held;
	}

	/** Hears of changed values. */
	@FunctionalInterface
	public interface Listener {

		/** A value was changed as the plan wants it. */
		void changed(ColumnMapping column, Object from, @Nullable Object to);

	}

	private record Place(int position, ColumnMapping column, ValueRule rule) {

	}

}
