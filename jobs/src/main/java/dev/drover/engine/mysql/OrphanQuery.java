package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.Statements;

/**
 * Looks for rows without a parent by a hash of the parents. Asked in the usual way, the
 * server would put all parents into a table of its own first, or look each of them up.
 */
final class OrphanQuery {

	/** The first version that joins so, also where it looks for what is not there. */
	private static final int HASHES_OUTER_JOINS = 80020;

	/**
	 * A parent costs about as much to put into the hash as two rows to be looked up
	 * otherwise.
	 */
	private static final int PARENTS_PER_ROW = 2;

	private final Dialect dialect;

	private final Table table;

	private final ForeignKey key;

	OrphanQuery(Dialect dialect, Table table, ForeignKey key) {
		this.dialect = dialect;
		this.table = table;
		this.key = key;
	}

	/** MariaDB would compare each row with each other, unless it is told not to. */
	static boolean isQuickHere(Variant variant) {
		return !variant.mariadb() && variant.version() >= HASHES_OUTER_JOINS;
	}

	/** The query, or an empty text where there are many more parents than rows. */
	String of(Connection connection) throws SQLException {
		Map<String, Long> rows = new HashMap<>();
		Statements.query(connection,
				"SELECT table_name, table_rows FROM information_schema.tables WHERE table_schema = DATABASE()"
						+ " AND table_name IN (?, ?)",
				(row) -> rows.put(row.getString(1).toLowerCase(Locale.ROOT), row.getLong(2)), this.table.name().name(),
				this.key.referencedTable().name());
		long parents = estimated(rows, this.key.referencedTable());
		return (parents > PARENTS_PER_ROW * estimated(rows, this.table.name())) ? "" : text();
	}

	private static long estimated(Map<String, Long> rows, TableName table) {
		return rows.getOrDefault(table.name().toLowerCase(Locale.ROOT), 0L);
	}

	private String text() {
		String same = IntStream.range(0, this.key.columns().size())
			.mapToObj((i) -> "p." + this.dialect.quote(this.key.referencedColumns().get(i)) + " = c."
					+ this.dialect.quote(this.key.columns().get(i)))
			.collect(Collectors.joining(" AND "));
		String given = this.key.columns()
			.stream()
			.map((column) -> "c." + this.dialect.quote(column) + " IS NOT NULL")
			.collect(Collectors.joining(" AND "));
		return "SELECT 1 FROM " + this.dialect.quote(this.table.name()) + " c LEFT JOIN "
				+ this.dialect.quote(this.key.referencedTable()) + " p USE INDEX () ON " + same + " WHERE " + given
				+ " AND p." + this.dialect.quote(this.key.referencedColumns().get(0)) + " IS NULL LIMIT 1";
	}

}
