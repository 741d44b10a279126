package dev.drover.app.scenario;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a scenario says does not arrive as it was.
 *
 * @param failing tables that are left out
 * @param rejects rows that are refused, as {@code TABLE KEY COLUMN}
 * @param changed columns that become something else, as {@code table.column}
 * @param respelled columns that come back in another spelling
 */
record Differing(List<String> failing, List<String> rejects, List<String> changed, List<String> respelled) {

	Differing(Scenario scenario, Product source, Product target, List<String> failing) {
		this(failing, scenario.expected(source, target, "rejects").stream().sorted().toList(),
				scenario.expected(source, target, "changed"), scenario.expected(source, target, "respelled"));
	}

	List<Content.Name> tables(Content source) throws SQLException {
		return source.tables().stream().filter((table) -> !this.failing.contains(table.table())).toList();
	}

	boolean changes(Content.Name table, String column, boolean first) {
		return (this.changed.contains("*") && !first)
				|| this.changed.contains((table.table() + "." + column).toLowerCase(Locale.ROOT));
	}

	/** Lower-case names of the columns of a table that are not compared exactly. */
	List<String> respelled(Content.Name table) {
		List<String> columns = new ArrayList<>(this.changed);
		columns.addAll(this.respelled);
		String beginning = table.table().toLowerCase(Locale.ROOT) + ".";
		return columns.stream()
			.filter((name) -> name.startsWith(beginning))
			.map((name) -> name.substring(beginning.length()))
			.toList();
	}

	/** Without the refused rows; the key is a row's first column. */
	List<String> arriving(Content.Name table, List<String> rows) {
		return rows.stream()
			.filter((row) -> this.rejects.stream()
				.map((reject) -> reject.split(" "))
				.noneMatch((reject) -> reject[0].equals(table.table())
						&& row.replaceFirst("^integer ", "").startsWith(reject[1] + " | ")))
			.toList();
	}

}
