package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import dev.drover.engine.jdbc.Connections;
import dev.drover.engine.jdbc.Statements;
import dev.drover.plan.Endpoint;

/**
 * Opens sessions that behave alike whatever the server's settings are.
 */
final class Session {

	static final String MYSQL = "jdbc:mysql:";

	static final String MARIADB = "jdbc:mariadb:";

	/**
	 * Strict, so that nothing is bent; but dates that the source holds are not refused, 0
	 * is no request for a number.
	 */
	static final String SQL_MODE = "STRICT_ALL_TABLES,STRICT_TRANS_TABLES,NO_AUTO_VALUE_ON_ZERO,"
			+ "NO_ENGINE_SUBSTITUTION,ALLOW_INVALID_DATES";

	/**
	 * The mode that triggers keep. A server that may have to look at dates copies
	 * instants by way of the clock of the session, which shows an hour of the autumn
	 * twice; without it, it copies dates as they are, whatever they are.
	 */
	static final String TRIGGER_MODE = SQL_MODE.replace(",ALLOW_INVALID_DATES", "");

	/** A day: a reader waits while the other side writes. */
	static final int IDLE_SECONDS = 86_400;

	private static final List<String> COMMON = List.of("time_zone = '+00:00'", "sql_mode = '" + SQL_MODE + "'",
			"net_write_timeout = " + IDLE_SECONDS, "net_read_timeout = " + IDLE_SECONDS,
			"wait_timeout = " + IDLE_SECONDS, "foreign_key_checks = 1", "unique_checks = 1", "sql_safe_updates = 0",
			"sql_select_limit = 18446744073709551615", "sql_big_selects = 1");

	private static final List<String> ONLY_MYSQL = List.of("information_schema_stats_expiry = 0",
			"max_execution_time = 0", "explicit_defaults_for_timestamp = 1");

	/**
	 * Rows are read as they are now, and no timestamp of a new table numbers itself by
	 * the clock.
	 */
	private static final List<String> ONLY_MARIADB = List.of("system_versioning_asof = DEFAULT",
			"max_statement_time = 0", "idle_transaction_timeout = 0", "idle_readonly_transaction_timeout = 0",
			"idle_write_transaction_timeout = 0");

	/** Older ones have it for the whole server only. */
	private static final String NEWER_MARIADB = " /*M!101100 , SESSION explicit_defaults_for_timestamp = 1 */";

	private Session() {
	}

	static Connection open(Endpoint endpoint) {
		String url = endpoint.url().startsWith(MARIADB) ? MYSQL + endpoint.url().substring(MARIADB.length())
				: endpoint.url();
		Connection connection = Connections
			.open(new Endpoint(endpoint.name(), url, endpoint.user(), endpoint.password()), properties(url));
		try {
			boolean mariadb = connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
			List<String> settings = new ArrayList<>(COMMON);
			settings.addAll(mariadb ? ONLY_MARIADB : ONLY_MYSQL);
			Statements.execute(connection,
					"SET SESSION " + String.join(", SESSION ", settings) + (mariadb ? NEWER_MARIADB : ""));
			Statements.execute(connection, "SET SESSION TRANSACTION READ WRITE");
			return connection;
		}
		catch (SQLException ex) {
			try {
				connection.close();
			}
			catch (SQLException second) {
				ex.addSuppressed(second);
			}
			throw new IllegalStateException(endpoint.name() + " refuses session settings", ex);
		}
	}

	/** The statement that sets a mode. */
	static String mode(String mode) {
		return "SET SESSION sql_mode = '" + mode + "'";
	}

	private static Properties properties(String url) {
		Properties properties = new Properties();
		properties.setProperty("characterEncoding", "UTF-8");
		// the server translates texts; its latin1 has characters that Java's has not
		properties.setProperty("characterSetResults", "UTF-8");
		// a name in braces would become the call of a function, also within its quotes
		properties.setProperty("enableEscapeProcessing", "false");
		properties.setProperty("processEscapeCodesForPrepStmts", "false");
		properties.setProperty("connectTimeout", "10000");
		// what is given here would take precedence
		if (!url.contains("socketFactory=")) {
			properties.setProperty("socketFactory", KeepAliveSockets.class.getName());
		}
		properties.setProperty("tinyInt1isBit", "false");
		properties.setProperty("yearIsDateType", "false");
		properties.setProperty("rewriteBatchedStatements", "true");
		properties.setProperty("continueBatchOnError", "false");
		// else braces in a name or a text are taken for the driver's own syntax
		properties.setProperty("enableEscapeProcessing", "false");
		properties.setProperty("allowLoadLocalInfile", "true");
		// without it, passwords of MySQL 8 don't get through where there is no TLS
		properties.setProperty("allowPublicKeyRetrieval", "true");
		// the session's own write timeout holds, see above
		properties.setProperty("netTimeoutForStreamingResults", "0");
		return properties;
	}

}
