package dev.drover.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Ddl;
import dev.drover.engine.Engine;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Sequence;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.catalog.UserType;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;
import dev.drover.fault.FaultPoints;

/**
 * Takes away what a {@link TargetRecord} says was added, and nothing else. Each call
 * looks at what is still there, so that it can be repeated after a kill at any statement.
 */
public final class TargetRemoval {

	private final Engine target;

	private final Connection connection;

	private final FaultPoints faults;

	private final TargetRecord record;

	private final Catalog there;

	public TargetRemoval(Engine target, Connection connection, TargetRecord record, FaultPoints faults)
			throws SQLException {
		this.target = target;
		this.connection = connection;
		this.record = record;
		this.faults = faults;
		this.there = target.readCatalog(connection);
	}

	/**
	 * Makes sure that no table holds rows of somebody else.
	 * @param rowsOfMigration how many rows of the migration a table holds at most
	 * @param rowsTaken whether {@link #removeRows} has come to its end: what is in the
	 * tables that were there is somebody else's then
	 * @throws DroverException ROLL_001 if there are more; nothing was taken away then
	 */
	public void refuseForeignRows(ToLongFunction<TableName> rowsOfMigration, boolean rowsTaken) throws SQLException {
		List<TableName> filled = new ArrayList<>(rowsTaken ? List.of() : this.record.existing());
		this.record.tables()
			.stream()
			.filter((name) -> this.there.table(name)
				.filter((table) -> table.lineage().carriesRows() && table.lineage().inherits().isEmpty())
				.isPresent())
			.forEach(filled::add);
		for (TableName name : filled) {
			if (this.there.table(name).isPresent()) {
				refuseMore(name, count(name), rowsOfMigration.applyAsLong(name));
			}
		}
	}

	private static void refuseMore(TableName name, long rows, long own) {
		if (rows > own) {
			throw new DroverException(ErrorCode.ROLL_001,
					"table " + name.display() + " of the target holds " + rows + " rows, " + own
							+ " of them are this migration's: the others would be lost",
					"take the other rows out of the table, then call it again");
		}
	}

	private long count(TableName name) throws SQLException {
		return count(this.target.rowsOf(this.connection, name));
	}

