package dev.drover.engine.value;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One row in canonical values, in the order of the columns that were asked for. The
 * carriers are those of {@link Kind}.
 */
public final class Row {

	private final @Nullable Object[] values;

	private final int bytes;

	/**
	 * Takes the array over without a copy; the caller gives it up.
	 * @param values canonical values
	 * @param bytes size of the values' data
	 */
	public Row(@Nullable Object[] values, int bytes) {
		this.values = values;
		this.bytes = bytes;
	}

	public int size() {
		return this.values.length;
	}

	public @Nullable Object get(int column) {
		return this.values[column];
	}

	/** The values at these positions, as a row of their own. */
	public Row project(List<Integer> positions) {
		@Nullable Object[] chosen = new @Nullable Object[positions.size()];
		for (int i = 0; i < chosen.length; i++) {
			chosen[i] = this.values[positions.get(i)];
		}
		return new Row(chosen, 0);
	}

	/** This row with another value in one place. */
	public Row with(int column, @Nullable Object value) {
		@Nullable Object[] changed = this.values.clone();
		changed[column] = value;
		return new Row(changed, this.bytes);
	}

	/** This row if all values at these positions are NULL, else one in which they are. */
	public Row withNullAt(List<Integer> positions) {
		if (positions.stream().allMatch((position) -> this.values[position] == null)) {
			return this;
		}
		@Nullable Object[] changed = this.values.clone();
		positions.forEach((position) -> changed[position] = null);
		return new Row(changed, this.bytes);
	}

	/** Size of the values' data in bytes, without the carriers' overhead. */
	public int bytes() {
		return this.bytes;
	}

}
