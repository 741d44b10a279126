package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.drover.engine.catalog.SequenceOptions;
import dev.drover.engine.jdbc.SqlText;
import dev.drover.engine.jdbc.Statements;

/**
 * Reads all sequences with their next values.
 */
final class SequenceReader {

	/** Sequences whose state is asked for at a time. */
	private static final int BATCH = 200;

	private static final String ALL = """
			SELECT c.oid, n.nspname, c.relname, format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin,
			       s.seqmax, s.seqcache, s.seqcycle, coalesce(d.deptype = 'i', false), coalesce(d.refobjid, 0), a.attname,
			       quote_ident(n.nspname) || '.' || quote_ident(c.relname)
			  FROM pg_catalog.pg_sequence s
			  JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
			  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			  LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
			       AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
			  LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
			 WHERE\s"""
			+ PostgresqlCatalog.USER_SCHEMA + PostgresqlCatalog.notOfExtension("pg_class", "c.oid")
			+ " ORDER BY n.nspname, c.relname";

	private final Connection connection;

	SequenceReader(Connection connection) {
		this.connection = connection;
	}

	List<Found> read() throws SQLException {
		List<Found> found = new ArrayList<>();
		List<String> states = new ArrayList<>();
		Statements.query(this.connection, ALL, (row) -> {
			SequenceOptions options = new SequenceOptions(row.getLong(5), row.getLong(6), row.getLong(7),
					row.getLong(8), row.getLong(9), row.getBoolean(10));
			String column = row.getString(13);
			found.add(new Found(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), options,
					options.start(), row.getBoolean(11), row.getLong(12), (column == null) ? "" : column));
			states.add("SELECT " + row.getLong(1) + ", last_value, is_called FROM " + row.getString(14));
		});
		Map<Long, Long> next = next(found, states);
		return found.stream().map((sequence) -> sequence.withNext(next.getOrDefault(sequence.oid, 1L))).toList();
	}

	private Map<Long, Long> next(List<Found> sequences, List<String> states) throws SQLException {
		Map<Long, Long> steps = new HashMap<>();
		sequences.forEach((sequence) -> steps.put(sequence.oid, sequence.options.increment()));
		Map<Long, Long> next = new HashMap<>();
		for (int from = 0; from < states.size(); from += BATCH) {
			List<String> batch = states.subList(from, Math.min(states.size(), from + BATCH));
			Statements.query(this.connection, String.join(" UNION ALL ", batch), (row) -> {
				long oid = row.getLong(1);
				next.put(oid,
						row.getBoolean(3) ? following(row.getLong(2), steps.getOrDefault(oid, 1L)) : row.getLong(2));
			});
			// a server has room for some thousand locks
			SnapshotMoment.leaveTables(this.connection);
		}
		return next;
	}

	private static long following(long last, long step) {
		try {
			return Math.addExact(last, step);
		}
		catch (ArithmeticException ex) {
			// the last of all values was given
			return last;
		}
	}

	/** A statement that brings a sequence back to its state of now. */
	static String restore(Connection connection, String quoted) throws SQLException {
		List<String> statements = new ArrayList<>();
		Statements.query(connection, "SELECT last_value, is_called FROM " + quoted, (row) -> statements
			.add("SELECT setval(" + SqlText.literal(quoted) + ", " + row.getLong(1) + ", " + row.getBoolean(2) + ")"));
		return statements.get(0);
	}

	/**
	 * A sequence.
	 *
	 * @param oid its oid
	 * @param schema its schema
	 * @param name its name
	 * @param type its type
	 * @param options its options
	 * @param next its next value
	 * @param identity whether it is behind an identity column
	 * @param ownerTable oid of its owner, or 0
	 * @param ownerColumn the owning column, or empty
	 */
	record Found(long oid, String schema, String name, String type, SequenceOptions options, long next,
			boolean identity, long ownerTable, String ownerColumn) {

		Found withNext(long value) {
			return new Found(this.oid, this.schema, this.name, this.type, this.options, value, this.identity,
					this.ownerTable, this.ownerColumn);
		}

	}

}
