package dev.drover.app.realdata;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

import org.postgresql.PGConnection;

/**
 * Scripts as pg_dump writes them, with their COPY blocks.
 */
final class PostgresScript {

	private static final Path SAKILA = Path.of("../../shared/data/sakila").toAbsolutePath();

	private PostgresScript() {
	}

	static boolean sakilaIsThere() {
		return Files.isDirectory(SAKILA);
	}

	static void loadSakila(Connection connection) throws Exception {
		load(connection, Files.readString(SAKILA.resolve("postgres-sakila-schema.sql"))
			// a setting that servers do not have any more
			.replace("SET default_with_oids = false;", ""));
		load(connection, Files.readString(SAKILA.resolve("postgres-sakila-insert-data-using-copy.sql")));
	}

	static void load(Connection connection, String script) throws Exception {
		try (Statement statement = connection.createStatement()) {
			StringBuilder sql = new StringBuilder();
			StringBuilder copied = null;
			for (String line : script.lines().toList()) {
				if (copied != null && line.equals("\\.")) {
					connection.unwrap(PGConnection.class)
						.getCopyAPI()
						.copyIn(sql.toString(), new StringReader(copied.toString()));
					sql.setLength(0);
					copied = null;
				}
				else if (copied != null) {
					copied.append(line).append('\n');
				}
				else if (line.startsWith("COPY ")) {
					statement.execute(sql.toString());
					sql.setLength(0);
					sql.append(line.replace(";", ""));
					copied = new StringBuilder();
				}
				else {
					sql.append(line).append('\n');
				}
			}
			statement.execute(sql.toString());
		}
	}

}
