package dev.drover.verify;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import dev.drover.engine.value.Digest;

/**
 * Row digests summed by bucket; the bucket of a row follows from its key alone, so that
 * both sides put a key into the same one, whatever order they read in.
 */
final class Buckets {

	static final int COUNT = 1 << 16;

	/** Many a table is empty, and the room for its sums would be the most it costs. */
	private static final long[] NONE = {};

	private long[] high = NONE;

	private long[] low = NONE;

	private long[] rows = NONE;

	private long total;

	void add(int bucket, Digest row) {
		if (this.total == 0) {
			makeRoom();
		}
		Digest sum = new Digest(this.high[bucket], this.low[bucket]).plus(row);
		this.high[bucket] = sum.high();
		this.low[bucket] = sum.low();
		this.rows[bucket]++;
		this.total++;
	}

	private void makeRoom() {
		if (this.rows == NONE) {
			this.high = new long[COUNT];
			this.low = new long[COUNT];
			this.rows = new long[COUNT];
		}
	}

	long total() {
		return this.total;
	}

	long rows(int bucket) {
		return (this.total == 0) ? 0 : this.rows[bucket];
	}

	/**
	 * Splits buckets into groups small enough to be resolved in memory.
	 * @param chosen the buckets
	 * @param other the other side
	 * @param limit rows of either side in one group, unless one bucket alone has more
	 */
	List<BitSet> groups(BitSet chosen, Buckets other, long limit) {
		List<BitSet> groups = new ArrayList<>();
		BitSet open = new BitSet(COUNT);
		long inOpen = 0;
		for (int bucket = chosen.nextSetBit(0); bucket >= 0; bucket = chosen.nextSetBit(bucket + 1)) {
			long here = Math.max(this.rows[bucket], other.rows[bucket]);
			if (!open.isEmpty() && inOpen + here > limit) {
				groups.add(open);
				open = new BitSet(COUNT);
				inOpen = 0;
			}
			open.set(bucket);
			inOpen += here;
		}
		if (!open.isEmpty()) {
			groups.add(open);
		}
		return groups;
	}

	/** The buckets in which the two sides differ. */
	BitSet differing(Buckets other) {
		BitSet differing = new BitSet(COUNT);
		if (this.total == 0 && other.total == 0) {
			return differing;
		}
		makeRoom();
		other.makeRoom();
		for (int bucket = 0; bucket < COUNT; bucket++) {
			if (this.high[bucket] != other.high[bucket] || this.low[bucket] != other.low[bucket]
					|| this.rows[bucket] != other.rows[bucket]) {
				differing.set(bucket);
			}
		}
		return differing;
	}

}
