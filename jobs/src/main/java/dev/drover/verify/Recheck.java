package dev.drover.verify;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.value.Digest;
import dev.drover.engine.value.Row;

/**
 * Looks at differing rows of a source that is in use again, each time after what was
 * noted before has been applied. What is equal once is equal; all else is looked at once
 * more as both sides were at one moment, since what differs in the same way twice may
 * have changed and changed back. Only where that is many rows, which would hold up
 * writers, twice is enough.
 */
final class Recheck {

	private static final int ROUNDS = 10;

	/** So many rows are looked at in a moment. */
	private static final int AT_REST = 500;

	private final SideReader source;

	private final SideReader target;

	private final Fingerprints fingerprints;

	private final Barrier barrier;

	Recheck(SideReader source, SideReader target, Fingerprints fingerprints, Barrier barrier) {
		this.source = source;
		this.target = target;
		this.fingerprints = fingerprints;
		this.barrier = barrier;
	}

	/**
	 * Looks again.
	 * @param suspects rows of either side, with the keys of both
	 * @param sink takes those that stay different
	 * @param hot takes those that were never found at rest and can't be seen as they were
	 * at one moment
	 */
	void of(List<Row> suspects, DifferenceSink sink, Consumer<Row> hot) throws SQLException {
		Map<Digest, Suspect> open = new LinkedHashMap<>();
		for (Row row : suspects) {
			open.put(this.fingerprints.key(row), new Suspect(row, null, null));
		}
		List<Suspect> rest = new ArrayList<>();
		for (int round = 1; round <= ROUNDS && !open.isEmpty(); round++) {
			this.barrier.await();
			List<Digest> settled = new ArrayList<>();
			for (Map.Entry<Digest, Suspect> entry : open.entrySet()) {
				Suspect now = look(entry.getValue().keyed());
				if (now.equal()) {
					settled.add(entry.getKey());
				}
				else if (now.same(entry.getValue())) {
					rest.add(now);
					settled.add(entry.getKey());
				}
				else {
					entry.setValue(now);
				}
			}
			settled.forEach(open::remove);
		}
		if (rest.size() > AT_REST || !atOneMoment(rest, sink)) {
			for (Suspect suspect : rest) {
				tell(suspect.keyed(), sink);
			}
		}
		if (!atOneMoment(open.values(), sink)) {
			open.values().forEach((suspect) -> hot.accept(suspect.keyed()));
		}
	}

	/** Whether both sides could be seen as they were at one moment. */
	private boolean atOneMoment(Collection<Suspect> open, DifferenceSink sink) throws SQLException {
		if (open.isEmpty()) {
			return true;
		}
		return this.barrier.atOneMoment((inUse, target) -> {
			SideReader original = target ? this.source : this.source.by(inUse);
			SideReader copy = target ? this.target.by(inUse) : this.target;
			Recheck then = new Recheck(original, copy, this.fingerprints, this.barrier);
			for (Suspect suspect : open) {
				then.tell(suspect.keyed(), sink);
			}
		});
	}

	private Suspect look(Row keyed) throws SQLException {
		Row original = this.source.find(keyed);
		Row copy = this.target.find(keyed);
		return new Suspect(keyed, (original == null) ? Digest.EMPTY : this.fingerprints.row(original),
				(copy == null) ? Digest.EMPTY : this.fingerprints.row(copy));
	}

	private void tell(Row keyed, DifferenceSink sink) throws SQLException {
		Row original = this.source.find(keyed);
		Row copy = this.target.find(keyed);
		if (original == null && copy != null) {
			sink.differs(Difference.Kind.EXTRA, copy, List.of());
		}
		else if (original != null && copy == null) {
			sink.differs(Difference.Kind.MISSING, original, List.of());
		}
		else if (original != null && copy != null) {
			List<String> columns = this.fingerprints.changed(original, copy);
			if (!columns.isEmpty()) {
				sink.differs(Difference.Kind.CHANGED, original, columns);
			}
		}
	}

	/**
	 * A row that differed.
	 *
	 * @param keyed a row with its key
	 * @param original the digest of the source's row when it was looked at last
	 * @param copy the digest of the target's
	 */
	private record Suspect(Row keyed, @Nullable Digest original, @Nullable Digest copy) {

		boolean equal() {
			return this.original != null && this.original.equals(this.copy);
		}

		boolean same(Suspect before) {
			return this.original != null && this.original.equals(before.original) && this.copy != null
					&& this.copy.equals(before.copy);
		}

	}

}
