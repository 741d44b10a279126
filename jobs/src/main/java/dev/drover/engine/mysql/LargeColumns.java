package dev.drover.engine.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.value.Kind;

/**
 * Columns whose values may be so large that the driver, which holds a row twice while it
 * comes and the one before it beside it, would take many times their size. Such a value
 * is left out of the row, and fetched piece by piece.
 */
final class LargeColumns {

	private static final int SMALLEST = 1 << 22;

	/** Heaps in bytes in which the driver's way has room for the largest of values. */
	private static final long AMPLE = 4L << 30;

	private final List<Integer> positions = new ArrayList<>();

	private final List<String> lengths = new ArrayList<>();

	private final List<String> bytes = new ArrayList<>();

	private LargeColumns() {
	}

	/**
	 * Those among some columns.
	 * @param key the key by which rows are read; without one that finds a row again there
	 * are none
	 */
	static LargeColumns of(List<ColumnBinding> columns, List<String> expressions, List<Column> key) {
		LargeColumns large = new LargeColumns();
		if (key.isEmpty() || !key.stream().allMatch(LargeColumns::findsRows)) {
			return large;
		}
		for (int i = 0; i < columns.size(); i++) {
			if (mayBeLarge(columns.get(i))) {
				large.positions.add(i);
				boolean text = ColumnForm.of(columns.get(i).column()) == ColumnForm.TEXT;
				large.bytes.add(text ? "CAST(CONVERT(" + expressions.get(i) + " USING utf8mb4) AS BINARY)"
						: expressions.get(i));
				large.lengths.add("LENGTH("
						+ (text ? "CONVERT(" + expressions.get(i) + " USING utf8mb4)" : expressions.get(i)) + ")");
			}
		}
		return large;
	}

	/** Whether a value of the column may be too large for the driver. */
	static boolean mayBeLarge(ColumnBinding column) {
		if (Runtime.getRuntime().maxMemory() >= AMPLE) {
			return false;
		}
		String declared = column.column().type().declared().toLowerCase(Locale.ROOT);
		return (declared.startsWith("longtext") && column.kind() == Kind.TEXT)
				|| (declared.startsWith("longblob") && column.kind() == Kind.BYTES);
	}

	private static boolean findsRows(Column column) {
		return switch (ColumnForm.of(column)) {
			case INTEGER, DECIMAL, TEXT, BYTES, CAST, TEMPORAL -> true;
			default -> false;
		};
	}

	/**
	 * Bytes from which on a value is fetched in pieces: small ones come faster at once.
	 */
	static long threshold() {
		return Math.max(SMALLEST, Runtime.getRuntime().maxMemory() / 32);
	}

	boolean isEmpty() {
		return this.positions.isEmpty();
	}

	/** Where they are among the columns. */
	List<Integer> positions() {
		return this.positions;
	}

	/** How many bytes each has, as expressions. */
	List<String> lengths() {
		return this.lengths;
	}

	/** The bytes of each, as expressions. */
	List<String> bytes() {
		return this.bytes;
	}

	/** The column's expression, without its value where that is large. */
	String bounded(int position, String expression) {
		int at = this.positions.indexOf(position);
		return (at < 0) ? expression
				: "IF(" + this.lengths.get(at) + " > " + threshold() + ", NULL, " + expression + ")";
	}

}
