package dev.drover.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.drover.engine.Engine;
import dev.drover.engine.catalog.TableName;
import dev.drover.plan.DataTransfer;
import dev.drover.schema.Journal;
import dev.drover.schema.TableMapping;

/**
 * The target's tables that were there before the migration, and what becomes of their
 * rows.
 *
 * @param made the tables that were not there
 * @param journals journals of those that held rows
 * @param replace what becomes of rows that are there
 */
public record HeldTables(Set<TableName> made, List<Journal> journals, DataTransfer.Replace replace) {

	public HeldTables {
		made = Set.copyOf(made);
		journals = List.copyOf(journals);
	}

	/** The journal of a table, empty if it held no rows. */
	public Optional<Journal> of(TableMapping table) {
		return this.journals.stream().filter((journal) -> journal.source().equals(table.name())).findFirst();
	}

	/** Whether the migration made the table itself. */
	public boolean made(TableMapping table) {
		return this.made.contains(table.target().name());
	}

	boolean contains(TableMapping table) {
		return of(table).isPresent();
	}

	/** Foreign keys of tables that were there are not to stand in the way of rows. */
	void makeWay(Engine target, Connection connection, TableMapping table) throws SQLException {
		if (!made(table)) {
			target.useExisting(connection);
		}
	}

	RowSink sink(Engine target, Connection connection, TableMapping table) throws SQLException {
		Journal journal = of(table).orElse(null);
		return (journal == null) ? new TableSink(target, connection, table)
				: new MergingSink(target, connection, table, journal, this.replace);
	}

}
