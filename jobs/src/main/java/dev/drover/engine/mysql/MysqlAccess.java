package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

import dev.drover.engine.Access;
import dev.drover.engine.MissingPrivilege;
import dev.drover.engine.TargetUse;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.SqlText;
import dev.drover.engine.jdbc.Statements;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.plan.Endpoint;

/**
 * Asks the server who it is, and whether the user may write.
 */
final class MysqlAccess implements Access {

	private static final List<String> TO_FILL = List.of("SELECT", "INSERT", "UPDATE", "DELETE");

	private static final List<String> TO_MAKE = List.of("SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP",
			"ALTER", "INDEX", "REFERENCES");

	/** Can be given for a whole database only. */
	private static final String TO_STAGE = "CREATE TEMPORARY TABLES";

	private final MysqlDialect dialect = new MysqlDialect();

	@Override
	public String identity(Connection connection) throws SQLException {
		List<String> found = new ArrayList<>();
		Statements.query(connection,
				"SELECT CONCAT_WS(' ', 'mysql', @@hostname, @@port, @@datadir, COALESCE(DATABASE(), ''))",
				(row) -> found.add(row.getString(1)));
		return found.get(0);
	}

	/** Of the tables that the user sees. */
	@Override
	public long usedBytes(Connection connection, Endpoint endpoint) throws SQLException {
		return Long.parseLong(text(connection, "SELECT CAST(COALESCE(SUM(data_length + index_length), 0) AS UNSIGNED)"
				+ " FROM information_schema.tables WHERE table_schema = DATABASE()"));
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

	/** Asked of each table itself, which knows of roles and of columns too. */
	@Override
	public List<MissingPrivilege> missingToRead(Connection connection, List<TableName> tables) throws SQLException {
		List<MissingPrivilege> missing = new ArrayList<>();
		for (TableName table : tables) {
			try {
				Statements.query(connection, "SELECT * FROM " + this.dialect.quote(table) + " LIMIT 0", (row) -> {
				});
			}
			catch (SQLException ex) {
				if (ex.getErrorCode() != ServerError.TABLE_ACCESS_DENIED
						&& ex.getErrorCode() != ServerError.COLUMN_ACCESS_DENIED) {
					throw ex;
				}
				missing.add(onTable(connection, List.of("SELECT"), table));
			}
		}
		return missing;
	}

	@Override
	public List<MissingPrivilege> missingToWrite(Connection connection, TargetUse use) throws SQLException {
		String database = text(connection, "SELECT DATABASE()");
		Grants grants = Grants.of(connection, text(connection, "SELECT VERSION()").contains("MariaDB"));
		List<TableName> made = new ArrayList<>(use.fresh());
		made.add(TableName.of(MysqlDialect.DROVER_PREFIX + "checkpoint"));
		List<String> lacking = all(use).stream()
			.filter((privilege) -> privilege.equals(TO_STAGE) ? !grants.onDatabase(privilege, database)
					: made.stream().anyMatch((table) -> !grants.onTable(privilege, database, table.name())))
			.toList();
		List<MissingPrivilege> missing = new ArrayList<>();
		if (!lacking.isEmpty()) {
			List<String> given = grants.byPattern(database) ? all(use) : lacking;
			missing
				.add(new MissingPrivilege(String.join(", ", lacking) + " on database " + this.dialect.quote(database),
						"GRANT " + String.join(", ", given) + " ON " + this.dialect.quote(pattern(database)) + ".* TO "
								+ user(connection)));
		}
		for (TargetUse.Existing table : use.existing()) {
			List<String> needed = Stream.concat(TO_FILL.stream(), table.altered() ? Stream.of("ALTER") : Stream.empty())
				.filter((privilege) -> !lacking.contains(privilege)
						&& !grants.onTable(privilege, database, table.name().name()))
				.toList();
			if (!needed.isEmpty()) {
				missing.add(onTable(connection, needed, table.name()));
			}
		}
		return missing;
	}

	private static List<String> all(TargetUse use) {
		return Stream.concat(TO_MAKE.stream(), use.staged() ? Stream.of(TO_STAGE) : Stream.empty()).toList();
	}

	private MissingPrivilege onTable(Connection connection, List<String> privileges, TableName table)
			throws SQLException {
		String name = this.dialect.quote(text(connection, "SELECT DATABASE()")) + "." + this.dialect.quote(table);
		return new MissingPrivilege(String.join(", ", privileges) + " on table " + this.dialect.quote(table),
				"GRANT " + String.join(", ", privileges) + " ON " + name + " TO " + user(connection));
	}

	/** In a grant on a whole database, its name is a pattern. */
	private static String pattern(String database) {
		return database.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
	}

	private static String user(Connection connection) throws SQLException {
		String user = text(connection, "SELECT CURRENT_USER()");
		int at = user.lastIndexOf('@');
		return literal(user.substring(0, at)) + "@" + literal(user.substring(at + 1));
	}

	/** A backslash stands for itself only if there are two. */
	private static String literal(String text) {
		return SqlText.literal(text.replace("\\", "\\\\"));
	}

	/**
	 * The server counts for everybody. Who is not allowed to see others' sessions sees
	 * its own all the same.
	 */
	@Override
	public OptionalLong statementsOfOthers(Connection connection) throws SQLException {
		List<Long> running = new ArrayList<>();
		Statements.query(connection, "SHOW GLOBAL STATUS LIKE 'Threads_running'", (row) -> running.add(row.getLong(2)));
		return OptionalLong.of(Math.max(0, running.get(0) - OwnSessions.running(connection)));
	}

	private static String text(Connection connection, String sql) throws SQLException {
		List<String> found = new ArrayList<>();
		Statements.query(connection, sql, (row) -> found.add(String.valueOf(row.getString(1))));
		return found.get(0);
	}

	@Override
	public List<Finding> sourceRemarks(Connection connection, String name, boolean oneMoment) throws SQLException {
		return oneMoment ? List.of()
				: List.of(new Finding(ErrorCode.DATA_005, Finding.Level.INFO, name,
						"the readers of " + name + " begin a little apart: writers can't be kept out while they begin,"
								+ " or a table is not transactional",
						"keep the source quiet while the copy runs, or let an administrator run there: GRANT RELOAD"
								+ " ON *.* TO " + user(connection) + ";"));
	}

	@Override
	public List<Finding> targetRemarks(Connection connection, String name) throws SQLException {
		return text(connection, "SELECT @@local_infile").equals("1") ? List.of()
				: List.of(new Finding(ErrorCode.COPY_006, Finding.Level.INFO, name,
						name + " forbids LOAD DATA LOCAL (local_infile is off): rows go in by INSERTs, which takes"
								+ " about twice the time",
						"nothing, or for the time of the copy: SET GLOBAL local_infile = ON;"));
	}

}
