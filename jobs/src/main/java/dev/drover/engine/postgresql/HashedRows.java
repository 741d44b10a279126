package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Dialect;
import dev.drover.engine.ServerDigest;
import dev.drover.engine.jdbc.Statements;

/**
 * Digests by the server's own hash functions, which are those of hash partitioning and
 * therefore the same on all machines of its versions. The hash of a row is a linear
 * combination of those of its values, so that values exchanged between rows would cancel
 * out in a sum; hashed once more, they don't.
 */
final class HashedRows implements ServerDigest {

	/**
	 * First version with hashes of 64 bits over rows, and with scans of some pages only.
	 */
	static final int FIRST_VERSION = 14;

	/** Pages that are read by one statement, 128 MB. */
	private static final long PAGES = 1 << 14;

	private final Connection connection;

	private final String rowsOf;

	private final List<String> values;

	private final String form;

	private final long pages;

	private long page;

	HashedRows(Dialect dialect, Connection connection, String rowsOf, String table, List<ColumnBinding> columns)
			throws SQLException {
		this.connection = connection;
		this.rowsOf = rowsOf;
		this.values = columns.stream().map((column) -> value(dialect.quote(column.column().name()), column)).toList();
		this.form = "postgresql " + columns.stream()
			.map((column) -> column.column().type().kind() + " " + value("?", column))
			.collect(Collectors.joining(" "));
		List<Long> found = new ArrayList<>();
		Statements.query(connection,
				"SELECT pg_relation_size(CAST(? AS regclass)) / CAST(current_setting('block_size') AS bigint)",
				(row) -> found.add(row.getLong(1)), table);
		this.pages = found.get(0);
	}

	/** A value in a form in which all that counts is hashed, and nothing else. */
	private static String value(String name, ColumnBinding column) {
		return switch (column.column().type().kind()) {
			case BOOLEAN, INTEGER, DECIMAL, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, UUID, BYTES -> name;
			// these would take the negative zero for the other one
			case FLOAT4 -> "float4send(" + name + ")";
			case FLOAT8 -> "float8send(" + name + ")";
			case CHAR -> "CAST(" + name + " AS bpchar) COLLATE \"C\"";
			default -> "CAST(" + name + " AS text) COLLATE \"C\"";
		};
	}

	@Override
	public String form() {
		return this.form;
	}

	@Override
	public @Nullable Sum next() throws SQLException {
		if (this.page > this.pages) {
			return null;
		}
		long end = this.page + PAGES;
		boolean last = end > this.pages;
		String range = " WHERE ctid >= '(" + this.page + ",0)'" + (last ? "" : " AND ctid < '(" + end + ",0)'");
		this.page = last ? this.pages + 1 : end;
		String row = "ROW(" + String.join(", ", this.values) + ")";
		List<Sum> found = new ArrayList<>();
		Statements.query(this.connection,
				"SELECT count(*), coalesce(sum(hashint8extended(hash_record_extended(" + row + ", 1), 2)), 0) FROM "
						+ this.rowsOf + range,
				(sums) -> found.add(new Sum(sums.getLong(1), sums.getBigDecimal(2).toBigIntegerExact())));
		return found.get(0);
	}

}
