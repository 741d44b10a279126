package dev.drover.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Engine;
import dev.drover.engine.RowCursor;
import dev.drover.engine.value.Digest;
import dev.drover.engine.value.Row;
import dev.drover.plan.VerifySettings;
import dev.drover.schema.RowRules;
import dev.drover.schema.SourceKeys;
import dev.drover.schema.TableMapping;

/**
 * Compares one table on both sides. Digests are summed by bucket on each side; only rows
 * in buckets that differ are looked at again. No order is compared, so that collations do
 * not matter.
 */
public final class TableComparison {

	/** Rows of differing buckets that are resolved in memory at a time. */
	private static final long ROWS_IN_MEMORY = 200_000;

	/**
	 * Groups from which on looking each row up costs less than reading again and again.
	 */
	private static final int MOST_GROUPS = 8;

	/** Rows of which the target is asked by one statement whether it has them. */
	private static final int ASKED_AT_ONCE = 100;

	private static final long ASKED_BYTES = 4_000_000;

	private final TableMapping mapping;

	private final VerifySettings settings;

	private final VerifyListener listener;

	private final Suspects suspects;

	private final List<Row> hot = new ArrayList<>();

	private @Nullable Barrier barrier;

	private final SideReader source;

	private final SideReader target;

	private final List<Integer> key;

	private final KeptDifferences differences;

	private final List<Row> asked = new ArrayList<>();

	private long askedBytes;

	private final LargeValues largeValues;

	private final QuickLook quickLook;

	/** Whether the source's rows were read once and counted as progress. */
	private boolean looked;

	private LeftOut leftOut = LeftOut.NOTHING;

	private @Nullable HeldBefore heldBefore;

	private DifferenceSink further = (kind, row, columns) -> {
	};

	public TableComparison(TableMapping mapping, VerifySettings settings, VerifyListener listener, Engine source,
			Connection from, Engine target, Connection to) {
		this.mapping = mapping;
		this.settings = settings;
		this.listener = listener;
		List<Integer> positions = mapping.keyPositions();
		this.key = positions.isEmpty() ? IntStream.range(0, mapping.columns().size()).boxed().toList() : positions;
		RowRules rules = new RowRules(mapping);
		this.source = new SideReader(source, from, mapping.source().name(), mapping.sourceColumns(), this.key,
				mapping.source().rowKey(), (row) -> rules.applied(row, (column, hazard, after) -> {
				}), new SourceKeys(mapping, this.key));
		this.target = new SideReader(target, to, mapping.target().name(), SideReader.targetColumns(target, mapping),
				this.key, mapping.target().rowKey(), (row) -> row, List::of);
		this.suspects = new Suspects(mapping.name(), this.key);
		this.differences = new KeptDifferences(mapping.name(), this.key);
		this.largeValues = new LargeValues(mapping, source, from, target, to);
		this.quickLook = new QuickLook(mapping, listener, source, from, target, to, this.largeValues);
	}

	/** Leaves rows of the source out. */
	public TableComparison leavingOut(LeftOut rows) {
		this.leftOut = rows;
		this.source.leaveOut(rows, this.mapping.kinds(), this.mapping.source().rowKey());
		return this;
	}

	/** Compares a table that held rows before. */
	public TableComparison holdingBefore(@Nullable HeldBefore held) {
		this.heldBefore = held;
		if (held != null && !held.condition().isEmpty()) {
			this.target.only(held.condition());
		}
		return this;
	}

	/**
	 * Compares a source that is in use: rows that differ are looked at again once what
	 * was noted before has been applied.
	 */
	public TableComparison recheckingAfter(Barrier applied) {
		this.barrier = applied;
		return this;
	}

	/** Lets a further sink take the differing rows. */
	TableComparison passingOn(DifferenceSink sink) {
		this.further = sink;
		return this;
	}

	/**
	 * Compares.
	 * @return the verdict, or {@code null} if the listener asked to stop before there was
	 * one
	 */
	public @Nullable TableVerdict compare() throws SQLException {
		try {
			TableVerdict verdict = switch (this.settings.level()) {
				case NONE -> new TableVerdict(this.mapping.name(), 0, 0, 0, 0, List.of());
				case COUNT -> count();
				case HASH -> hashed();
				case FULL -> rows();
			};
			this.source.leaveTable();
			return verdict;
		}
		catch (StoppedException ex) {
			return null;
		}
	}

	/**
	 * Compares some rows, and nothing else, while nobody writes them.
	 * @param keyed rows with the keys of both sides
	 * @return the keys of those that differ, for people
	 */
	public List<String> differing(List<Row> keyed) throws SQLException {
		Map<Digest, Found> originals = found(this.source, keyed);
		Map<Digest, Found> copies = found(this.target, keyed);
		List<String> differing = new ArrayList<>();
		copies.forEach((key, copy) -> {
			Found original = originals.remove(key);
			if (original == null || !original.row().equals(copy.row())) {
				differing.add(copy.key());
			}
		});
		originals.values().forEach((missing) -> differing.add(missing.key()));
		return differing;
	}

	/** A row that was written twice of late is asked for, and found, twice. */
	private Map<Digest, Found> found(SideReader side, List<Row> keyed) throws SQLException {
		Fingerprints fingerprints = fingerprints();
		Map<Digest, Found> found = new LinkedHashMap<>();
		side.findAll(keyed, (row) -> found.put(fingerprints.key(row),
				new Found(fingerprints.row(row), SideReader.display(row, this.key))));
		return found;
	}

