package dev.drover.verify;

import java.util.BitSet;

import dev.drover.engine.value.Digest;

/**
 * Row digests summed by bucket; the bucket of a row follows from its key alone, so that
 * both sides put a key into the same one, whatever order they read in.
 */
final class Buckets {

	static final int COUNT = 1 << 16;

	private final long[] high = new long[COUNT];

	private final long[] low = new long[COUNT];

	private final long[] rows = new long[COUNT];

	private long total;

	void add(int bucket, Digest row) {
		Digest sum = new Digest(this.high[bucket], this.low[bucket]).plus(row);
		this.high[bucket] = sum.high();
		this.low[bucket] = sum.low();
		this.rows[bucket]++;
		this.total++;
	}

	long total() {
		return this.total;
	}

	long rows(int bucket) {
		return this.rows[bucket];
	}

	/** The buckets in which the two sides differ. */
	BitSet differing(Buckets other) {
		BitSet differing = new BitSet(COUNT);
		for (int bucket = 0; bucket < COUNT; bucket++) {
			if (this.high[bucket] != other.high[bucket] || this.low[bucket] != other.low[bucket]
					|| this.rows[bucket] != other.rows[bucket]) {
				differing.set(bucket);
			}
		}
		return differing;
	}

}
