package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.DefaultValue;
import dev.drover.engine.jdbc.SqlText;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.Counter;
import dev.drover.engine.live.Numbered;

/**
 * Sequences behind columns and of their own, read and set with few round trips.
 */
final class LiveNumbers {

	private final Dialect dialect;

	private final Connection connection;

	LiveNumbers(Dialect dialect, Connection connection) {
		this.dialect = dialect;
		this.connection = connection;
	}

	List<Counter> counters(List<Numbered> numbered) throws SQLException {
		List<Counter> counters = new ArrayList<>();
		if (numbered.isEmpty()) {
			return counters;
		}
		List<String> states = new ArrayList<>();
		for (String sequence : sequences(numbered)) {
			states.add("SELECT " + states.size() + " AS n, CASE WHEN q.is_called THEN q.last_value + s.seqincrement"
					+ " ELSE q.last_value END, s.seqincrement, s.seqcache, CASE WHEN s.seqincrement > 0 THEN s.seqmax ELSE s.seqmin END FROM "
					+ sequence + " q, pg_catalog.pg_sequence s WHERE s.seqrelid = " + SqlText.literal(sequence)
					+ "::regclass");
		}
		Statements.query(this.connection, String.join(" UNION ALL ", states) + " ORDER BY n",
				(row) -> counters.add(new Counter(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5))));
		return counters;
	}

	void set(List<Numbered> numbered, List<Long> next) throws SQLException {
		if (numbered.isEmpty()) {
			return;
		}
		List<Counter> there = counters(numbered);
		List<String> sequences = sequences(numbered);
		List<String> settings = new ArrayList<>();
		for (int i = 0; i < sequences.size(); i++) {
			Counter counter = there.get(i);
			boolean beyond = (counter.step() > 0) ? counter.next() < next.get(i) : counter.next() > next.get(i);
			if (beyond) {
				String name = SqlText.literal(sequences.get(i));
				settings.add("SELECT pg_catalog.setval(" + name + ", least(greatest(" + next.get(i)
						+ ", seqmin), seqmax), false) FROM pg_catalog.pg_sequence WHERE seqrelid = " + name
						+ "::regclass");
			}
		}
		if (!settings.isEmpty()) {
			Statements.execute(this.connection, String.join(" UNION ALL ", settings));
		}
	}

	private List<String> sequences(List<Numbered> numbered) throws SQLException {
		List<String> asked = new ArrayList<>();
		for (Numbered each : numbered) {
			asked.add("SELECT " + asked.size() + " AS n, " + sequence(each));
		}
		List<String> found = new ArrayList<>();
		Statements.query(this.connection, String.join(" UNION ALL ", asked) + " ORDER BY n",
				(row) -> found.add(row.getString(2)));
		return found;
	}

	private String sequence(Numbered numbered) {
		Column column = numbered.column();
		String name = SqlText.literal(this.dialect.quote(numbered.name()));
		if (column == null) {
			return name;
		}
		DefaultValue value = column.defaultValue();
		String owned = "pg_catalog.pg_get_serial_sequence(" + name + ", " + SqlText.literal(column.name()) + ")";
		return (column.identity() != null || value == null) ? owned
				: "coalesce(" + owned + ", " + SqlText.literal(value.value()) + ")";
	}

}
