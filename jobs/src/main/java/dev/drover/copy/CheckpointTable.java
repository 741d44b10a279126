package dev.drover.copy;

import java.sql.Connection;
import java.sql.SQLException;

import dev.drover.engine.Dialect;
import dev.drover.engine.jdbc.Statements;
import dev.drover.fault.FaultPoints;

/**
 * The table itself, which the migrations into one target share: both are to be called
 * while nobody else makes or drops it.
 *
 * @param dialect the target's
 */
record CheckpointTable(Dialect dialect, FaultPoints faults) {

	private String table() {
		return this.dialect.droverTable("checkpoint");
	}

	private String name(String column) {
		return this.dialect.quote(this.dialect.nativeName(column));
	}

	/** Makes it if it is not there. */
	void make(Connection connection) throws SQLException {
		for (String sql : this.dialect.createDroverHome()) {
			Statements.execute(connection, sql);
		}
		Statements.execute(connection, "CREATE TABLE IF NOT EXISTS " + table() + " (" + name("migration")
				+ " VARCHAR(64) NOT NULL, " + name("partition") + " VARCHAR(64) NOT NULL, " + name("table_name")
				+ " VARCHAR(300) NOT NULL, " + name("last_key") + " TEXT, " + name("rows") + " BIGINT NOT NULL, "
				+ name("rows_discarded") + " BIGINT NOT NULL, " + name("bytes") + " BIGINT NOT NULL, " + name("chunks")
				+ " BIGINT NOT NULL, " + name("digest") + " VARCHAR(32) NOT NULL, " + name("owner_epoch")
				+ " BIGINT NOT NULL, " + name("backend") + " VARCHAR(200), " + name("done") + " INTEGER NOT NULL, "
				+ name("rows_rejected") + " BIGINT NOT NULL, " + name("rows_skipped")
				+ " BIGINT NOT NULL, PRIMARY KEY (" + name("migration") + ", " + name("partition") + ", "
				+ name("table_name") + "))" + this.dialect.droverTableOptions());
	}

	/** Takes it away if no migration has rows there. */
	void leave(Connection connection) throws SQLException {
		if (Statements.strings(connection, "SELECT count(*) FROM " + table()).contains("0")) {
			this.faults.reached("checkpoints.empty");
			Statements.execute(connection, "DROP TABLE " + table());
		}
	}

}
