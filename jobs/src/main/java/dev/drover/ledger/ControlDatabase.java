package dev.drover.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;
import dev.drover.fault.RefusedException;
import dev.drover.plan.Secrets;

/**
 * The control database: an embedded file in the data directory that several processes may
 * use at a time, or a server by {@code DROVER_CONTROL_URL}.
 */
public final class ControlDatabase implements AutoCloseable {

	/** The newest version of the schema. */
	static final String VERSION = "14";

	/** The embedded database's file in the data directory. */
	static final String FILE = "control.mv.db";

	private static final String EMBEDDED_USER = "drover";

	/** A restart of the server within this time does no harm. */
	private static final long PATIENCE_MILLIS = 8_000;

	/** The same where others work on without it. */
	private static final long LONG_PATIENCE_MILLIS = 40_000;

	private static final String POSTGRESQL = "jdbc:postgresql:";

	private static final String HISTORY = "drover_schema_history";

	private final DataSource dataSource;

	private final String url;

	private final Runnable closer;

	private final boolean server;

	private ControlDatabase(HikariDataSource pool, boolean server) {
		this(new LostOnce(pool, System::nanoTime), pool, server);
	}

	private ControlDatabase(DataSource dataSource, HikariDataSource pool, boolean server) {
		this(dataSource, pool.getJdbcUrl(), server, pool::close);
	}

	private ControlDatabase(DataSource dataSource, String url, boolean server, Runnable closer) {
		this.dataSource = dataSource;
		this.url = url;
		this.closer = closer;
		this.server = server;
	}

	/**
	 * Opens it.
	 * @param dataDir the data directory; made if it is not there
	 * @param environment where DROVER_CONTROL_URL, _USER and _PASSWORD are looked up
	 * @throws RefusedException CONN_006, DISK_001, PERM_002 or DISK_002 if it can't be
	 * opened
	 */
	public static ControlDatabase open(Path dataDir, Map<String, String> environment) {
		return Handover.across(
				() -> new ControlDatabase(pool(dataDir, environment), environment.containsKey("DROVER_CONTROL_URL")));
	}

	/**
	 * The same for work on which other processes go on meanwhile: every use waits for a
	 * database that is away.
	 */
	public static ControlDatabase openPatiently(Path dataDir, Map<String, String> environment) {
		return Handover.across(() -> {
			HikariDataSource pool = pool(dataDir, environment);
			pool.setConnectionTimeout(LONG_PATIENCE_MILLIS);
			return new ControlDatabase(pool, pool, environment.containsKey("DROVER_CONTROL_URL"));
		});
	}

	private static HikariDataSource pool(Path dataDir, Map<String, String> environment) {
		String url = environment.get("DROVER_CONTROL_URL");
		if (url == null) {
			makeDirectory(dataDir);
			ControlTemplate.installed().ifPresent((template) -> template.copyTo(dataDir.resolve(FILE)));
		}
		HikariConfig config = new HikariConfig();
		config.setMaximumPoolSize(8);
		config.setMinimumIdle(0);
		config.setConnectionTimeout(PATIENCE_MILLIS);
		config.setPoolName("control");
		config.setJdbcUrl(url(dataDir, environment));
		config.setUsername((url == null) ? EMBEDDED_USER : environment.get("DROVER_CONTROL_USER"));
		if (url != null) {
			config.setPassword(environment.get("DROVER_CONTROL_PASSWORD"));
			if (url.startsWith(POSTGRESQL)) {
				config.setDataSourceProperties(postgresql());
				config.setConnectionInitSql(Forsaken.POSTGRESQL);
			}
		}
		if (MysqlControl.accepts(config.getJdbcUrl())) {
			config.setDataSourceProperties(MysqlControl.properties(config.getJdbcUrl()));
			config.setConnectionInitSql(Forsaken.MYSQL);
			config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
		}
		try {
			return (url == null) ? opened(dataDir, config) : new HikariDataSource(config);
		}
		catch (HikariPool.PoolInitializationException ex) {
			throw refused(config.getJdbcUrl(), "can't be opened", (ex.getCause() == null) ? ex : ex.getCause());
		}
		catch (RuntimeException ex) {
			// no driver for the URL, for example
			throw refused(config.getJdbcUrl(), "can't be opened", ex);
		}
	}

	/**
	 * It stays open from then on: with its last connection it would be closed, and opened
	 * again by whoever comes next, past the doorway.
	 */
	private static HikariDataSource opened(Path dataDir, HikariConfig config) {
		config.setMinimumIdle(1);
		config.setMaxLifetime(0);
		try (Doorway doorway = Doorway.enter(dataDir)) {
			return new HikariDataSource(config);
		}
	}

