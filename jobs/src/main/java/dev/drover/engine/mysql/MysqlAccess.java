package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.drover.engine.Access;
import dev.drover.engine.jdbc.Statements;
import dev.drover.plan.Endpoint;

/**
 * Asks the server who it is, and whether the user may write.
 */
final class MysqlAccess implements Access {

	@Override
	public String identity(Connection connection) throws SQLException {
		List<String> found = new ArrayList<>();
		Statements.query(connection,
				"SELECT CONCAT_WS(' ', 'mysql', @@hostname, @@port, @@datadir, COALESCE(DATABASE(), ''))",
				(row) -> found.add(row.getString(1)));
		return found.get(0);
	}

	/** Unlike the variables, a transaction that asks to write also knows the exempt. */
	@Override
	public Optional<String> readOnly(Connection connection, Endpoint endpoint) throws SQLException {
		try {
			Statements.execute(connection, "START TRANSACTION READ WRITE");
			Statements.execute(connection, "ROLLBACK");
			return Optional.empty();
		}
		catch (SQLException ex) {
			if (ex.getErrorCode() != ServerError.OPTION_PREVENTS) {
				throw ex;
			}
			return Optional.of(String.valueOf(ex.getMessage()));
		}
	}

}
