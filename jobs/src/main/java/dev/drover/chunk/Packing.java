package dev.drover.chunk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Packs slices into partitions: ranges of large tables alone, small tables together; the
 * largest first, so that the last one does not drag.
 */
public final class Packing {

	/** A table costs statements of its own, as much as so many rows, even without any. */
	private static final long TABLE_ROWS = 500;

	private Packing() {
	}

	/**
	 * Packs slices.
	 * @param slices all slices of all tables
	 * @param weights how much their rows count
	 */
	public static List<PartitionSpec> pack(List<TableSlice> slices, Weights weights) {
		long full = weights.full();
		List<List<TableSlice>> packs = new ArrayList<>();
		List<TableSlice> open = new ArrayList<>();
		long weight = 0;
		List<TableSlice> sorted = slices.stream()
			.sorted(Comparator.comparingLong(weights::of).reversed().thenComparing(TableSlice::table))
			.toList();
		for (TableSlice slice : sorted) {
			boolean whole = slice.after() == null && slice.through() == null;
			if (!whole || weights.of(slice) >= full) {
				packs.add(List.of(slice));
				continue;
			}
			if (!open.isEmpty() && weight + weights.of(slice) + TABLE_ROWS * open.size() > full) {
				packs.add(open);
				open = new ArrayList<>();
				weight = 0;
			}
			open.add(slice);
			weight += weights.of(slice);
		}
		if (!open.isEmpty()) {
			packs.add(open);
		}
		List<PartitionSpec> partitions = new ArrayList<>();
		for (List<TableSlice> pack : packs) {
			partitions.add(new PartitionSpec(String.format("p%04d", partitions.size() + 1), pack));
		}
		return partitions;
	}

}