	/**
	 * Opens it for a look by one thread: a single connection, since a pool takes longer
	 * to start than the look.
	 * @param dataDir the data directory
	 * @param environment where DROVER_CONTROL_URL, _USER and _PASSWORD are looked up
	 * @throws RefusedException CONN_006 if it can't be opened
	 */
	public static ControlDatabase glance(Path dataDir, Map<String, String> environment) {
		boolean server = environment.containsKey("DROVER_CONTROL_URL");
		String url = url(dataDir, environment);
		Properties properties = MysqlControl.accepts(url) ? MysqlControl.properties(url)
				: url.startsWith(POSTGRESQL) ? postgresql() : new Properties();
		properties.setProperty("user", server ? environment.getOrDefault("DROVER_CONTROL_USER", "") : EMBEDDED_USER);
		properties.setProperty("password", server ? environment.getOrDefault("DROVER_CONTROL_PASSWORD", "") : "");
		if (!server) {
			return embeddedGlance(dataDir, url, properties);
		}
		try {
			return single(DriverManager.getConnection(url, properties), url, true, () -> {
			});
		}
		catch (SQLException ex) {
			throw refused(url, "can't be opened", ex);
		}
	}

	/**
	 * Nobody else opens it meanwhile: he could find himself served by somebody who is
	 * gone in a moment.
	 */
	private static ControlDatabase embeddedGlance(Path dataDir, String url, Properties properties) {
		Doorway doorway = Doorway.enter(dataDir);
		try {
			// the driver manager would load every driver there is
			return single(new org.h2.Driver().connect(url, properties), url, false, doorway::close);
		}
		catch (SQLException ex) {
			doorway.close();
			throw refused(url, "can't be opened", ex);
		}
		catch (RuntimeException ex) {
			// nobody of this process could enter any more
			doorway.close();
			throw ex;
		}
	}

	private static ControlDatabase single(Connection connection, String url, boolean server, Runnable afterwards) {
		SingleConnectionDataSource single = new SingleConnectionDataSource(connection, true);
		return new ControlDatabase(single, url, server, () -> {
			try {
				single.destroy();
			}
			finally {
				afterwards.run();
			}
		});
	}

	/**
	 * Else a server that vanishes from the network is waited for for ever; the URL may
	 * say otherwise.
	 */
	private static Properties postgresql() {
		Properties properties = new Properties();
		properties.setProperty("connectTimeout", "5");
		properties.setProperty("socketTimeout", "10");
		properties.setProperty("tcpKeepAlive", "true");
		return properties;
	}

	private static String url(Path dataDir, Map<String, String> environment) {
		String url = environment.get("DROVER_CONTROL_URL");
		if (url != null && !url.startsWith(POSTGRESQL) && !MysqlControl.accepts(MysqlControl.driverUrl(url))) {
			String name = Secrets.withoutUrlSecrets(url);
			throw new RefusedException(new DroverException(ErrorCode.CONN_006,
					"the control database " + name + " is none that Drover can use, allowed are PostgreSQL, MySQL"
							+ " and MariaDB on a server",
					"correct DROVER_CONTROL_URL or --control, or leave it out: then it lies in --data-dir"), name);
		}
		// without a write delay the ledger never forgets what it has said, even after a
		// kill
		return (url != null) ? MysqlControl.driverUrl(url) : "jdbc:h2:file:"
				+ dataDir.toAbsolutePath().normalize().resolve("control") + ";AUTO_SERVER=TRUE;WRITE_DELAY=0";
	}

	private static RefusedException refused(String url, String what, Throwable cause) {
		boolean embedded = url.startsWith("jdbc:h2:file:");
		String name = Secrets.withoutUrlSecrets(url);
		boolean full = Failures.code(cause).filter(ErrorCode.DISK_001::equals).isPresent();
		String hint = embedded ? "check --data-dir" : "check DROVER_CONTROL_URL, _USER and _PASSWORD";
		return new RefusedException(new DroverException(full ? ErrorCode.DISK_001 : ErrorCode.CONN_006,
				"the control database " + name + " " + what + ": "
						+ (full ? "its disk is full" : Failures.reason(cause)),
				full ? "free space there" : hint, cause), name);
	}

	private static void makeDirectory(Path dataDir) {
		try {
			Files.createDirectories(dataDir);
		}
		catch (IOException ex) {
			throw unusable(dataDir, "can't be made: " + Failures.reason(ex), ex);
		}
		if (!Files.isWritable(dataDir)) {
			throw unusable(dataDir, "can't be written", null);
		}
	}

