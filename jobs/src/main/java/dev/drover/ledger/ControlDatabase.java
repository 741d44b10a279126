package dev.drover.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import org.flywaydb.core.Flyway;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.plan.Secrets;

/**
 * The control database: an embedded file in the data directory that several processes may
 * use at a time, or a server by {@code DROVER_CONTROL_URL}.
 */
public final class ControlDatabase implements AutoCloseable {

	private final HikariDataSource dataSource;

	private final boolean server;

	private ControlDatabase(HikariDataSource dataSource, boolean server) {
		this.dataSource = dataSource;
		this.server = server;
	}

	/**
	 * Opens it.
	 * @param dataDir the data directory; made if it is not there
	 * @param environment where DROVER_CONTROL_URL, _USER and _PASSWORD are looked up
	 * @throws DroverException CONN_006 if it can't be opened
	 */
	public static ControlDatabase open(Path dataDir, Map<String, String> environment) {
		String url = environment.get("DROVER_CONTROL_URL");
		HikariConfig config = new HikariConfig();
		config.setMaximumPoolSize(8);
		config.setMinimumIdle(0);
		config.setConnectionTimeout(10_000);
		config.setPoolName("control");
		if (url == null) {
			makeDirectory(dataDir);
			// without a write delay the ledger never forgets what it has said, even after
			// a kill
			config.setJdbcUrl("jdbc:h2:file:" + dataDir.toAbsolutePath().normalize().resolve("control")
					+ ";AUTO_SERVER=TRUE;WRITE_DELAY=0");
			config.setUsername("drover");
		}
		else {
			config.setJdbcUrl(url);
			config.setUsername(environment.get("DROVER_CONTROL_USER"));
			config.setPassword(environment.get("DROVER_CONTROL_PASSWORD"));
		}
		try {
			return new ControlDatabase(new HikariDataSource(config), url != null);
		}
		catch (HikariPool.PoolInitializationException ex) {
			throw new DroverException(ErrorCode.CONN_006,
					"the control database " + Secrets.withoutUrlSecrets(config.getJdbcUrl()) + " can't be opened: "
							+ ((ex.getCause() == null) ? ex.getMessage() : ex.getCause().getMessage()),
					(url == null) ? "check --data-dir" : "check DROVER_CONTROL_URL, _USER and _PASSWORD", ex);
		}
	}

	private static void makeDirectory(Path dataDir) {
		try {
			Files.createDirectories(dataDir);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the data directory " + dataDir + " can't be made", ex);
		}
	}

	/** Brings the schema up to date. */
	public void migrate() {
		Flyway.configure()
			.dataSource(this.dataSource)
			.table("drover_schema_history")
			.locations("classpath:drover/control/common",
					"classpath:drover/control/" + (isPostgresql() ? "postgresql" : "h2"))
			.baselineOnMigrate(this.server)
			.baselineVersion("0")
			.load()
			.migrate();
	}

	private boolean isPostgresql() {
		return this.dataSource.getJdbcUrl().startsWith("jdbc:postgresql:");
	}

	/** Its connections. */
	public DataSource dataSource() {
		return this.dataSource;
	}

	@Override
	public void close() {
		this.dataSource.close();
	}

}