	private long count(String from) throws SQLException {
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT count(*) FROM " + from)) {
			row.next();
			return row.getLong(1);
		}
	}

	/**
	 * Takes the rows out of the tables that were there, all or none of them, and brings
	 * their numbering back.
	 * @param rowsOfMigration how many rows of the migration a table holds at most
	 * @param mark says in the same transaction that they are gone, so that no second call
	 * takes what others bring in between
	 * @throws DroverException ROLL_001 if there are more; they are all there then
	 */
	public void removeRows(ToLongFunction<TableName> rowsOfMigration, Statements mark) throws SQLException {
		boolean below = this.target.numbersBelowRows();
		if (below) {
			executeAll(this.record.numbering());
		}
		for (Journal journal : this.record.journals()) {
			// it may have been cut off before the first row
			executeAll(journal.create(this.target.dialect()));
		}
		List<Table> tables = RemovalOrder.childrenFirst(filled());
		if (tables.stream().anyMatch(RemovalOrder::refersToItself)) {
			this.target.useExisting(this.connection);
		}
		this.connection.setAutoCommit(false);
		try {
			// what was replaced may refer to rows that were added
			for (Table table : tables) {
				Journal journal = journal(table);
				String restore = (journal == null) ? "" : journal.restore(this.target.dialect());
				// the privilege is asked for even where nothing was replaced
				if (journal != null && !restore.isEmpty()
						&& count(this.target.dialect().droverTable(journal.before())) > 0) {
					update(restore);
				}
			}
			for (Table table : tables) {
				Journal journal = journal(table);
				if (journal != null) {
					update(journal.takeBack(this.target.dialect()));
				}
				else {
					long rows = update("DELETE FROM " + this.target.rowsOf(this.connection, table.name()));
					refuseMore(table.name(), rows, rowsOfMigration.applyAsLong(table.name()));
				}
			}
			mark.execute(this.connection);
			this.connection.commit();
			this.target.makeDurable(this.connection);
			this.connection.commit();
		}
		catch (SQLException | RuntimeException ex) {
			undo(ex);
			throw ex;
		}
		this.connection.setAutoCommit(true);
		this.faults.reached("rollback.emptied");
		if (!below) {
			executeAll(this.record.numbering());
		}
	}

	/** Tables that were there and still are. */
	private List<Table> filled() {
		return Stream.concat(this.record.existing().stream(), this.record.journals().stream().map(Journal::table))
			.flatMap((name) -> this.there.table(name).stream())
			.toList();
	}

	private @Nullable Journal journal(Table table) {
		return this.record.journals()
			.stream()
			.filter((journal) -> journal.table().equals(table.name()))
			.findFirst()
			.orElse(null);
	}

	/** What went wrong first is what gets told. */
	private void undo(Exception failure) {
		try {
			this.connection.rollback();
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

	/** Takes tables, sequences, types and schemas away, in this order. */
	public void removeObjects() throws SQLException {
		Ddl ddl = this.target.ddl();
		restoreForeignKeys();
		for (Journal journal : this.record.journals()) {
			executeAll(journal.drop(this.target.dialect()));
		}
		List<Table> tables = new ArrayList<>();
		this.record.tables().forEach((name) -> this.there.table(name).ifPresent(tables::add));
		Collections.reverse(tables);
		executeAll(ddl.dropTables(tables));
		Catalog left = this.target.readCatalog(this.connection);
		Set<TableName> sequences = left.sequences().stream().map(Sequence::name).collect(Collectors.toSet());
		for (TableName name : this.record.sequences()) {
			if (sequences.contains(name)) {
				execute("DROP SEQUENCE " + this.target.dialect().quote(name));
			}
		}
		List<TargetRecord.MadeType> types = new ArrayList<>(this.record.types());
		Collections.reverse(types);
		for (TargetRecord.MadeType type : types) {
			if (left.types().stream().anyMatch((other) -> other.name().equals(type.name()))) {
				execute(ddl.dropType(type.name(), type.form()));
			}
		}
		Catalog rest = this.target.readCatalog(this.connection);
		for (String schema : this.record.schemas()) {
			if (isEmpty(schema, rest)) {
				execute("DROP SCHEMA IF EXISTS " + this.target.dialect().quote(schema));
			}
		}
	}

	private void restoreForeignKeys() throws SQLException {
		try {
			new ExistingForeignKeys(this.target, this.connection, this.faults).restore(this.record.detours());
		}
		catch (SQLException ex) {
			if (SchemaCreation.blamesElsewhere(ex)) {
				throw ex;
			}
			throw new DroverException(ErrorCode.ROLL_002,
					"a foreign key of the target can't be made again: " + Failures.reason(ex),
					"mend its rows, then call it again", ex);
		}
	}

	/** Somebody else may have found a home in a schema that the migration made. */
	private static boolean isEmpty(String schema, Catalog rest) {
		return Stream
			.of(rest.tables().stream().map(Table::name), rest.sequences().stream().map(Sequence::name),
					rest.types().stream().map(UserType::name))
			.flatMap((names) -> names)
			.noneMatch((name) -> schema.equals(name.schema()))
				&& rest.leftBehind().stream().noneMatch((object) -> object.name().startsWith(schema + "."));
	}

	private void executeAll(List<String> statements) throws SQLException {
		for (String sql : statements) {
			execute(sql);
		}
	}

	private void execute(String sql) throws SQLException {
		if (!sql.isEmpty()) {
			update(sql);
			this.faults.reached("rollback.statement");
		}
	}

	private long update(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			return statement.executeLargeUpdate(sql);
		}
		catch (SQLException ex) {
			if (SchemaCreation.blamesElsewhere(ex)) {
				throw ex;
			}
			throw new DroverException(ErrorCode.ROLL_002,
					"the target refuses: " + sql + ": " + Failures.reason(ex)
							+ "; what was taken away before it is gone",
					"take what stands in the way out of the target, then call it again", ex);
		}
	}

	/** Statements in a transaction of somebody else. */
	@FunctionalInterface
	public interface Statements {

		/** Executes them; commits nothing. */
		void execute(Connection connection) throws SQLException;

	}

}
