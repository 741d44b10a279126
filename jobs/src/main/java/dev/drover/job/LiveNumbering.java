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
 * from the old one before the switch may still come to the new one.
 */
final class LiveNumbering {

	private LiveNumbering() {
	}

	/**
	 * Sets the numbering of all columns that both sides number, and of all sequences.
	 * @param sequences the sequences of their own, which both sides call the same
	 */
	static void of(Flow flow, List<Sequence> sequences, Connection from, Connection to) throws SQLException {
		List<Numbered> old = new ArrayList<>();
		List<Numbered> now = new ArrayList<>();
		for (TableMapping table : flow.tables()) {
			for (ColumnMapping column : table.columns()) {
				if (Numbered.numbers(column.source()) && Numbered.numbers(column.target())) {
					old.add(new Numbered(table.source().name(), column.source()));
					now.add(new Numbered(table.target().name(), column.target()));
				}
			}
		}
		if (flow.from().engine().kind() == flow.to().engine().kind()) {
			for (Sequence sequence : sequences) {
				old.add(new Numbered(sequence.name(), null));
				now.add(new Numbered(sequence.name(), null));
			}
		}
		List<Long> next = flow.from().live().counters(from, old).stream().map(Counter::beyond).toList();
		flow.to().live().number(to, now, next);
	}

}
