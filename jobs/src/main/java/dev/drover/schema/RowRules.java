package dev.drover.schema;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Hazards;
import dev.drover.engine.value.Row;
import dev.drover.plan.Mapping.ValueHazard;

/**
 * A table's rules on types and values, applied to whole rows of its source.
 */
public final class RowRules {

	private final List<Place> places = new ArrayList<>();

	/** The rules of a table. */
	public RowRules(TableMapping table) {
		for (int i = 0; i < table.columns().size(); i++) {
			ColumnMapping column = table.columns().get(i);
			if (column.rule() != null || column.override() != null) {
				this.places.add(new Place(i, column));
			}
		}
	}

	/**
	 * The row as the target is to hold it.
	 * @param row a row of the source
	 * @param listener hears of each value that became another one
	 * @throws dev.drover.engine.ValueException if a value can't become one of the type
	 * that the plan wants
	 */
	public Row applied(Row row, Listener listener) {
		Row held = row;
		for (Place place : this.places) {
			Object value = row.get(place.position());
			Object changed = (value == null) ? null : place.applied(value, listener);
			if (changed != value) {
				held = held.with(place.position(), changed);
			}
		}
		return held;
	}

	/** Hears of changed values. */
	@FunctionalInterface
	public interface Listener {

		/**
		 * A value was changed as the plan wants it.
		 * @param hazard the sort of value that it was
		 * @param to what it became
		 */
		void changed(ColumnMapping column, ValueHazard hazard, @Nullable Object to);

	}

	private record Place(int position, ColumnMapping column) {

		@Nullable Object applied(Object value, Listener listener) {
			TypeOverride override = this.column.override();
			Object held = value;
			if (override != null) {
				TypeOverride.Applied applied = override.applied(value, this.column.target().nullable());
				held = applied.value();
				if (applied.changed() != null) {
					listener.changed(this.column, applied.changed(), held);
				}
			}
			ValueRule rule = this.column.rule();
			if (rule == null || held == null) {
				return held;
			}
			Object ruled = rule.applied(held);
			if (ruled != held) {
				listener.changed(this.column, Hazards.of(this.column.kind(), held), ruled);
			}
			return ruled;
		}

	}

}
