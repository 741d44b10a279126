package dev.drover.capture;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.Engine;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.live.Live;
import dev.drover.engine.live.Unit;
import dev.drover.engine.live.Watched;
import dev.drover.plan.Endpoint;

/**
 * One side of a migration whose changes can be noted and whose writers can be held up.
 *
 * @param engine its engine
 * @param live what the engine does for that
 * @param endpoint where it is
 * @param unit what is fenced as a whole
 * @param tables the tables, in the order of the migration
 */
public record LiveSide(Engine engine, Live live, Endpoint endpoint, Unit unit, List<Watched> tables) {

	public LiveSide {
		tables = List.copyOf(tables);
	}

	/**
	 * A side.
	 * @param elsewhere the other side
	 * @throws IllegalArgumentException if the engine can't be followed
	 */
	public static LiveSide of(Engine engine, Endpoint endpoint, Endpoint elsewhere, String migration,
			List<Table> tables) {
		Live live = engine.live();
		if (live == null) {
			throw new IllegalArgumentException(engine.kind() + " can't be followed");
		}
		Unit unit = Unit.of(migration, elsewhere.name());
		List<Watched> watched = new ArrayList<>();
		for (Table table : tables) {
			watched.add(new Watched(table, "q_" + unit.id() + "_" + watched.size()));
		}
		return new LiveSide(engine, live, endpoint, unit, watched);
	}

	/** A connection that reads what is committed; the caller closes it. */
	public Connection connect() throws SQLException {
		Connection connection = this.engine.connect(this.endpoint);
		connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
		return connection;
	}

	/** One of Drover's own tables there, ready to be used in SQL. */
	public String droverTable(String name) {
		return this.engine.dialect().droverTable(name);
	}

	/** The names of columns of Drover's own tables, ready to be used in SQL. */
	public String column(String name) {
		return this.engine.dialect().quote(this.engine.dialect().nativeName(name));
	}

}
