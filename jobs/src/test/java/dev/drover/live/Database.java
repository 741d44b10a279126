package dev.drover.live;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.Engine;
import dev.drover.engine.Engines;
import dev.drover.plan.Endpoint;
import dev.drover.testserver.MysqlServer;
import dev.drover.testserver.PostgresServer;

/**
 * One database of a test.
 *
 * @param endpoint as Drover sees it
 * @param engine its engine
 */
record Database(Endpoint endpoint, Engine engine) {

	static Database postgresql(String name) {
		PostgresServer server = PostgresServer.shared();
		return of(name, server.createDatabase(), server.user(), server.password());
	}

	static Database mysql(String name) {
		return of(name, MysqlServer.mysql());
	}

	static Database mariadb(String name) {
		return of(name, MysqlServer.mariadb());
	}

	static Database sqlite(String name, Path file) {
		return of(name, "jdbc:sqlite:" + file, "", "");
	}

	private static Database of(String name, MysqlServer server) {
		return of(name, server.createDatabase(), server.user(), server.password());
	}

	static Database of(String name, String url, String user, String password) {
		Endpoint endpoint = new Endpoint(name, url, user, password);
		return new Database(endpoint, Engines.forUrl(url).at(endpoint));
	}

	/** A session of an application; the caller closes it. */
	Session session() throws SQLException {
		return new Session(connect());
	}

	private Connection connect() throws SQLException {
		return DriverManager.getConnection(this.endpoint.url(), this.endpoint.user(), this.endpoint.password());
	}

	void execute(String... statements) throws SQLException {
		try (Session session = session()) {
			session.execute(statements);
		}
	}

	/** The rows of a query as text, in its order. */
	List<String> rows(String sql) throws SQLException {
		List<String> rows = new ArrayList<>();
		try (Connection connection = this.engine.connect(this.endpoint);
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(sql)) {
			int columns = row.getMetaData().getColumnCount();
			while (row.next()) {
				StringBuilder text = new StringBuilder(String.valueOf(row.getString(1)));
				for (int i = 2; i <= columns; i++) {
					text.append('|').append(row.getString(i));
				}
				rows.add(text.toString());
			}
		}
		return rows;
	}

}
