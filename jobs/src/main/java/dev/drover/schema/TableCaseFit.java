package dev.drover.schema;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.drover.engine.TableCase;
import dev.drover.engine.catalog.Sequence;
import dev.drover.engine.catalog.TableName;

/**
 * Tells what a target makes of upper and lower case in the names of tables, where the
 * source does something else.
 */
final class TableCaseFit {

	private static final String OBJECT = "lower_case_table_names";

	/** Names that are told. */
	private static final int SHOWN = 5;

	private final BothSides sides;

	TableCaseFit(BothSides sides) {
		this.sides = sides;
	}

	void of(List<TableMapping> tables, List<Sequence> sequences) {
		TableCase from = this.sides.source().tableCase();
		TableCase to = this.sides.target().tableCase();
		List<TableName> names = Stream
			.concat(tables.stream().map((table) -> table.source().name()), sequences.stream().map(Sequence::name))
			.filter((name) -> this.sides.target().dialect().stored(name) != name)
			.toList();
		if (from != null && to != null && from != to) {
			String settings = "lower_case_table_names is " + from.setting() + " at the source and " + to.setting()
					+ " at the target: ";
			if (to == TableCase.EXACT) {
				this.sides.loses(OBJECT,
						settings + "a statement that writes a table's name in another case than the table has it"
								+ " finds the table at the source, and does not in the target",
						"write the names in the application as drover check prints them, then accept it with --force,"
								+ " or set up the target with lower_case_table_names = 1");
			}
			else if (names.isEmpty()) {
				this.sides.tells(OBJECT, settings + "the tables keep their names, and statements find them in any case",
						"nothing");
			}
			else {
				this.sides.loses(OBJECT, settings + lowered(names),
						"accept it with --force, or set up the target with lower_case_table_names = 0");
			}
		}
		else if (!names.isEmpty()) {
			this.sides.tells(OBJECT, "lower_case_table_names is 1 at the target: " + lowered(names), "nothing");
		}
	}

	private String lowered(List<TableName> names) {
		return names.size() + " names become lower case, which statements find in any case: "
				+ names.stream()
					.limit(SHOWN)
					.map((name) -> name.display() + " as " + this.sides.name(name).display())
					.collect(Collectors.joining(", "))
				+ ((names.size() > SHOWN) ? ", and others" : "");
	}

}
