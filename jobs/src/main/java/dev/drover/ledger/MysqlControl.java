package dev.drover.ledger;

import java.util.Properties;

/**
 * How MySQL and MariaDB are spoken to as a control database.
 */
final class MysqlControl {

	private static final String MYSQL = "jdbc:mysql:";

	private static final String MARIADB = "jdbc:mariadb:";

	private MysqlControl() {
	}

	/** Both products have one driver, which knows one prefix. */
	static String driverUrl(String url) {
		return url.startsWith(MARIADB) ? MYSQL + url.substring(MARIADB.length()) : url;
	}

	static boolean accepts(String url) {
		return url.startsWith(MYSQL);
	}

	/**
	 * Names may be quoted as in SQL elsewhere, nothing is cut off, and no server is
	 * waited for for ever.
	 */
	static Properties properties(String url) {
		Properties properties = new Properties();
		properties.setProperty("characterEncoding", "UTF-8");
		properties.setProperty("connectTimeout", "10000");
		if (!url.contains("socketTimeout=")) {
			// longer than the ten seconds for which Flyway has the server wait for
			// somebody else who makes the schema, shorter than the lease
			properties.setProperty("socketTimeout", "12000");
		}
		// without it, passwords of MySQL 8 don't get through where there is no TLS
		properties.setProperty("allowPublicKeyRetrieval", "true");
		properties.setProperty("sessionVariables",
				"sql_mode='ANSI_QUOTES,STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION',time_zone='+00:00'");
		return properties;
	}

}