	/** A control database that ends with the process and leaves nothing behind. */
	public static ControlDatabase inMemory() {
		HikariConfig config = new HikariConfig();
		config.setPoolName("scratch");
		config.setMaximumPoolSize(4);
		config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		config.setUsername("drover");
		return new ControlDatabase(new HikariDataSource(config), false);
	}

	/** Whether there can be a ledger: false if no file is there. */
	public static boolean mayExist(Path dataDir, Map<String, String> environment) {
		return environment.containsKey("DROVER_CONTROL_URL") || Files.exists(dataDir.resolve(FILE));
	}

	/** Whether there is a ledger, be it an old one. */
	public boolean hasSchema() {
		return version() != null;
	}

	/**
	 * Brings the schema up to date; where it is, only a glance is taken, since a whole
	 * check takes longer than all that {@code drover status} does.
	 * @throws RefusedException CONN_006 if that is not possible, CONN_008 if a newer
	 * version of Drover has brought it further
	 */
	public void bringUpToDate() {
		String version = version();
		if (VERSION.equals(version)) {
			return;
		}
		if (version != null
				&& MigrationVersion.fromVersion(version).compareTo(MigrationVersion.fromVersion(VERSION)) > 0) {
			String name = Secrets.withoutUrlSecrets(this.url);
			throw new RefusedException(new DroverException(ErrorCode.CONN_008,
					"the control database " + name + " has a schema of version " + version
							+ ", this Drover knows those up to " + VERSION,
					"install the version of Drover that the others have which use it"), name);
		}
		migrate();
	}

	@Nullable String version() {
		try (Connection connection = this.dataSource.getConnection()) {
			DatabaseMetaData metaData = connection.getMetaData();
			try (ResultSet tables = metaData.getTables(connection.getCatalog(), connection.getSchema(), HISTORY,
					null)) {
				if (!tables.next()) {
					return null;
				}
			}
			try (Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery("SELECT \"version\" FROM \"" + HISTORY
							+ "\" WHERE \"success\" ORDER BY \"installed_rank\" DESC")) {
				return row.next() ? row.getString(1) : null;
			}
		}
		catch (SQLException ex) {
			throw refused(this.url, "can't be read", ex);
		}
	}

	private static RefusedException unusable(Path dataDir, String why, @Nullable IOException cause) {
		return new RefusedException(new DroverException(ErrorCode.DISK_002, "the data directory " + dataDir + " " + why,
				"make it writable, or name another one by --data-dir", cause), dataDir.toString());
	}

	private void migrate() {
		try {
			upgrade();
		}
		catch (FlywayException ex) {
			throw refused(this.url, "can't be brought up to date", (ex.getCause() == null) ? ex : ex.getCause());
		}
	}

	/**
	 * Where DDL commits by itself a process may die half-way through a script: the
	 * scripts may be run again over what is there.
	 */
	private void upgrade() {
		Flyway flyway = flyway();
		try {
			flyway.migrate();
		}
		catch (FlywayException ex) {
			flyway.repair();
			flyway.migrate();
		}
		finally {
			evictPatient();
		}
	}

	/** The connections that were made patient for the scripts. */
	private void evictPatient() {
		try {
			// the last connection of an embedded one would close it
			if (this.server && this.dataSource.isWrapperFor(HikariDataSource.class)) {
				this.dataSource.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
			}
		}
		catch (SQLException ex) {
			throw refused(this.url, "can't be brought up to date", ex);
		}
	}

	private Flyway flyway() {
		return Flyway.configure()
			.dataSource(this.dataSource)
			.initSql(MysqlControl.accepts(this.url) ? Forsaken.PATIENT_MYSQL
					: this.url.startsWith(POSTGRESQL) ? Forsaken.PATIENT_POSTGRESQL : null)
			.table(HISTORY)
			.locations(locations())
			.baselineOnMigrate(this.server)
			.baselineVersion("0")
			.load();
	}

	/** MySQL has all scripts of its own: texts without a limit are another type there. */
	private String[] locations() {
		return MysqlControl.accepts(this.url) ? new String[] { "classpath:drover/control/mysql" }
				: new String[] { "classpath:drover/control/common",
						"classpath:drover/control/" + (this.url.startsWith(POSTGRESQL) ? "postgresql" : "h2") };
	}

	/** Its connections. */
	public DataSource dataSource() {
		return this.dataSource;
	}

	@Override
	public void close() {
		this.closer.run();
	}

}