	private TableVerdict count() throws SQLException {
		Counts counts = Counts.of(this.source, this.target, this.leftOut.size());
		if (this.barrier == null || counts.equal()) {
			return counts.verdict(this.mapping.name());
		}
		return new Recount(this.source, this.target, this.leftOut.size(), this.barrier).verdict(this.mapping.name());
	}

	private TableVerdict hashed() throws SQLException {
		boolean whole = this.settings.everyRow() && this.leftOut.isEmpty() && this.heldBefore == null;
		if (whole && !this.mapping.converts()) {
			OptionalLong equal = this.quickLook.equalRows();
			if (equal.isPresent()) {
				long rows = equal.getAsLong();
				return new TableVerdict(this.mapping.name(), rows, rows, rows, 0, List.of());
			}
			this.looked = true;
		}
		return rows();
	}

	private TableVerdict rows() throws SQLException {
		AtOnce.Reading<Buckets> ofSource = () -> buckets(this.source, !this.looked);
		AtOnce.Reading<Buckets> ofTarget = () -> buckets(this.target, false);
		AtOnce<Buckets> both = this.largeValues.there() ? AtOnce.inTurn(ofSource, ofTarget)
				: AtOnce.read(this.mapping.name(), ofSource, ofTarget);
		Buckets atSource = both.source();
		Buckets atTarget = both.target();
		BitSet differing = atSource.differing(atTarget);
		int sampled = (int) Math.ceil(Buckets.COUNT * this.settings.samplePercentage() / 100);
		differing.clear(sampled, Buckets.COUNT);
		long verified = 0;
		for (int bucket = 0; bucket < sampled && atSource.total() > 0; bucket++) {
			verified += differing.get(bucket) ? 0 : atSource.rows(bucket);
		}
		verified += resolve(differing, atSource, atTarget);
		ask();
		if (this.barrier != null) {
			recheck(this.barrier);
			verified = Math.max(0, atSource.total() - this.differences.count() - this.hot.size());
		}
		return new TableVerdict(this.mapping.name(), atSource.total(), atTarget.total(), verified,
				this.differences.count(), this.differences.kept(), this.hot, false);
	}

	private long resolve(BitSet differing, Buckets atSource, Buckets atTarget) throws SQLException {
		boolean keyed = !this.mapping.keyPositions().isEmpty();
		Resolution resolution = new Resolution(this.source, this.target, fingerprints(), keyed, this::differs,
				new Pulse(this.listener, this.mapping.name(), false));
		List<BitSet> groups = atSource.groups(differing, atTarget, ROWS_IN_MEMORY);
		if (keyed && groups.size() > MOST_GROUPS) {
			return resolution.byLookUp(groups);
		}
		long equal = 0;
		for (BitSet group : groups) {
			equal += resolution.inMemory(group);
			if (this.barrier != null && this.suspects.many()) {
				recheck(this.barrier);
			}
		}
		return equal;
	}

	private void differs(Difference.Kind kind, Row row, List<String> columns) throws SQLException {
		HeldBefore held = this.heldBefore;
		if (held != null) {
			List<String> differing = held.differing(this.mapping, row, columns);
			if (held.skips(kind)) {
				this.asked.add(row);
				this.askedBytes += row.bytes();
				if (this.asked.size() == ASKED_AT_ONCE || this.askedBytes > ASKED_BYTES) {
					ask();
				}
				return;
			}
			if (held.unknown(kind) || (kind == Difference.Kind.CHANGED && differing.isEmpty())) {
				return;
			}
			told(kind, row, differing);
			return;
		}
		told(kind, row, columns);
	}

	/** Of rows that the target may have had before, those are missing that it lacks. */
	private void ask() throws SQLException {
		List<Row> rows = List.copyOf(this.asked);
		this.asked.clear();
		this.askedBytes = 0;
		for (Row row : this.target.lacking(rows)) {
			told(Difference.Kind.MISSING, row, List.of());
		}
	}

	/** While no cursor is open: its connection would wait for itself. */
	private void recheck(Barrier applied) throws SQLException {
		Recheck again = new Recheck(this.source, this.target, fingerprints(), applied);
		for (List<Row> some = this.suspects.next(); !some.isEmpty(); some = this.suspects.next()) {
			again.of(some, this::keep, this.hot::add);
		}
	}

	private void told(Difference.Kind kind, Row row, List<String> columns) throws SQLException {
		if (this.barrier == null) {
			keep(kind, row, columns);
			return;
		}
		this.suspects.add(row);
	}

	private void keep(Difference.Kind kind, Row row, List<String> columns) throws SQLException {
		this.differences.differs(kind, row, columns);
		this.further.differs(kind, row, columns);
	}

	private Fingerprints fingerprints() {
		return new Fingerprints(this.mapping, this.key);
	}

	private Buckets buckets(SideReader side, boolean counted) throws SQLException {
		Fingerprints fingerprints = fingerprints();
		Pulse pulse = new Pulse(this.listener, this.mapping.name(), counted);
		Buckets buckets = new Buckets();
		try (RowCursor cursor = side.all()) {
			while (next(cursor, fingerprints, buckets)) {
				pulse.row();
			}
		}
		pulse.send();
		return buckets;
	}

	/** A row must be forgotten before the next is read: there may be no room for two. */
	private static boolean next(RowCursor cursor, Fingerprints fingerprints, Buckets buckets) throws SQLException {
		Row row = cursor.next();
		if (row == null) {
			return false;
		}
		buckets.add(Fingerprints.bucket(fingerprints.key(row)), fingerprints.row(row));
		return true;
	}

	/**
	 * What is kept of a row that may be wide.
	 *
	 * @param row of all that it holds
	 * @param key for people
	 */
	private record Found(Digest row, String key) {

	}

}
