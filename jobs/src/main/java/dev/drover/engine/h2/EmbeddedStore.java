package dev.drover.engine.h2;

import java.sql.Connection;
import java.sql.SQLException;

import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/**
 * The file of an embedded H2.
 *
 * <p>
 * H2 writes a version of the file by taking the state of one map after the other, without
 * a common moment: a change that another thread makes meanwhile can be in a table's map
 * and not in the log by which it would be undone. A process that dies with such a version
 * as its last leaves half a transaction behind. So nobody but the one writer itself may
 * begin a version: no second writer, and no thread in the background.
 */
final class EmbeddedStore {

	private EmbeddedStore() {
	}

	/**
	 * Lets only writers begin a version, until the database is closed; the settings that
	 * are kept in the file stay as they are. Does nothing for a server's database.
	 */
	static void writtenByWritersOnly(Connection connection) throws SQLException {
		if (connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
			session.getDatabase().getStore().getMvStore().setAutoCommitDelay(0);
		}
	}

}
