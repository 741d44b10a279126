package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.drover.apply.Flow;
import dev.drover.engine.catalog.Sequence;
import dev.drover.engine.live.Counter;
import dev.drover.engine.live.Numbered;
import dev.drover.schema.ColumnMapping;
import dev.drover.schema.TableMapping;

/**
 * Lets the new owner number on beyond the old one, with a gap: numbers that were taken
 * from the old one before the switch may still come to the new one. All columns that both
 * sides number, and all sequences.
 */
final class LiveNumbering {

	private final Flow flow;

	private final List<Numbered> old = new ArrayList<>();

	private final List<Numbered> now = new ArrayList<>();

	private List<Long> reached = List.of();

	/**
	 * Creates it.
	 * @param sequences the sequences of their own, which both sides call the same
	 */
	LiveNumbering(Flow flow, List<Sequence> sequences) {
		this.flow = flow;
		for (TableMapping table : flow.tables()) {
			for (ColumnMapping column : table.columns()) {
				if (Numbered.numbers(column.source()) && Numbered.numbers(column.target())) {
					this.old.add(new Numbered(table.source().name(), column.source()));
					this.now.add(new Numbered(table.target().name(), column.target()));
				}
			}
		}
		if (flow.from().engine().kind() == flow.to().engine().kind()) {
			for (Sequence sequence : sequences) {
				this.old.add(new Numbered(sequence.name(), null));
				this.now.add(new Numbered(sequence.name(), null));
			}
		}
	}

	/** Without the gate: sets it so far that little can be left to do. */
	void ahead(Connection from, Connection to) throws SQLException {
		set(to, counters(from).stream().map(Counter::farBeyond).toList());
	}

	/** Under the gate: sets it again where the old owner has come too near. */
	void ensure(Connection from, Connection to) throws SQLException {
		List<Counter> counters = counters(from);
		for (int i = 0; i < counters.size(); i++) {
			if (!counters.get(i).leaves(this.reached.get(i))) {
				set(to, counters.stream().map(Counter::beyond).toList());
				return;
			}
		}
	}

	private List<Counter> counters(Connection from) throws SQLException {
		return this.flow.from().live().counters(from, this.old);
	}

	private void set(Connection to, List<Long> next) throws SQLException {
		this.flow.to().live().number(to, this.now, next);
		this.reached = next;
	}

}
