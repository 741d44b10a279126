package dev.drover.copy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.value.Row;
import dev.drover.schema.TableMapping;

/**
 * Finds the column of a refused row without whose value the row is taken; else the only
 * one without whose value it is not refused as a bad value any more, since some servers
 * look at missing values first.
 */
final class GuiltyColumn {

	/** Wider rows would be tried too often. */
	private static final int MOST_COLUMNS = 200;

	private final TableMapping mapping;

	private final Trial trial;

	/** Bad values mostly come in one column: that of the last row is tried first. */
	private int last;

	GuiltyColumn(TableMapping mapping, Trial trial) {
		this.mapping = mapping;
		this.trial = trial;
	}

	/** The source's name of the column, empty if it is not a single one. */
	String of(Row row) throws SQLException {
		if (row.size() == 0 || row.size() > MOST_COLUMNS) {
			return "";
		}
		Passes first = passesWithout(row, this.last);
		if (first == Passes.YES) {
			return name(this.last);
		}
		List<Integer> suspects = new ArrayList<>();
		for (int column = 0; column < row.size(); column++) {
			Passes passes = (column == this.last) ? first : passesWithout(row, column);
			if (passes == Passes.YES) {
				this.last = column;
				return name(column);
			}
			if (passes == Passes.AS_A_VALUE) {
				suspects.add(column);
			}
		}
		return (suspects.size() == 1) ? name(suspects.get(0)) : "";
	}

	private String name(int column) {
		return this.mapping.columns().get(column).source().name();
	}

	private Passes passesWithout(Row row, int column) throws SQLException {
		if (row.get(column) == null) {
			return Passes.NO;
		}
		Trial.Outcome outcome = this.trial.rehearsed(row.with(column, null));
		Refusal refusal = outcome.refusal();
		if (!outcome.unheld().isEmpty() || (refusal != null && refusal.badValue())) {
			return Passes.NO;
		}
		return (refusal == null) ? Passes.YES : Passes.AS_A_VALUE;
	}

	/** What the target says to a row without one of its values. */
	private enum Passes {

		/** It takes it. */
		YES,

		/** It refuses it, but not as a bad value any more. */
		AS_A_VALUE,

		/** It still has a bad value. */
		NO

	}

}
