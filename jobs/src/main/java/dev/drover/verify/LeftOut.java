package dev.drover.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Reject;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.RowDigester;

/**
 * Rows of a source's table that a comparison leaves out, because the target can't take
 * them.
 */
public final class LeftOut {

	/** Leaves nothing out. */
	public static final LeftOut NOTHING = new LeftOut(List.of());

	private final List<Reject> rejects;

	private final Set<String> met = ConcurrentHashMap.newKeySet();

	/** Leaves these out. */
	public LeftOut(List<Reject> rejects) {
		this.rejects = List.copyOf(rejects);
	}

	/** Only those that can't be read: whether the others fit now, a repair finds out. */
	public LeftOut unreadableOnes() {
		return new LeftOut(this.rejects.stream().filter((reject) -> !reject.readable()).toList());
	}

	/** Those that a read has met. */
	public List<Reject> met() {
		return this.rejects.stream().filter((reject) -> this.met.contains(reject.mark())).toList();
	}

	long size() {
		return this.rejects.size();
	}

	boolean isEmpty() {
		return this.rejects.isEmpty();
	}

	/** One read of all rows. */
	Pass pass(List<Kind> kinds) {
		return new Pass(kinds);
	}

	/** Knows the rows as they pass by, each as often as it was rejected. */
	final class Pass {

		private final Map<String, Long> open = new HashMap<>();

		private final @Nullable RowDigester digester;

		private Pass(List<Kind> kinds) {
			LeftOut.this.rejects.forEach((reject) -> this.open.merge(reject.mark(), 1L, Long::sum));
			this.digester = LeftOut.this.rejects.stream().anyMatch(Reject::readable) ? new RowDigester(kinds) : null;
		}

		/** Whether this row, as the target was to hold it, is one of them. */
		boolean takes(Row held) {
			RowDigester digests = this.digester;
			return digests != null && take(Reject.row(digests.digest(held)));
		}

		/** Whether the row, which can't be read but for its key, is one of them. */
		boolean takesUnreadable(@Nullable KeyTuple key) {
			return take((key == null) ? Reject.unreadable() : Reject.unreadable(key));
		}

		private boolean take(String mark) {
			Long left = this.open.get(mark);
			if (left == null || left == 0) {
				return false;
			}
			this.open.put(mark, left - 1);
			LeftOut.this.met.add(mark);
			return true;
		}

	}

}
