package dev.drover.app.realdata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.drover.app.cli.CommandLineMain;
import dev.drover.testserver.MysqlServer;
import dev.drover.testserver.PostgresServer;

/**
 * Migrations by the command line, and databases as their own drivers see them.
 */
final class Moves {

	private final Path directory;

	Moves(Path directory) {
		this.directory = directory;
	}

	/** Runs a plan and gives the exit status. */
	int run(String id, Base source, Base target, String settings, String... options) throws IOException {
		Path plan = this.directory.resolve(id + ".yaml");
		Files.writeString(plan, "id: " + id + "\nsource: " + source.endpoint() + "\ntarget: " + target.endpoint()
				+ "\ndata: {type: snapshot}\nverify: {level: full}\n" + settings);
		List<String> command = new ArrayList<>(List.of("run", plan.toString()));
		command.addAll(List.of(options));
		return call(command);
	}

	/** Any other command on a migration. */
	int call(List<String> command) {
		List<String> all = new ArrayList<>(command);
		all.addAll(List.of("--data-dir", this.directory.resolve("data").toString()));
		return CommandLineMain.run(all.toArray(String[]::new), Map.of());
	}

	JsonNode report(String id) throws IOException {
		return new JsonMapper().readTree(Files.readString(this.directory.resolve("data/reports/" + id + ".json")));
	}

	static Base fresh(MysqlServer server) {
		return new Base(server.createDatabase(), server.user(), server.password());
	}

	static Base fresh(PostgresServer server) {
		return new Base(server.createDatabase(), server.user(), server.password());
	}

	/** A database. */
	record Base(String url, String user, String password) {

		String endpoint() {
			return "{url: \"" + this.url + "\", user: \"" + this.user + "\", password: \"" + this.password + "\"}";
		}

		Connection connect() throws SQLException {
			return DriverManager.getConnection(this.url, this.user, this.password);
		}

		void execute(String... statements) throws SQLException {
			try (Connection connection = connect(); Statement statement = connection.createStatement()) {
				for (String sql : statements) {
					statement.execute(sql);
				}
			}
		}

		/** Each row's values with a bar between, sorted by the text of the row. */
		List<String> rows(String sql) throws SQLException {
			List<String> rows = new ArrayList<>();
			try (Connection connection = connect();
					Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery(sql)) {
				while (row.next()) {
					List<String> values = new ArrayList<>();
					for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
						values.add(String.valueOf(row.getString(i)));
					}
					rows.add(String.join("|", values));
				}
			}
			rows.sort(null);
			return rows;
		}

	}

}
