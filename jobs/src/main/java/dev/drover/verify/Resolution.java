package dev.drover.verify;

import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.RowCursor;
import dev.drover.engine.value.Digest;
import dev.drover.engine.value.Row;

/**
 * Finds the rows that differ within buckets that differ: both sides are read again, and
 * what is equal falls out.
 */
final class Resolution {

	private final SideReader source;

	private final SideReader target;

	private final Fingerprints fingerprints;

	private final boolean keyed;

	private final DifferenceSink sink;

	private final Pulse pulse;

	Resolution(SideReader source, SideReader target, Fingerprints fingerprints, boolean keyed, DifferenceSink sink,
			Pulse pulse) {
		this.source = source;
		this.target = target;
		this.fingerprints = fingerprints;
		this.keyed = keyed;
		this.sink = sink;
		this.pulse = pulse;
	}

	/**
	 * Resolves a group of buckets in memory.
	 * @return rows of the source that are equal in the target
	 */
	long inMemory(BitSet group) throws SQLException {
		Map<Digest, Entry> open = readSource(group);
		long equal = 0;
		try (RowCursor cursor = this.target.all()) {
			for (Row row = next(cursor); row != null; row = next(cursor)) {
				Digest key = this.fingerprints.key(row);
				if (group.get(Fingerprints.bucket(key))) {
					equal += matched(open, key, row) ? 1 : 0;
				}
			}
		}
		if (!open.isEmpty()) {
			reportMissing(group, open);
		}
		return equal;
	}

	private Map<Digest, Entry> readSource(BitSet group) throws SQLException {
		Map<Digest, Entry> open = new HashMap<>();
		try (RowCursor cursor = this.source.all()) {
			for (Row row = next(cursor); row != null; row = next(cursor)) {
				Digest key = this.fingerprints.key(row);
				if (group.get(Fingerprints.bucket(key))) {
					open.merge(key, new Entry(this.fingerprints.row(row), 1), Entry::plus);
				}
			}
		}
		return open;
	}

	/** Takes the row's counterpart out of the open ones, and says whether it is equal. */
	private boolean matched(Map<Digest, Entry> open, Digest key, Row row) throws SQLException {
		Entry entry = open.get(key);
		if (entry == null) {
			this.sink.differs(Difference.Kind.EXTRA, row, List.of());
			return false;
		}
		if (entry.count() == 1) {
			open.remove(key);
		}
		else {
			open.put(key, new Entry(entry.row(), entry.count() - 1));
		}
		if (!this.keyed || entry.row().equals(this.fingerprints.row(row))) {
			return true;
		}
		changed(row);
		return false;
	}

	private void changed(Row row) throws SQLException {
		Row original = this.source.find(row);
		if (original == null) {
			this.sink.differs(Difference.Kind.EXTRA, row, List.of());
			return;
		}
		List<String> columns = this.fingerprints.changed(original, row);
		if (!columns.isEmpty()) {
			this.sink.differs(Difference.Kind.CHANGED, original, columns);
		}
	}

	private void reportMissing(BitSet group, Map<Digest, Entry> open) throws SQLException {
		try (RowCursor cursor = this.source.all()) {
			for (Row row = next(cursor); row != null && !open.isEmpty(); row = next(cursor)) {
				Digest key = this.fingerprints.key(row);
				if (!group.get(Fingerprints.bucket(key))) {
					continue;
				}
				Entry entry = open.get(key);
				if (entry != null) {
					this.sink.differs(Difference.Kind.MISSING, row, List.of());
					if (entry.count() == 1) {
						open.remove(key);
					}
					else {
						open.put(key, new Entry(entry.row(), entry.count() - 1));
					}
				}
			}
		}
	}

	/**
	 * Resolves any number of rows without keeping them: each is looked up by its key.
	 * @param groups the buckets that differ, in groups small enough for their keys to be
	 * kept
	 * @return rows of the source that are equal in the target
	 */
	long byLookUp(List<BitSet> groups) throws SQLException {
		BitSet differing = new BitSet();
		groups.forEach(differing::or);
		long equal = 0;
		long known = 0;
		try (RowCursor cursor = this.source.all()) {
			for (Row row = next(cursor); row != null; row = next(cursor)) {
				if (differing.get(Fingerprints.bucket(this.fingerprints.key(row)))) {
					Row other = this.target.find(row);
					known += (other == null) ? 0 : 1;
					List<String> columns = (other == null) ? List.of() : this.fingerprints.changed(row, other);
					if (other == null || !columns.isEmpty()) {
						this.sink.differs((other == null) ? Difference.Kind.MISSING : Difference.Kind.CHANGED, row,
								columns);
					}
					else {
						equal++;
					}
				}
			}
		}
		try (RowCursor cursor = this.target.all()) {
			for (Row row = next(cursor); row != null; row = next(cursor)) {
				if (differing.get(Fingerprints.bucket(this.fingerprints.key(row)))) {
					if (this.source.find(row) == null) {
						this.sink.differs(Difference.Kind.EXTRA, row, List.of());
					}
					else {
						known--;
					}
				}
			}
		}
		if (known < 0) {
			// a look-up by key sees only one of several rows
			for (BitSet group : groups) {
				reportRepeated(group);
			}
		}
		return equal;
	}

	/**
	 * Keys that the target, which need not have the source's key, holds more than once.
	 */
	private void reportRepeated(BitSet group) throws SQLException {
		Set<Digest> seen = new HashSet<>();
		try (RowCursor cursor = this.target.all()) {
			for (Row row = next(cursor); row != null; row = next(cursor)) {
				Digest key = this.fingerprints.key(row);
				if (group.get(Fingerprints.bucket(key)) && !seen.add(key) && this.source.find(row) != null) {
					this.sink.differs(Difference.Kind.EXTRA, row, List.of());
				}
			}
		}
	}

	private @Nullable Row next(RowCursor cursor) throws SQLException {
		Row row = cursor.next();
		if (row != null) {
			this.pulse.row();
		}
		return row;
	}

	/** A row's digest, and how often it is there: more than once only without a key. */
	private record Entry(Digest row, long count) {

		Entry plus(Entry other) {
			return new Entry(this.row, this.count + other.count);
		}

	}

}
