package dev.drover.engine.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.Table;
import dev.drover.fault.Finding;

/**
 * What an engine does so that a database can be followed and fenced. All connections that
 * are given read at READ COMMITTED or in autocommit. What changes the database's objects
 * may be repeated after a kill at any statement.
 */
public interface Live {

	/** The longest time for which writers may stand behind an attempt at the gate. */
	int ATTEMPT_MILLIS = 250;

	/**
	 * Why changes of these tables can't be noted, or their writers not be held up.
	 * @param tables the tables as they are there
	 */
	List<Finding> obstacles(Connection connection, String endpoint, List<Table> tables) throws SQLException;

	/** Those of these tables to which the gate of some unit lets nobody write. */
	List<ShutTable> shut(Connection connection, List<Table> tables) throws SQLException;

	/**
	 * Whether the session can keep foreign keys and triggers of its tables out of the way
	 * of rows.
	 */
	boolean standsAside(Connection connection) throws SQLException;

	/**
	 * What acts on Drover's own writes to these tables, in the order in which it comes
	 * back.
	 */
	default List<Obstruction> obstructions(Connection connection, List<Watched> tables) throws SQLException {
		return List.of();
	}

	/**
	 * Proves an obstruction that came back without a look at the rows.
	 * @param millis for so long at most
	 * @return {@code false} if that was not long enough
	 */
	default boolean prove(Connection connection, String proof, long millis) throws SQLException {
		return false;
	}

	/**
	 * Ends sessions that hold notes of the unit, such as those of a process whose host
	 * was lost: while they do, nobody else gets these notes.
	 */
	default void endTakers(Connection connection, Unit unit) throws SQLException {
	}

	/** Why what is in these tables can't be brought back as it was. */
	default List<Finding> keptObstructions(Connection connection, String endpoint, List<Table> tables)
			throws SQLException {
		return List.of();
	}

	/**
	 * Makes the home of the unit's objects: its gate, with that state, if it has none.
	 */
	void makeGate(Connection connection, Unit unit, GateState initial) throws SQLException;

	/**
	 * What makes queues, and triggers that pass the gate and note changes, as far as they
	 * are not there: for each table the statements that are executed together by
	 * {@link #execute}.
	 */
	List<List<String>> installation(Connection connection, Unit unit, List<Watched> tables) throws SQLException;

	/**
	 * What keeps everybody but Drover from writing to tables that it has just made, until
	 * they get their triggers, and costs the copy nothing; as {@link #installation}.
	 * Empty where only triggers for each row could do it.
	 */
	default List<List<String>> veil(Connection connection, Unit unit, List<Watched> made) throws SQLException {
		return List.of();
	}

	/**
	 * What takes triggers and queues of a unit away, as far as they are there: for each
	 * table the statements that are executed together by {@link #execute}.
	 */
	List<List<String>> removal(Connection connection, Unit unit) throws SQLException;

	/**
	 * Whether the triggers follow foreign keys, so that they have to be made anew where
	 * foreign keys came after them.
	 */
	default boolean readsForeignKeys() {
		return false;
	}

	/**
	 * Executes statements on one table. Never waits for a lock for longer than a second.
	 * @throws SQLException {@link #busy} if others are in the way; to be tried again
	 */
	void execute(Connection connection, List<String> statements) throws SQLException;

	/** Whether there is a table of Drover's of that name. */
	boolean hasTable(Connection connection, String name) throws SQLException;

	/** Takes the unit's gate away. */
	void dropGate(Connection connection, Unit unit) throws SQLException;

	/** Whether the error says that others are in the way for now. */
	boolean busy(SQLException error);

	/** The unit's gate; empty if there is none. */
	Optional<GateState> gate(Connection connection, Unit unit) throws SQLException;

	/**
	 * Prepares a connection for {@link #take}: if its process stands still while it holds
	 * the gate, the server ends the session within two seconds.
	 */
	void prepareFence(Connection connection) throws SQLException;

	/**
	 * Tries once to hold up all writers, in a transaction of its own that ends with
	 * commit or rollback. Waits for those in flight for {@link #ATTEMPT_MILLIS} at most.
	 * @return whether it holds them; otherwise nothing has changed
	 */
	boolean take(Connection fence, Unit unit) throws SQLException;

	/**
	 * Whether nobody else can write while the gate is held, Drover's other sessions
	 * included: what has to be written then goes through the connection that holds it.
	 */
	default boolean excludesAll() {
		return false;
	}

	/**
	 * Whether rows come one by one in autocommit too; else the driver fetches all of them
	 * at once there.
	 */
	default boolean streamsInAutocommit() {
		return false;
	}

	/**
	 * Commits what was done while the gate was held, and lets it go.
	 * @return {@code false} if others are in the way for now: it is still held, and
	 * nothing is committed
	 */
	default boolean commit(Connection fence) throws SQLException {
		fence.commit();
		return true;
	}

