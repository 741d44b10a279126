package dev.drover.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection that says nothing is looked after by the system, and soon: else a server
 * that vanishes without a word is waited for for two hours.
 */
@EnabledOnOs(OS.LINUX)
class KeepAliveIT {

	/** What the system's table of connections says of one that is asked when silent. */
	private static final String ASKS = "02";

	private static final String ESTABLISHED = "01";

	/** The table counts in hundredths. */
	private static final long SOON = 20 * 100;

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mysql", "mariadb" })
	void aSilentConnectionIsAskedSoon(String product) throws Exception {
		Database database = switch (product) {
			case "postgresql" -> Database.postgresql("kept");
			case "mysql" -> Database.mysql("kept");
			default -> Database.mariadb("kept");
		};
		try (Connection connection = database.engine().connect(database.endpoint())) {
			int port = port(connection, product.equals("postgresql"));
			String[] timer = Awaitility.await()
				.atMost(Duration.ofSeconds(10))
				.until(() -> timer(port), (seen) -> seen[0].equals(ASKS));
			assertThat(Long.parseLong(timer[1], 16)).isBetween(1L, SOON);
		}
	}

	private static int port(Connection connection, boolean postgresql) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(postgresql ? "SELECT inet_client_port()"
						: "SELECT SUBSTRING_INDEX(host, ':', -1) FROM information_schema.processlist"
								+ " WHERE id = CONNECTION_ID()")) {
			row.next();
			return row.getInt(1);
		}
	}

	/** Which timer runs for a local port, and for how long still. */
	private static String[] timer(int port) throws IOException {
		String local = String.format(":%04X", port);
		for (String table : List.of("/proc/net/tcp6", "/proc/net/tcp")) {
			for (String line : Files.readAllLines(Path.of(table))) {
				String[] parts = line.strip().split("\\s+");
				if (parts[1].endsWith(local) && parts[3].equals(ESTABLISHED)) {
					return parts[5].split(":");
				}
			}
		}
		throw new IllegalStateException("no connection from port " + port);
	}

}
