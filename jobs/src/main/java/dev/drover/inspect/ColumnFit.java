package dev.drover.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.Table;

/**
 * Whether every row of the table that is wanted fits into the table that is there.
 *
 * @param misfits why a row could not be stored or would be changed
 * @param losses what the existing table promises less than the source
 */
record ColumnFit(List<String> misfits, List<String> losses) {

	/** Fractional digits where the engine's default is meant. */
	private static final int DEFAULT_FRACTION = 6;

	static ColumnFit of(Table wanted, Table existing) {
		ColumnFit fit = new ColumnFit(new ArrayList<>(), new ArrayList<>());
		for (Column column : wanted.columns()) {
			column(existing, column.name()).ifPresentOrElse((seen) -> fit.compare(column, seen),
					() -> fit.misfits.add("column " + column.name() + " is missing"));
		}
		for (Column seen : existing.columns()) {
			if (column(wanted, seen.name()).isEmpty() && !seen.nullable() && seen.stored()
					&& seen.defaultValue() == null && seen.identity() == null) {
				fit.misfits.add("column " + seen.name() + " is NOT NULL without a default, and the source has no such");
			}
		}
		return fit;
	}

	private static Optional<Column> column(Table table, String name) {
		return table.columns().stream().filter((column) -> column.name().equals(name)).findFirst();
	}

	private void compare(Column wanted, Column seen) {
		if (wanted.stored() && !seen.stored()) {
			this.misfits.add("column " + seen.name() + " is generated and takes no values");
		}
		if (!wanted.stored() && seen.stored()) {
			this.misfits.add("column " + seen.name() + " is not generated, wanted is " + wanted.generated());
		}
		if (!fits(wanted.type(), seen.type())) {
			this.misfits.add("column " + seen.name() + " is " + seen.type().declared() + ", wanted is "
					+ wanted.type().declared());
		}
		if (wanted.nullable() && !seen.nullable() && wanted.stored()) {
			this.misfits.add("column " + seen.name() + " is NOT NULL, wanted is one that takes NULL");
		}
		if (!wanted.nullable() && seen.nullable()) {
			this.losses.add("column " + seen.name() + " takes NULL, wanted is NOT NULL");
		}
	}

	private static boolean fits(ColumnType wanted, ColumnType seen) {
		if (spelling(wanted).equals(spelling(seen))) {
			return true;
		}
		if (wanted.kind() != seen.kind()) {
			return false;
		}
		return switch (wanted.kind()) {
			case INTEGER, TEXT, CHAR, BYTES, BITS -> holds(wanted.size(), seen.size());
			case DECIMAL -> seen.size() == 0 || (wanted.size() != 0 && seen.scale() >= wanted.scale()
					&& seen.size() - seen.scale() >= wanted.size() - wanted.scale());
			case TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ -> fraction(seen) >= fraction(wanted);
			case ENUM, NATIVE -> false;
			// a column of jsonb keeps one value for each key, and no zeros
			case JSON -> !seen.declared().equals("jsonb");
			default -> true;
		};
	}

	private static boolean holds(long wanted, long seen) {
		return seen == 0 || (wanted != 0 && seen >= wanted);
	}

	private static int fraction(ColumnType type) {
		return (type.scale() < 0) ? DEFAULT_FRACTION : type.scale();
	}

	private static String spelling(ColumnType type) {
		return type.declared().toLowerCase(Locale.ROOT).replace(" ", "");
	}

}
