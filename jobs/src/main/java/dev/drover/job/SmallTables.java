package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

import dev.drover.engine.Engine;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.Statements;

/**
 * Which tables are small enough to be counted in a moment, as they are now: what was
 * known of them may be as old as the copy.
 */
final class SmallTables {

	/** So many rows are counted on each side at most. */
	static final long ROWS = 50_000;

	private static final int TABLES = 100;

	/** To count one up to the bound takes a moment, too. */
	private static final int CANDIDATES = 200;

	private SmallTables() {
	}

	/**
	 * The smallest of some tables, as many as may be counted.
	 * @param candidates with those first that are likely to be small
	 * @param name their names on the side that is asked
	 */
	static <T> List<T> among(Engine engine, Connection connection, List<T> candidates, Function<T, TableName> name)
			throws SQLException {
		List<Counted<T>> sized = new ArrayList<>();
		for (T table : candidates.subList(0, Math.min(CANDIDATES, candidates.size()))) {
			sized.add(new Counted<>(table, rows(engine, connection, name.apply(table))));
		}
		sized.sort(Comparator.comparingLong(Counted::rows));
		List<T> small = new ArrayList<>();
		long left = ROWS;
		for (Counted<T> each : sized) {
			left -= each.rows();
			if (left < 0 || small.size() == TABLES) {
				break;
			}
			small.add(each.table());
		}
		return small;
	}

	/** One more than the bound stands for more than that. */
	private static long rows(Engine engine, Connection connection, TableName table) throws SQLException {
		List<Long> rows = new ArrayList<>();
		Statements.query(connection, "SELECT count(*) FROM (SELECT 1 AS one FROM " + engine.rowsOf(connection, table)
				+ " LIMIT " + (ROWS + 1) + ") AS few", (row) -> rows.add(row.getLong(1)));
		return rows.get(0);
	}

	/**
	 * A table.
	 *
	 * @param table the table
	 * @param rows how many rows it holds, counted up to the bound
	 */
	private record Counted<T>(T table, long rows) {

	}

}
