package dev.drover.engine.mysql;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.Counter;
import dev.drover.engine.live.Numbered;

/**
 * AUTO_INCREMENT, read and set.
 */
final class LiveNumbers {

	private static final Map<String, Integer> BITS = Map.of("tinyint", 8, "smallint", 16, "mediumint", 24, "int", 32);

	private static final BigDecimal BEFORE_THE_LAST = BigDecimal.valueOf(Long.MAX_VALUE - 1);

	private final Dialect dialect;

	private final Variant variant;

	private final Connection connection;

	LiveNumbers(Dialect dialect, Variant variant, Connection connection) {
		this.dialect = dialect;
		this.variant = variant;
		this.connection = connection;
	}

	List<Counter> counters(List<Numbered> numbered) throws SQLException {
		if (!this.variant.mariadb()) {
			// else the server tells what it knew a day ago
			Statements.execute(this.connection, "SET SESSION information_schema_stats_expiry = 0");
		}
		List<Counter> counters = new ArrayList<>();
		for (Numbered each : numbered) {
			Column column = column(each);
			List<Long> next = new ArrayList<>(List.of(1L));
			Statements.query(this.connection,
					"SELECT COALESCE(auto_increment, 1) FROM information_schema.tables WHERE table_schema = database()"
							+ " AND table_name = ?",
					(row) -> next.add(signed(row.getBigDecimal(1))), each.name().name());
			Statements.query(this.connection,
					"SELECT MAX(" + this.dialect.quote(column.name()) + ") FROM " + this.dialect.quote(each.name()),
					(row) -> next.add(signed(row.getBigDecimal(1)) + 1));
			counters.add(new Counter(next.stream().mapToLong(Long::longValue).max().orElse(1), 1, 1, last(column)));
		}
		return counters;
	}

	/**
	 * Unsigned numbers of 64 bits may be larger than any that is reckoned with here. Such
	 * a counter is left to the server, which keeps it beyond the rows that come.
	 */
	private static long signed(@Nullable BigDecimal number) {
		return (number == null) ? 0 : number.min(BEFORE_THE_LAST).longValue();
	}

	private static Column column(Numbered numbered) {
		Column column = numbered.column();
		if (column == null) {
			throw new IllegalArgumentException("no sequence " + numbered.name().display());
		}
		return column;
	}

	private static long last(Column column) {
		String type = column.type().declared();
		boolean unsigned = type.contains("unsigned");
		Integer bits = BITS.get(type.replaceAll("[^a-z].*", ""));
		return (bits == null) ? Long.MAX_VALUE : (1L << (unsigned ? bits : bits - 1)) - 1;
	}

	void set(List<Numbered> numbered, List<Long> next) throws SQLException {
		Statements.execute(this.connection, "SET SESSION lock_wait_timeout = 1");
		List<Counter> there = counters(numbered);
		for (int i = 0; i < numbered.size(); i++) {
			long wanted = Math.min(next.get(i), last(column(numbered.get(i))));
			if (there.get(i).next() < wanted) {
				Statements.execute(this.connection,
						"ALTER TABLE " + this.dialect.quote(numbered.get(i).name()) + " AUTO_INCREMENT = " + wanted);
			}
		}
	}

}
