package dev.drover.verify;

import java.util.BitSet;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * Very many marks of rows, each as often as it was added: 16 bytes of its digest and a
 * count for each different one, in a table that is at most half full.
 */
final class Marks {

	private static final Hasher128 HASHER = Hashing.xxh3_128();

	private static final int MOST = 1 << 28;

	private final long[] high;

	private final long[] low;

	private final int[] counts;

	private final BitSet met = new BitSet();

	private long size;

	/**
	 * Creates an empty set.
	 * @param most how many marks will be added at most
	 */
	Marks(long most) {
		if (most > MOST) {
			throw new IllegalArgumentException(most + " rejects of one table, allowed are " + MOST);
		}
		int slots = Integer.highestOneBit((int) Math.max(1, most)) << 2;
		this.high = new long[slots];
		this.low = new long[slots];
		this.counts = new int[slots];
	}

	void add(String mark) {
		HashValue128 hash = HASHER.hashCharsTo128Bits(mark);
		int slot = slot(hash);
		this.high[slot] = hash.getMostSignificantBits();
		this.low[slot] = hash.getLeastSignificantBits();
		this.counts[slot]++;
		this.size++;
	}

	/** The slot of a mark, or the free one in which it would be. */
	private int slot(HashValue128 hash) {
		int mask = this.counts.length - 1;
		int slot = (int) hash.getLeastSignificantBits() & mask;
		while (this.counts[slot] > 0 && (this.high[slot] != hash.getMostSignificantBits()
				|| this.low[slot] != hash.getLeastSignificantBits())) {
			slot = (slot + 1) & mask;
		}
		return slot;
	}

	/** How many were added. */
	long size() {
		return this.size;
	}

	/** Whether a mark was taken by any read. */
	boolean met(String mark) {
		synchronized (this.met) {
			return this.met.get(slot(HASHER.hashCharsTo128Bits(mark)));
		}
	}

	/** All of them, to be taken one by one. */
	Open open() {
		return new Open();
	}

	/** Those that one read has not taken yet. */
	final class Open {

		private final int[] left = Marks.this.counts.clone();

		boolean take(String mark) {
			int slot = slot(HASHER.hashCharsTo128Bits(mark));
			if (this.left[slot] == 0) {
				return false;
			}
			this.left[slot]--;
			synchronized (Marks.this.met) {
				Marks.this.met.set(slot);
			}
			return true;
		}

	}

}
