package dev.drover.schema;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.Engine;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.DefaultValue;
import dev.drover.engine.catalog.Identity;
import dev.drover.engine.catalog.Sequence;
import dev.drover.engine.catalog.SequenceOptions;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;

/**
 * Makes sure that numbering goes on beyond the rows that are there: a source whose rows
 * got their numbers by hand may have left its own counter behind.
 */
final class Numbering {

	private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

	private final Engine target;

	private final Connection connection;

	Numbering(Engine target, Connection connection) {
		this.target = target;
		this.connection = connection;
	}

	Table beyondRows(Table table) throws SQLException {
		List<Column> columns = new ArrayList<>();
		for (Column column : table.columns()) {
			Identity identity = column.identity();
			columns.add((identity == null) ? column : column.withIdentity(new Identity(identity.always(),
					identity.options(), next(table.name(), column.name(), identity.options(), identity.next()))));
		}
		return table.withColumns(columns);
	}

	/** Only a sequence that its owner is numbered by has to do with the owner's rows. */
	Sequence beyondRows(Sequence sequence, Catalog wanted) throws SQLException {
		TableName owner = sequence.ownerTable();
		String column = sequence.ownerColumn();
		if (owner == null || column == null || !numbers(sequence, wanted, owner, column)) {
			return sequence;
		}
		return new Sequence(sequence.name(), sequence.dataType(), sequence.options(),
				next(owner, column, sequence.options(), sequence.next()), owner, column);
	}

	private static boolean numbers(Sequence sequence, Catalog wanted, TableName owner, String column) {
		return wanted.table(owner)
			.flatMap((table) -> table.column(column))
			.map(Column::defaultValue)
			.filter((value) -> value.form() == DefaultValue.Form.SEQUENCE
					&& value.value().equals(sequence.name().display()))
			.isPresent();
	}

	private long next(TableName table, String column, SequenceOptions options, long next) throws SQLException {
		boolean up = options.increment() > 0;
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT " + (up ? "max(" : "min(")
						+ this.target.dialect().quote(column) + ") FROM " + this.target.dialect().quote(table))) {
			row.next();
			BigDecimal found = row.getBigDecimal(1);
			if (found == null || found.compareTo(LARGEST) > 0 || (next < 0 && options.min() > 0)) {
				// unsigned numbers of 64 bits, of which the server keeps its counter
				// ahead
				return next;
			}
			long last = found.longValue();
			if ((up ? last < next : last > next) || last < options.min() || last > options.max()) {
				return next;
			}
			long steps = Math.abs(last - next) / Math.abs(options.increment()) + 1;
			return within(next, steps, options);
		}
	}

	/** The sequence's own grid is kept; at its end it stays there. */
	private static long within(long next, long steps, SequenceOptions options) {
		try {
			long beyond = Math.addExact(next, Math.multiplyExact(steps, options.increment()));
			return (beyond > options.max()) ? options.max() : Math.max(beyond, options.min());
		}
		catch (ArithmeticException ex) {
			return (options.increment() > 0) ? options.max() : options.min();
		}
	}

}
