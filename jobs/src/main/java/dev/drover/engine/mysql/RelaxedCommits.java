package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import dev.drover.engine.jdbc.Statements;

/**
 * Commits that return before they are on the disk. With a binary log it is this log that
 * says, after the machine was lost, which of the last transactions there were, unless the
 * engine's own log has their ends too.
 */
final class RelaxedCommits {

	private RelaxedCommits() {
	}

	/** The setting that lets them, if there is one. */
	static Optional<String> of(Connection connection) throws SQLException {
		List<String> settings = Statements.strings(connection,
				"SELECT IF(@@innodb_flush_log_at_trx_commit <> 1,"
						+ " CONCAT('innodb_flush_log_at_trx_commit is ', @@innodb_flush_log_at_trx_commit),"
						+ " IF(@@log_bin = 1 AND @@sync_binlog <> 1, CONCAT('sync_binlog is ', @@sync_binlog), ''))");
		return settings.stream().filter((setting) -> !setting.isEmpty()).findFirst();
	}

	/**
	 * Brings what was committed to the disk.
	 * @return whether the user may
	 */
	static boolean force(Connection connection) throws SQLException {
		try {
			Statements.execute(connection, "FLUSH LOCAL ENGINE LOGS");
			return true;
		}
		catch (SQLException ex) {
			if (ex.getErrorCode() != ServerError.PRIVILEGE_NEEDED) {
				throw ex;
			}
			return false;
		}
	}

}
