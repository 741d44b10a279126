package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToIntFunction;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Dialect;
import dev.drover.engine.KeyCuts;
import dev.drover.engine.ValueCodec;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.KeyTuple;

/**
 * Counts a table, then steps from cut to cut by an offset: the server walks its key once
 * and gives away only the cuts.
 */
final class SteppedCuts {

	private final Connection connection;

	private final String table;

	private final KeyColumns keys;

	private final boolean keyed;

	SteppedCuts(ValueCodec codec, Dialect dialect, Connection connection, Table table) {
		this.connection = connection;
		this.table = dialect.quote(table.name());
		this.keys = new KeyColumns(codec, dialect, table.rowKey());
		this.keyed = !table.rowKey().isEmpty();
	}

	KeyCuts cuts(LongToIntFunction ranges) throws SQLException {
		List<Long> counted = new ArrayList<>();
		Statements.query(this.connection, "SELECT count(*) FROM " + this.table, (row) -> counted.add(row.getLong(1)));
		long rows = counted.get(0);
		int slices = ranges.applyAsInt(rows);
		List<KeyTuple> cuts = new ArrayList<>();
		KeyTuple last = null;
		while (this.keyed && cuts.size() < slices - 1) {
			last = next(last, rows / slices);
			if (last == null) {
				break;
			}
			cuts.add(last);
		}
		return new KeyCuts(rows, cuts);
	}

	private @Nullable KeyTuple next(@Nullable KeyTuple after, long step) throws SQLException {
		KeyRange rest = new KeyRange(after, null);
		try (PreparedStatement statement = this.connection
			.prepareStatement("SELECT " + String.join(", ", this.keys.expressions()) + " FROM " + this.table
					+ this.keys.within(rest) + " ORDER BY " + this.keys.order() + " LIMIT 1 OFFSET " + (step - 1))) {
			this.keys.bind(statement, rest);
			try (ResultSet row = statement.executeQuery()) {
				return row.next() ? this.keys.read(row, 1) : null;
			}
		}
	}

}
