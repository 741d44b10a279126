package dev.drover.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Engine;
import dev.drover.engine.RowCursor;
import dev.drover.engine.value.Digest;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.RowDigester;
import dev.drover.plan.VerifySettings;
import dev.drover.schema.ColumnMapping;
import dev.drover.schema.TableMapping;

/**
 * Compares one table on both sides. Digests are summed by bucket on each side; only rows
 * in buckets that differ are looked up by key on the other side. No order is compared, so
 * that collations do not matter.
 */
public final class TableComparison {

	/** Most differences that are kept with their keys. */
	private static final int KEPT = 10_000;

	private final TableMapping mapping;

	private final VerifySettings settings;

	private final SideReader source;

	private final SideReader target;

	private final RowDigester digester;

	private final List<Integer> key;

	private final List<Difference> differences = new ArrayList<>();

	private long differenceCount;

	public TableComparison(TableMapping mapping, VerifySettings settings, Engine source, Connection from, Engine target,
			Connection to) {
		this.mapping = mapping;
		this.settings = settings;
		List<Integer> positions = mapping.keyPositions();
		this.key = positions.isEmpty() ? IntStream.range(0, mapping.columns().size()).boxed().toList() : positions;
		this.source = new SideReader(source, from, mapping.source().name(), mapping.sourceColumns(), this.key);
		this.target = new SideReader(target, to, mapping.target().name(), mapping.targetColumns(), this.key);
		this.digester = new RowDigester(mapping.kinds());
	}

	/** Compares. */
	public TableVerdict compare() throws SQLException {
		return switch (this.settings.level()) {
			case NONE -> new TableVerdict(this.mapping.name(), 0, 0, 0, 0, List.of());
			case COUNT -> count();
			case HASH, FULL -> rows();
		};
	}

	private TableVerdict count() throws SQLException {
		long atSource = this.source.count();
		long atTarget = this.target.count();
		return new TableVerdict(this.mapping.name(), atSource, atTarget, Math.min(atSource, atTarget),
				Math.abs(atSource - atTarget), List.of());
	}

	private TableVerdict rows() throws SQLException {
		Buckets atSource = buckets(this.source);
		Buckets atTarget = buckets(this.target);
		BitSet differing = atSource.differing(atTarget);
		int sampled = (int) Math.ceil(Buckets.COUNT * this.settings.samplePercentage() / 100);
		differing.clear(sampled, Buckets.COUNT);
		long verified = 0;
		for (int bucket = 0; bucket < sampled; bucket++) {
			verified += differing.get(bucket) ? 0 : atSource.rows(bucket);
		}
		if (!differing.isEmpty()) {
			verified += this.mapping.keyPositions().isEmpty() ? compareWithoutKey(differing) : lookUp(differing);
		}
		return new TableVerdict(this.mapping.name(), atSource.total(), atTarget.total(), verified, this.differenceCount,
				this.differences);
	}

	private Buckets buckets(SideReader side) throws SQLException {
		Buckets buckets = new Buckets();
		try (RowCursor cursor = side.all()) {
			for (Row row = cursor.next(); row != null; row = cursor.next()) {
				buckets.add(bucket(row), this.digester.digest(row));
			}
		}
		return buckets;
	}

	private int bucket(Row row) {
		int hash = 1;
		for (int position : this.key) {
			hash = 31 * hash + Arrays.hashCode(this.digester.canonical(position, row.get(position)));
		}
		// the multiplier of Fibonacci hashing spreads neighbouring keys
		return (hash * 0x9E3779B9) >>> 16;
	}

	private long lookUp(BitSet differing) throws SQLException {
		long equal = 0;
		try (RowCursor cursor = this.source.all()) {
			for (Row row = cursor.next(); row != null; row = cursor.next()) {
				if (differing.get(bucket(row))) {
					Row other = this.target.find(row);
					List<String> columns = (other == null) ? List.of() : changed(row, other);
					if (other == null || !columns.isEmpty()) {
						differs((other == null) ? Difference.Kind.MISSING : Difference.Kind.CHANGED, row, columns);
					}
					else {
						equal++;
					}
				}
			}
		}
		try (RowCursor cursor = this.target.all()) {
			for (Row row = cursor.next(); row != null; row = cursor.next()) {
				if (differing.get(bucket(row)) && this.source.find(row) == null) {
					differs(Difference.Kind.EXTRA, row, List.of());
				}
			}
		}
		return equal;
	}

	private List<String> changed(Row row, Row other) {
		List<String> columns = new ArrayList<>();
		for (int i = 0; i < row.size(); i++) {
			ColumnMapping column = this.mapping.columns().get(i);
			if (!Arrays.equals(this.digester.canonical(i, row.get(i)), this.digester.canonical(i, other.get(i)))) {
				columns.add(column.source().name());
			}
		}
		return columns;
	}

	/** A multiset: how often each row of the differing buckets is on either side. */
	private long compareWithoutKey(BitSet differing) throws SQLException {
		Map<Digest, Long> surplus = new HashMap<>();
		long inSource = 0;
		try (RowCursor cursor = this.source.all()) {
			for (Row row = cursor.next(); row != null; row = cursor.next()) {
				if (differing.get(bucket(row))) {
					surplus.merge(this.digester.digest(row), 1L, Long::sum);
					inSource++;
				}
			}
		}
		try (RowCursor cursor = this.target.all()) {
			for (Row row = cursor.next(); row != null; row = cursor.next()) {
				if (differing.get(bucket(row)) && !takeOne(surplus, this.digester.digest(row))) {
					differs(Difference.Kind.EXTRA, row, List.of());
				}
			}
		}
		long missing = surplus.values().stream().mapToLong(Long::longValue).sum();
		try (RowCursor cursor = this.source.all()) {
			for (Row row = cursor.next(); row != null; row = cursor.next()) {
				if (differing.get(bucket(row)) && takeOne(surplus, this.digester.digest(row))) {
					differs(Difference.Kind.MISSING, row, List.of());
				}
			}
		}
		return inSource - missing;
	}

	private static boolean takeOne(Map<Digest, Long> surplus, Digest digest) {
		@Nullable Long count = surplus.get(digest);
		if (count == null || count == 0) {
			return false;
		}
		surplus.put(digest, count - 1);
		return true;
	}

	private void differs(Difference.Kind kind, Row row, List<String> columns) {
		this.differenceCount++;
		if (this.differences.size() < KEPT) {
			this.differences.add(new Difference(this.mapping.name(), kind, SideReader.display(row, this.key), columns));
		}
	}

}
