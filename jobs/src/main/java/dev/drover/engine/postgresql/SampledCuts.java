package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongToIntFunction;

import dev.drover.engine.Dialect;
import dev.drover.engine.KeyCuts;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.KeyValue;

/**
 * Counts a table in one pass and cuts it at the quantiles of a sample of its keys in a
 * second: both inside the server, ordered by the key's own order. Single rows are
 * sampled, not pages, whose neighbouring keys would say little about the whole.
 */
final class SampledCuts {

	/** A range's size strays by about 2 % then. */
	private static final long SAMPLES_PER_SLICE = 2000;

	private final Connection connection;

	private final List<String> key;

	private final String rowsOf;

	SampledCuts(Dialect dialect, Connection connection, Table table, String rowsOf) {
		this.connection = connection;
		this.key = table.rowKey().stream().map((column) -> dialect.quote(column.name())).toList();
		this.rowsOf = rowsOf;
	}

	KeyCuts cuts(LongToIntFunction ranges) throws SQLException {
		List<Long> counted = new ArrayList<>();
		Statements.query(this.connection, "SELECT count(*) FROM " + this.rowsOf, (row) -> counted.add(row.getLong(1)));
		long rows = counted.get(0);
		int slices = ranges.applyAsInt(rows);
		if (this.key.isEmpty() || slices < 2) {
			return new KeyCuts(rows, List.of());
		}
		List<KeyTuple> cuts = new ArrayList<>();
		Statements.query(this.connection, sql(rows, slices), (row) -> {
			List<KeyValue> values = new ArrayList<>();
			for (int i = 1; i <= this.key.size(); i++) {
				values.add(KeyValue.engine(row.getString(i)));
			}
			cuts.add(new KeyTuple(values));
		});
		return new KeyCuts(rows, cuts);
	}

	private String sql(long rows, long slices) {
		double percent = 100.0 * SAMPLES_PER_SLICE * slices / rows;
		List<String> texts = new ArrayList<>();
		for (String column : this.key) {
			texts.add("CAST(s." + column + " AS text)");
		}
		String columns = String.join(", ", this.key);
		return "SELECT " + String.join(", ", texts) + " FROM (SELECT " + columns + ", row_number() OVER (ORDER BY "
				+ columns + ") AS \"drover place\", count(*) OVER () AS \"drover total\" FROM " + this.rowsOf
				+ ((percent < 100) ? String.format(Locale.ROOT, " TABLESAMPLE BERNOULLI (%.9f)", percent) : "")
				+ ") s WHERE s.\"drover place\" < s.\"drover total\" AND s.\"drover place\" * " + slices
				+ " / s.\"drover total\" > (s.\"drover place\" - 1) * " + slices
				+ " / s.\"drover total\" ORDER BY s.\"drover place\"";
	}

}
