package dev.drover.verify;

import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Reject;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.RowDigester;

/**
 * Rows of a source's table that a comparison leaves out, because the target can't take
 * them. There may be very many: of each only a few bytes are kept.
 */
public final class LeftOut {

	/** Leaves nothing out. */
	public static final LeftOut NOTHING = new LeftOut((each) -> {
	}, 0, false);

	private final Marks marks;

	private final boolean readable;

	private LeftOut(Consumer<Consumer<String>> marks, long most, boolean readable) {
		this.marks = new Marks(most);
		marks.accept(this.marks::add);
		this.readable = readable;
	}

	/**
	 * Leaves all of these out.
	 * @param marks hands all marks of rejects on
	 * @param most how many there are at most
	 */
	public static LeftOut all(Consumer<Consumer<String>> marks, long most) {
		return (most == 0) ? NOTHING : new LeftOut(marks, most, true);
	}

	/**
	 * Leaves those out that can't be read: whether the others fit now, a repair finds
	 * out.
	 */
	public static LeftOut unreadable(Consumer<Consumer<String>> marks, long most) {
		return (most == 0) ? NOTHING : new LeftOut((each) -> marks.accept((mark) -> {
			if (!Reject.readable(mark)) {
				each.accept(mark);
			}
		}), most, false);
	}

	/** Whether a read has met a reject of that mark. */
	public boolean met(String mark) {
		return this.marks.met(mark);
	}

	long size() {
		return this.marks.size();
	}

	boolean isEmpty() {
		return this.marks.size() == 0;
	}

	/** One read of all rows. */
	Pass pass(List<Kind> kinds) {
		return new Pass(kinds);
	}

	/** Knows the rows as they pass by, each as often as it was rejected. */
	final class Pass {

		private final Marks.Open open = LeftOut.this.marks.open();

		private final @Nullable RowDigester digester;

		private Pass(List<Kind> kinds) {
			this.digester = (LeftOut.this.readable && !isEmpty()) ? new RowDigester(kinds) : null;
		}

		/** Whether this row, as the target was to hold it, is one of them. */
		boolean takes(Row held) {
			RowDigester digests = this.digester;
			return digests != null && this.open.take(Reject.row(digests.digest(held)));
		}

		/** Whether the row, which can't be read but for its key, is one of them. */
		boolean takesUnreadable(@Nullable KeyTuple key) {
			return this.open.take((key == null) ? Reject.unreadable() : Reject.unreadable(key));
		}

	}

}
