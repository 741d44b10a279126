package dev.drover.testserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A MySQL or MariaDB server for one test, which may end it in the middle of work and
 * start it again.
 */
public final class OwnMysql implements AutoCloseable {

	private final MysqlBinaries.Installed installed;

	private final Path work;

	private final int port;

	private ServerProcess process;

	private OwnMysql(MysqlBinaries.Installed installed, Path work, int port, ServerProcess process) {
		this.installed = installed;
		this.work = work;
		this.port = port;
		this.process = process;
	}

	/** A fresh MySQL server. */
	public static OwnMysql mysql() throws IOException {
		return start(MysqlBinaries.mysql());
	}

	/** A fresh MySQL server that turns the names of tables into lower case. */
	public static OwnMysql mysqlInLowerCase() throws IOException {
		return start(MysqlBinaries.mysqlInLowerCase());
	}

	/** A fresh MySQL server that tells who holds a lock. */
	public static OwnMysql mysqlThatTells() throws IOException {
		return start(MysqlBinaries.mysql().telling());
	}

	/** A fresh MySQL server that keeps what was committed when it is killed. */
	public static OwnMysql mysqlThatKeeps() throws IOException {
		return start(MysqlBinaries.mysql().keeping());
	}

	/** A fresh MariaDB server that keeps what was committed when it is killed. */
	public static OwnMysql mariadbThatKeeps() throws IOException {
		return start(MysqlBinaries.mariadb().keeping());
	}

	/** A fresh MariaDB server. */
	public static OwnMysql mariadb() throws IOException {
		return start(MysqlBinaries.mariadb());
	}

	/** A fresh MySQL server that lets nobody in without TLS. */
	public static OwnMysql mysqlWithTls(TestCertificate certificate) throws IOException {
		return start(MysqlBinaries.mysql().withTls(certificate));
	}

	/** A fresh MariaDB server that lets nobody in without TLS. */
	public static OwnMysql mariadbWithTls(TestCertificate certificate) throws IOException {
		return start(MysqlBinaries.mariadb().withTls(certificate));
	}

	static OwnMysql start(MysqlBinaries.Installed installed) throws IOException {
		Path work = ScratchSpace.directory("drover-mysql-");
		ServerCache.call("the data directory can't be copied", work, "cp", "-r", installed.data().toString(),
				work.resolve("data").toString());
		int port = ServerProcess.freePort();
		return new OwnMysql(installed, work, port, run(installed, work, port));
	}

	private static ServerProcess run(MysqlBinaries.Installed installed, Path work, int port) throws IOException {
		List<String> command = new ArrayList<>(installed.command());
		// a server that starts removes temporary tables, also those of others
		Path temporary = Files.createDirectories(work.resolve("tmp"));
		command.addAll(List.of("--tmpdir=" + temporary, "--datadir=" + work.resolve("data"), "--port=" + port,
				"--socket=" + work.resolve("socket"), "--pid-file=" + work.resolve("pid")));
		ServerProcess server = ServerProcess.start(work, installed.environment(), command, "-KILL");
		server.await(() -> server.output().contains("ready for connections"));
		return server;
	}

	/** The URL of a fresh, empty database. */
	public String createDatabase(String name) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url(), "root", "");
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
		}
		return url() + name + "?allowPublicKeyRetrieval=true";
	}

	/** Without a database; the user root needs no password. */
	public String url() {
		return "jdbc:mysql://127.0.0.1:" + this.port + "/";
	}

	/** As after a power cut: no connection is ended in good order. */
	public void stopAtOnce() {
		try {
			this.process.end("-KILL");
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException("the server can't be stopped", ex);
		}
	}

	/** Starts it again after a stop. */
	public void startAgain() throws IOException {
		this.process = run(this.installed, this.work, this.port);
	}

	@Override
	public void close() throws IOException {
		stopAtOnce();
		ServerCache.delete(this.work);
	}

}
