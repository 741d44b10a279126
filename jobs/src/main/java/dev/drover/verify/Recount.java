package dev.drover.verify;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the rows of a table in use again, after what was noted before has been applied:
 * numbers of two moments differ by what was written between them. If they still do, they
 * are counted as they are at one moment. Where there is none, they are counted again and
 * again, and differ only if they were always the same.
 */
final class Recount {

	private static final int LOOKS = 10;

	private final SideReader source;

	private final SideReader target;

	private final long leftOut;

	private final Barrier barrier;

	Recount(SideReader source, SideReader target, long leftOut, Barrier barrier) {
		this.source = source;
		this.target = target;
		this.leftOut = leftOut;
		this.barrier = barrier;
	}

	TableVerdict verdict(String table) throws SQLException {
		Counts first = look();
		if (first.equal()) {
			return first.verdict(table);
		}
		List<Counts> then = new ArrayList<>();
		if (this.barrier.atOneMoment((inUse, back) -> then.add(Counts.of(back ? this.source : this.source.by(inUse),
				back ? this.target.by(inUse) : this.target, this.leftOut)))) {
			return then.get(0).verdict(table);
		}
		Counts last = first;
		boolean steady = true;
		for (int look = 1; look < LOOKS && !last.equal(); look++) {
			last = look();
			steady = steady && last.equals(first);
		}
		return (steady || last.equal()) ? last.verdict(table) : last.unsettled(table);
	}

	private Counts look() throws SQLException {
		this.barrier.await();
		return Counts.of(this.source, this.target, this.leftOut);
	}

}
