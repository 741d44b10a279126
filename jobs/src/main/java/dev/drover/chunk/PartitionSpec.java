package dev.drover.chunk;

import java.util.List;

/**
 * A partition: a key range of one large table, or several small tables one after the
 * other. Frozen before the first row is read.
 *
 * @param name its name, the same on every restart
 * @param slices what it consists of
 */
public record PartitionSpec(String name, List<TableSlice> slices) {

	public PartitionSpec {
		slices = List.copyOf(slices);
	}

	/** About how many rows of the source were in it when it was cut. */
	public long rows() {
		return this.slices.stream().mapToLong(TableSlice::rows).sum();
	}

}
