package dev.drover.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongToIntFunction;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Sequence;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.live.Live;
import dev.drover.fault.Finding;
import dev.drover.plan.Endpoint;

/**
 * One engine, as a source and as a target. Implementations are found by
 * {@link java.util.ServiceLoader} and hold no state.
 */
public interface Engine extends TypeSystem, Sessions {

	/** Which engine it is. */
	EngineKind kind();

	/** Whether the URL is one of this engine. */
	boolean accepts(String url);

	/**
	 * The engine as it is there: products that share a protocol are told apart by what
	 * the server says of itself.
	 * @throws dev.drover.fault.DroverException CONN_001 to CONN_003 if it can't be asked
	 */
	default Engine at(Endpoint endpoint) {
		return this;
	}

	/** What its files hold beside the values. */
	Footprint footprint();

	/** How names are written. */
	Dialect dialect();

	/**
	 * What becomes of case in names of tables, where servers of the engine differ in it.
	 */
	default @Nullable TableCase tableCase() {
		return null;
	}

	/** How values are read and bound. */
	ValueCodec codec();

	/** How a schema is created. */
	Ddl ddl();

	/** What its user may do. */
	Access access();

	/**
	 * Opens a connection with the settings that Drover relies on: UTC, autocommit, exact
	 * text forms.
	 * @throws dev.drover.fault.DroverException CONN_001 to CONN_003 if it can't be opened
	 */
	Connection connect(Endpoint endpoint);

	/**
	 * Keeps an embedded database open from its first to its last use: where each last
	 * connection's end closes the file, closing and opening it again for every step takes
	 * longer than the step.
	 * @return what keeps it open until closed, or {@code null} where nothing has to
	 * @throws dev.drover.fault.DroverException CONN_001 to CONN_003 if it can't be opened
	 */
	default @Nullable Connection hold(Endpoint endpoint) {
		return null;
	}

	/**
	 * Opens one moment of a source.
	 * @param endpoint the source
	 * @param connections how many connections will be lent at a time, at most
	 */
	SourceMoment openMoment(Endpoint endpoint, int connections) throws SQLException;

	/**
	 * Lets go of the tables that a reader of a moment has read so far, where its server
	 * would hold each of them until the end; the reader stays in its moment. Other
	 * connections are left as they are.
	 */
	default void leaveTables(Connection reader) throws SQLException {
	}

	/** Reads the whole catalog. */
	Catalog readCatalog(Connection connection) throws SQLException;

	/**
	 * What speaks against creating that catalog here: things it needs and does not bring
	 * along.
	 */
	default List<Finding> missing(Connection target, Catalog wanted) throws SQLException {
		return List.of();
	}

	/** The products that share its protocol, each as an engine of its own. */
	default List<Engine> products() {
		return List.of(this);
	}

	/**
	 * A table of this engine with columns of other types, where it stays in the engine.
	 * @param before the table as the source has it
	 * @param wanted the table as it is to be, but for the engine's own statements
	 * @return {@code null} if it can't be made so
	 */
	default @Nullable Table retyped(Table before, Table wanted) {
		return wanted;
	}

	/**
	 * Changes tables that were translated from another engine so that this one can hold
	 * them: names that must be unique, lengths of keys, sizes of rows.
	 */
	Fit fit(List<Table> tables, EngineKind sourceEngine);

	/**
	 * The FROM item that stands for exactly the table's own rows, without those of tables
	 * that inherit from it.
	 */
	default String rowsOf(Connection connection, TableName table) throws SQLException {
		return dialect().quote(table);
	}

	/**
	 * About the most rows that a table holds, as far as that can be said at once; -1 if
	 * it can't.
	 */
	default long rowsAtMost(Connection connection, Table table) throws SQLException {
		return table.estimatedRows();
	}

	/**
	 * Counts a table and cuts it, where the database itself can do that faster than by
	 * giving all keys away.
	 * @param ranges how many ranges a table of so many rows should have
	 * @return the cuts, or {@code null} if the keys have to be walked
	 */
	default @Nullable KeyCuts cuts(Connection connection, Table table, LongToIntFunction ranges) throws SQLException {
		return null;
	}

	/** Opens a streaming read in key order, or in any order without a key. */
	RowCursor read(Connection connection, TableRead read) throws SQLException;

	/**
	 * Statements that bring a table's numbering back to what it is now.
	 * @param table the table as it is there
	 */
	default List<String> numbering(Connection connection, Table table) throws SQLException {
		return ddl().setIdentity(table);
	}

	/** A statement that brings a sequence back to what it is now; may be empty. */
	default String numbering(Connection connection, Sequence sequence) throws SQLException {
		return ddl().setSequence(sequence);
	}

	/**
	 * Whether a table can be made to number below rows that it holds; else the rows have
	 * to go before its numbering can be brought back.
	 */
	default boolean numbersBelowRows() {
		return true;
	}

	/**
	 * Foreign keys of a table that refuse rows which come before those that they refer
	 * to, and that no session can be told to leave alone.
	 * @param table the table as it is there
	 */
	default List<Detour> detours(Connection connection, Table table) throws SQLException {
		return List.of();
	}

