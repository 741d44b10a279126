package dev.drover.schema;

import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.catalog.CheckConstraint;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.UserType;
import dev.drover.schema.expression.Wording;

/**
 * Check constraints of a table, its own and those of its columns' domains. One that the
 * target would judge in another way is told; one that it can't judge at all stays behind.
 */
final class Checks {

	private final BothSides sides;

	private final UserTypes userTypes;

	Checks(BothSides sides, UserTypes userTypes) {
		this.sides = sides;
		this.userTypes = userTypes;
	}

	List<CheckConstraint> of(Table table, Expressions expressions) {
		List<CheckConstraint> moved = new ArrayList<>();
		for (CheckConstraint check : table.checks()) {
			String what = "the check " + (check.name().isEmpty() ? "" : check.name() + " ");
			if (!check.isCheck()) {
				this.sides.loses(table.name().display(),
						"the constraint " + check.name() + " is not moved: " + check.nativeSql(),
						"see to it in the application");
			}
			else if (!check.enforced()) {
				this.sides.tells(table.name().display(),
						what + "is not enforced in the source and is not moved: " + check.expression(), "nothing");
			}
			else {
				Wording wording = expressions.condition(check.expression());
				String name = check.name().isEmpty() ? table.name().name() + "_check" : check.name();
				add(moved, table, name, what, check.expression(), wording);
			}
		}
		for (Column column : table.columns()) {
			UserType domain = this.userTypes.domain(column.type());
			if (domain != null) {
				for (CheckConstraint check : domain.promise().checks()) {
					Wording wording = expressions.promise(check.expression(), column.name());
					add(moved, table, table.name().name() + "_" + column.name() + "_" + check.name(), "the check "
							+ check.name() + " of the domain " + domain.name().display() + " on " + column.name() + " ",
							check.expression(), wording);
				}
			}
		}
		return moved;
	}

	private void add(List<CheckConstraint> moved, Table table, String name, String what, String expression,
			Wording wording) {
		String sql = wording.sql();
		String shown = expression.replaceAll("\\s+", " ");
		if (sql == null) {
			this.sides.loses(table.name().display(), what + "is not moved, since " + wording.reason() + ": " + shown,
					"add it to the target by hand, or see to it in the application");
			return;
		}
		if (!wording.differences().isEmpty()) {
			this.sides.loses(
					table.name().display(), what + "is moved, but may judge in another way: "
							+ String.join("; ", wording.differences()) + ": " + shown,
					"accept it with --force, or drop the check in the target");
		}
		moved.add(new CheckConstraint(this.sides.names().ofCheck(name), "CHECK (" + sql + ")"));
	}

}
