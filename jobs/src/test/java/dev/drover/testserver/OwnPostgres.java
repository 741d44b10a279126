package dev.drover.testserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A PostgreSQL server for one test, which may end it in the middle of work, start it
 * again, and decide how users are let in.
 */
public final class OwnPostgres implements AutoCloseable {

	private final PostgresBinaries binaries;

	private final int port;

	private ServerProcess process;

	private OwnPostgres(PostgresBinaries binaries, int port, ServerProcess process) {
		this.binaries = binaries;
		this.port = port;
		this.process = process;
	}

	/** A fresh server. */
	public static OwnPostgres start() throws IOException {
		PostgresBinaries binaries = PostgresBinaries.fresh();
		int port = ServerProcess.freePort();
		return new OwnPostgres(binaries, port, binaries.run(port));
	}

	/**
	 * A fresh server that lets nobody in without TLS, and nobody but the superuser
	 * without a password.
	 */
	public static OwnPostgres startWithTls(TestCertificate certificate) throws IOException {
		PostgresBinaries binaries = PostgresBinaries.fresh();
		Files
			.writeString(
					binaries.data().resolve("postgresql.conf"), "ssl = on\nssl_cert_file = '"
							+ certificate.certificate() + "'\nssl_key_file = '" + certificate.key() + "'\n",
					StandardOpenOption.APPEND);
		Files.writeString(binaries.data().resolve("pg_hba.conf"),
				"hostssl all postgres 127.0.0.1/32 trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n");
		int port = ServerProcess.freePort();
		return new OwnPostgres(binaries, port, binaries.run(port));
	}

	/** Of an empty database. */
	public String url() {
		return PostgresBinaries.url(this.port);
	}

	/** The superuser, who needs no password. */
	public String user() {
		return "postgres";
	}

	/** As after a power cut: no connection is ended in good order. */
	public void stopAtOnce() {
		try {
			this.process.end("-QUIT");
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException("the server can't be stopped", ex);
		}
	}

	/** Ends it, and starts it again as a server that only follows another one. */
	public void becomeStandby() throws IOException {
		stopAtOnce();
		Files.createFile(this.binaries.data().resolve("standby.signal"));
		startAgain();
	}

	/** Starts it again after a stop. */
	public void startAgain() throws IOException {
		this.process = this.binaries.run(this.port);
	}

	/**
	 * Makes a user who needs a password.
	 * @param method scram-sha-256 or md5
	 */
	public void createUser(String name, String password, String method) throws IOException, SQLException {
		Path rules = this.binaries.data().resolve("pg_hba.conf");
		Files.writeString(rules, "host all " + name + " 127.0.0.1/32 " + method + "\n" + Files.readString(rules));
		try (Connection connection = DriverManager.getConnection(url(), user(), "");
				Statement statement = connection.createStatement()) {
			statement.execute("SET password_encryption = '" + method + "'");
			statement.execute("CREATE ROLE " + name + " SUPERUSER LOGIN PASSWORD '" + password + "'");
			statement.execute("SELECT pg_reload_conf()");
		}
	}

	@Override
	public void close() throws IOException {
		stopAtOnce();
		this.binaries.delete();
	}

}
