package dev.drover.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Engine;
import dev.drover.engine.ValueException;
import dev.drover.engine.value.Row;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.plan.Mapping.ValueHazard;
import dev.drover.schema.ColumnMapping;
import dev.drover.schema.RowRules;
import dev.drover.schema.TableMapping;

/**
 * Which of a table's first rows hold values that the target can't hold, as far as that is
 * known without trying, and what becomes of them.
 */
final class ValueLook {

	private final TableMapping table;

	private final Engine target;

	private final boolean elsewhere;

	private final RowRules rules;

	private final Map<String, Seen> refused = new TreeMap<>();

	private final Map<String, Seen> changed = new TreeMap<>();

	ValueLook(BothSides sides, TableMapping table) {
		this.table = table;
		this.target = sides.target();
		this.elsewhere = sides.source().kind() != sides.target().kind();
		this.rules = new RowRules(table);
	}

	/** Looks at a row of the source. */
	void row(Row row) {
		Row held;
		try {
			held = this.rules.applied(row, this::change);
		}
		catch (ValueException ex) {
			unreadable(ex);
			return;
		}
		for (int i = 0; this.elsewhere && i < held.size(); i++) {
			ColumnMapping column = this.table.columns().get(i);
			Object value = held.get(i);
			if (value != null && this.target.hazard(new ColumnBinding(column.target(), column.kind()), value) != null) {
				unreadable(ValueException.notHeld(column.source().name(), column.target(), value));
				return;
			}
		}
	}

	/** Hears of a row that is refused by one of its values. */
	void unreadable(ValueException ex) {
		this.refused.merge(ex.column(), new Seen(1, ex.reason()), Seen::plus);
	}

	private void change(ColumnMapping column, ValueHazard hazard, @Nullable Object to) {
		this.changed.merge(column.source().name(), new Seen(1, hazard.name().toLowerCase(Locale.ROOT)), Seen::plus);
	}

	/** What there is to tell. */
	List<Finding> findings(long rows) {
		List<Finding> findings = new ArrayList<>();
		this.refused.forEach((column,
				seen) -> findings.add(finding(ErrorCode.DATA_002, column,
						seen.count() + " of the first " + rows + " rows would be refused: " + seen.first(),
						"mend them in the source, or see mapping.values")));
		this.changed.forEach((column,
				seen) -> findings.add(finding(
						ErrorCode.DATA_008, column, seen.count() + " of the first " + rows
								+ " rows hold values that mapping.values." + seen.first() + " changes",
						"nothing; or set the policy to error")));
		return findings;
	}

	private Finding finding(ErrorCode code, String column, String message, String hint) {
		return new Finding(code, Finding.Level.INFO, this.table.name() + "." + column, message, hint);
	}

	/**
	 * Values of one sort.
	 *
	 * @param count how many
	 * @param first what was told of the first
	 */
	private record Seen(long count, String first) {

		Seen plus(Seen other) {
			return new Seen(this.count + other.count, this.first);
		}

	}

}
