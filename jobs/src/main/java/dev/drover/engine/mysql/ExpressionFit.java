package dev.drover.engine.mysql;

import java.util.List;

import dev.drover.engine.catalog.CheckConstraint;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Table;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;

/**
 * What the server's rules on expressions leave out of a table.
 */
final class ExpressionFit {

	private static final int CHARACTER_BYTES = 4;

	private final Table table;

	private final Variant variant;

	private final List<Finding> findings;

	ExpressionFit(Table table, Variant variant, List<Finding> findings) {
		this.table = table;
		this.variant = variant;
		this.findings = findings;
	}

	private static boolean speaksOf(String sql, String column) {
		return sql.contains(QuotedName.spelled(column));
	}

	/** MySQL checks no column that a foreign key may change. */
	boolean holds(CheckConstraint check) {
		boolean changed = !this.variant.mariadb() && this.table.foreignKeys()
			.stream()
			.filter((key) -> changes(key.onUpdate()) || key.onDelete() == ForeignKey.Action.SET_NULL)
			.flatMap((key) -> key.columns().stream())
			.anyMatch((column) -> speaksOf(check.nativeSql(), column));
		if (changed) {
			lost("the check " + check.name() + " is not moved, since MySQL has none on a column that a foreign key"
					+ " may change: " + check.expression());
		}
		return !changed;
	}

	private static boolean changes(ForeignKey.Action action) {
		return action == ForeignKey.Action.CASCADE || action == ForeignKey.Action.SET_NULL;
	}

	/** An index over an expression takes texts only as far as a key is long. */
	boolean holds(Index index) {
		int bytes = 0;
		boolean unbounded = false;
		for (Index.Part part : index.parts()) {
			String expression = part.expression();
			for (Column column : this.table.columns()) {
				String type = column.type().declared();
				if (expression != null && speaksOf(expression, column.name())) {
					unbounded |= type.contains("text") || type.contains("blob") || type.equals("json");
					bytes += type.contains("char")
							? (int) Math.min(column.type().size(), KeyBudget.KEY_BYTES) * CHARACTER_BYTES : 0;
				}
			}
		}
		boolean held = !unbounded && bytes <= KeyBudget.KEY_BYTES;
		if (!held) {
			lost("the " + (index.unique() ? "unique " : "") + "index " + index.name()
					+ " is not moved: MySQL has none over an expression of texts of that length");
		}
		return held;
	}

	private void lost(String message) {
		this.findings.add(new Finding(ErrorCode.SCHEMA_007, Finding.Level.WARNING, this.table.name().display(), message,
				"add it to the target by hand, or see to it in the application"));
	}

}