	/** Takes back what was done, and lets the gate go; does nothing if it is not held. */
	default void letGo(Connection fence) throws SQLException {
		if (!fence.getAutoCommit()) {
			fence.rollback();
		}
	}

	/** Lets the server know that the holder of the gate is alive. */
	void keep(Connection fence) throws SQLException;

	/**
	 * Changes the gate in the open transaction, which holds it. The commit is left to the
	 * caller.
	 * @return whether the gate was what it was thought to be
	 */
	boolean change(Connection fence, Unit unit, GateState seen, GateState next) throws SQLException;

	/** Transactions that have passed the gate and are open for longer than a second. */
	List<Blocker> blockers(Connection connection, Unit unit) throws SQLException;

	/**
	 * Transactions of which some may have passed the gate, for when it can't be had and
	 * nobody can say who holds it.
	 */
	default List<Blocker> suspects(Connection connection) throws SQLException {
		return List.of();
	}

	/**
	 * Transactions that keep others from changing the objects of these tables, for when
	 * {@link #execute} or {@link #number} found them in the way.
	 */
	default List<Blocker> holders(Connection connection, List<Watched> tables) throws SQLException {
		return List.of();
	}

	/**
	 * Whoever else holds the gate, asked while somebody waits for it: as
	 * {@link #blockers}, or more where the database tells only then.
	 */
	default List<Blocker> inTheWay(Connection connection, Unit unit) throws SQLException {
		return blockers(connection, unit);
	}

	/**
	 * Transactions that are prepared and belong to no session: while there is one, the
	 * gate can't be trusted. Asked while it is held.
	 */
	default List<Blocker> prepared(Connection connection) throws SQLException {
		return List.of();
	}

	/** Prepares a session for Drover's own writes, as far as it can be told once. */
	default void prepareApply(Connection connection) throws SQLException {
	}

	/**
	 * Begins a transaction of Drover's own writes: they pass the gate and are not noted.
	 * @param connection prepared, autocommit off
	 */
	void beginApply(Connection connection, Unit unit) throws SQLException;

	/** All that the session writes from now on passes the gate and is not noted. */
	default void passAlways(Connection connection, Unit unit) throws SQLException {
	}

	/** The last thing before the commit of such a transaction. */
	default void endApply(Connection connection, Unit unit) throws SQLException {
	}

	/**
	 * Takes such a transaction back. What the session writes then is not Drover's own.
	 */
	default void undoApply(Connection connection) throws SQLException {
		connection.rollback();
	}

	/**
	 * Where numbering stands now, in the order that is given.
	 */
	List<Counter> counters(Connection connection, List<Numbered> numbered) throws SQLException;

	/**
	 * Lets numbering go on from these numbers, unless it is beyond them already. Not on
	 * the connection that holds the gate: it may commit.
	 */
	void number(Connection connection, List<Numbered> numbered, List<Long> next) throws SQLException;

	/**
	 * Whether NULL in a note means the whole table, and is not the key of a row.
	 */
	default boolean notesAll() {
		return true;
	}

	/** The expression that names a note in its queue. */
	String note();

	/** The age of the oldest of some notes, in seconds, as an expression over them. */
	String oldest();

	/**
	 * The condition on notes that finds only those further on in the queue than one, or
	 * all of them.
	 * @param id a note, or {@code null} for all
	 */
	String beyond(@Nullable String id);

	/** The query for the place in a queue that no note is beyond which is there now. */
	default String end(Watched table) {
		return "SELECT COALESCE(max(id), 0) FROM " + queue(table);
	}

	/** The condition that finds only notes up to such a place. */
	default String upTo(String end) {
		return "id <= " + end;
	}

	/** What follows a query that reads notes, so that nobody else takes them. */
	default String lockNotes() {
		return "";
	}

	/** The condition that finds these notes again. */
	String notes(List<String> ids);

	/**
	 * What deletes these notes. It never waits for one that is not committed yet: its
	 * transaction may be open for long.
	 */
	default String deletion(Watched table, List<String> ids) {
		return "DELETE FROM " + queue(table) + " WHERE " + notes(ids);
	}

	/**
	 * Lets the engine use the room of deleted notes again, where it would not do so soon
	 * enough by itself.
	 * @param connection in autocommit
	 */
	default void tidy(Connection connection, Watched table) throws SQLException {
	}

	/** The queue of a table, ready to be used in SQL. */
	String queue(Watched table);

	/**
	 * What must not change while tables are followed: their columns, keys, triggers and
	 * what tells a truncated or exchanged table from what it was. By the queue's name.
	 */
	Map<String, String> fingerprints(Connection connection, Unit unit, List<Watched> tables) throws SQLException;

}