	/**
	 * The names of the triggers that fire for each row that comes into a table that was
	 * there, as far as the user may see them.
	 */
	default List<String> triggers(Connection connection, TableName table) throws SQLException {
		return List.of();
	}

	/**
	 * Prepares a session for tables that were there: their checks hold, but rows may come
	 * before those that they refer to, where a session can be told so.
	 */
	default void useExisting(Connection connection) throws SQLException {
	}

	/** A bulk writer on a connection whose autocommit is off. */
	BulkWriter writer(Connection connection, TableName table, List<ColumnBinding> columns) throws SQLException;

	/**
	 * The hidden column by which one of several equal rows can be named, for tables
	 * without a key; {@code null} if the engine has none.
	 */
	default @Nullable Column rowLocator() {
		return null;
	}

	/**
	 * The statement that takes away one of several rows that are equal in all columns,
	 * for engines without {@link #rowLocator}. Its parameters are the columns' values.
	 */
	default String deletingOne(TableName table, List<ColumnBinding> columns) {
		throw new UnsupportedOperationException("rows are named by their locator");
	}

	/**
	 * Passes the rows of a range on without reading them, where that is possible: both
	 * sides are of this engine and their columns of the same types, or one spells all
	 * fields as the other takes them.
	 * @param to a connection to the target, whose autocommit is off
	 * @return the transfer, or {@code null} if the rows have to be read
	 */
	default @Nullable RawTransfer rawTransfer(Connection from, TableRead read, Engine target, Connection to,
			TableName table, List<ColumnBinding> columns) throws SQLException {
		FieldWriter writer = givesFields(from) ? target.fieldWriter(to, table, read.columns(), columns) : null;
		return (writer == null) ? null : FieldTransfer.open(() -> fields(from, read), writer, read);
	}

	/**
	 * The key by which the rows of a table have to be read, so that a large value takes
	 * its own size of memory and not many times that.
	 * @param key a key that the table may have
	 * @return that key, or an empty list if it does not matter or nobody can say that
	 * there are no two rows of one key
	 */
	default List<Column> keyForLargeValues(Connection connection, TableName table, List<ColumnBinding> columns,
			List<Column> key) throws SQLException {
		return List.of();
	}

	/**
	 * Whether some value of these columns may be larger than that. May take a look at all
	 * rows, but not at their large values.
	 * @param bytes size in bytes
	 */
	default boolean mayHoldLarger(Connection connection, TableName table, List<ColumnBinding> columns, long bytes)
			throws SQLException {
		return true;
	}

	/** Whether rows can be read as {@link #fields} on that connection. */
	default boolean givesFields(Connection connection) throws SQLException {
		return false;
	}

	/**
	 * Reads the rows of a range as fields.
	 * @throws UnsupportedOperationException if this engine does not give them
	 */
	default FieldCursor fields(Connection connection, TableRead read) throws SQLException {
		throw new UnsupportedOperationException(kind() + " gives no fields");
	}

	/**
	 * Writes rows that come as fields.
	 * @param source the source's columns that they come from, in the order of
	 * {@code columns}
	 * @return the writer, or {@code null} if the values of some column have to be read
	 * before
	 */
	default @Nullable FieldWriter fieldWriter(Connection connection, TableName table, List<ColumnBinding> source,
			List<ColumnBinding> columns) throws SQLException {
		return null;
	}

	/**
	 * Digests of a table's rows that the server makes itself.
	 * @return the digests of which none is made yet, or {@code null} if the server makes
	 * none that are good enough
	 */
	default @Nullable ServerDigest serverDigest(Connection connection, TableName table, List<ColumnBinding> columns)
			throws SQLException {
		return null;
	}

	/** How many columns a table may have. */
	default int mostColumns() {
		return Integer.MAX_VALUE;
	}

	/**
	 * How its databases are followed and fenced while applications use them; {@code null}
	 * if they can't be.
	 */
	default @Nullable Live live() {
		return null;
	}

	/** How many workers may write at a time; more would only wait for each other. */
	default int writers() {
		return Integer.MAX_VALUE;
	}

	/** Opens a transaction that will write; where writers exclude each other, waits. */
	void beginWrite(Connection connection) throws SQLException;

	/**
	 * A query that gives a row if some row has no parent, where the usual one would be
	 * slow.
	 * @param table the table that the key belongs to
	 * @return the query, or an empty text for the usual one
	 */
	default String orphanQuery(Connection connection, Table table, ForeignKey key) throws SQLException {
		return "";
	}

	/** Whether the error says that a value is none that its column takes. */
	default boolean refusesValue(SQLException error) {
		return error.getSQLState() != null && error.getSQLState().startsWith("22");
	}

	/** Whether the error says that a constraint refuses a row. */
	default boolean violatesConstraint(SQLException error) {
		return error.getSQLState() != null && error.getSQLState().startsWith("23");
	}

	/**
	 * Lets constraints of the open transaction be checked with each statement, also those
	 * that would wait for the commit.
	 */
	default void checkConstraintsAtOnce(Connection connection) throws SQLException {
	}

}
