package dev.drover.engine.jdbc;

import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

import javax.net.ssl.SSLException;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.plan.Endpoint;

/**
 * Opens connections and says in Drover's words why one can't be opened.
 */
public final class Connections {

	/** MySQL has no SQLSTATE of its own for it. */
	private static final int MYSQL_UNKNOWN_DATABASE = 1049;

	private Connections() {
	}

	/**
	 * Opens a connection.
	 * @param endpoint where to
	 * @param properties driver properties; user and password are added
	 * @throws DroverException CONN_001 to CONN_003
	 */
	public static Connection open(Endpoint endpoint, Properties properties) {
		if (endpoint.user() != null) {
			properties.setProperty("user", endpoint.user());
		}
		if (endpoint.password() != null) {
			properties.setProperty("password", endpoint.password());
		}
		try {
			return DriverManager.getConnection(endpoint.url(), properties);
		}
		catch (SQLException ex) {
			throw refused(endpoint, ex);
		}
	}

	private static DroverException refused(Endpoint endpoint, SQLException ex) {
		String state = (ex.getSQLState() == null) ? "" : ex.getSQLState();
		String reason = String.valueOf(ex.getMessage()).lines().findFirst().orElse("");
		if (state.startsWith("28")) {
			return new DroverException(ErrorCode.CONN_002, endpoint.name() + " refuses user or password: " + reason,
					"check user and password of this endpoint in the plan", ex);
		}
		if (state.startsWith("3D") || state.equals("90146") || ex.getErrorCode() == MYSQL_UNKNOWN_DATABASE) {
			return new DroverException(ErrorCode.CONN_003, "no such database at " + endpoint.name() + ": " + reason,
					"check the url in the plan", ex);
		}
		String broken = tls(ex);
		if (!broken.isEmpty()) {
			return new DroverException(
					ErrorCode.CONN_001, endpoint.name()
							+ " can't be reached by TLS, its certificate or its protocol is not accepted: " + broken,
					"check the server's certificate, and those that the url in the plan trusts", ex);
		}
		return new DroverException(ErrorCode.CONN_001, endpoint.name() + " can't be reached: " + reason,
				"check that the server runs and that the url in the plan is right", ex);
	}

	/** What is wrong with TLS, in the words at the root; the empty string if nothing. */
	private static String tls(SQLException ex) {
		boolean found = false;
		String root = "";
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			found |= cause instanceof SSLException || cause instanceof GeneralSecurityException;
			String message = cause.getMessage();
			root = (message == null || message.isBlank()) ? root : message;
		}
		return found ? root.lines().findFirst().orElse("").replaceAll("\\b[\\w.$]+Exception: ", "") : "";
	}

}
