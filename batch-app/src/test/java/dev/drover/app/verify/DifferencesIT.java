package dev.drover.app.verify;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.drover.app.cli.CommandLineMain;
import dev.drover.app.demo.OrderDatabase;
import dev.drover.testserver.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows changed, deleted and added by hand in the target are named, and no others.
 */
class DifferencesIT {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	@TempDir
	Path directory;

	@Test
	void fiveDifferencesAreNamedInH2() throws Exception {
		fiveAreNamed(100_000, "jdbc:h2:file:" + this.directory.resolve("target"), "", "");
	}

	@Test
	void fiveDifferencesAreNamedInSqlite() throws Exception {
		fiveAreNamed(100_000, "jdbc:sqlite:" + this.directory.resolve("target.sqlite"), "", "");
	}

	@Test
	void fiveDifferencesAreNamedInPostgresql() throws Exception {
		PostgresServer server = PostgresServer.shared();
		fiveAreNamed(100_000, server.createDatabase(), server.user(), server.password());
	}

	@Test
	@Tag("proof")
	void fiveDifferencesAmongAMillionRowsAreNamedInPostgresql() throws Exception {
		PostgresServer server = PostgresServer.shared();
		fiveAreNamed(1_000_000, server.createDatabase(), server.user(), server.password());
	}

	@Test
	void aTargetThatLostAllItsRowsIsMissingEachOfThem() throws Exception {
		String url = "jdbc:sqlite:" + this.directory.resolve("target.sqlite");
		migrate(20_000, url, "", "");
		try (Connection target = DriverManager.getConnection(url); Statement statement = target.createStatement()) {
			statement.execute("DELETE FROM order_items");
		}
		assertThat(drover("verify", "orders", "--level", "hash", "--json")).isEqualTo(3);
		JsonNode items = table(verifyReport(), "order_items");
		assertThat(items.get("rows_source").asLong()).isPositive();
		assertThat(items.get("rows_verified").asLong()).isZero();
		assertThat(verifyReport().get("totals").get("differences").asLong())
			.isEqualTo(items.get("rows_source").asLong());
	}

	private void fiveAreNamed(int rows, String url, String user, String password) throws Exception {
		migrate(rows, url, user, password);
		assertThat(drover("verify", "orders", "--level", "hash")).isZero();
		try (Connection target = DriverManager.getConnection(url, user, password)) {
			changeByHand(target);
		}
		assertThat(drover("verify", "orders", "--level", "hash", "--json")).isEqualTo(3);
		List<String> seen = new ArrayList<>();
		for (JsonNode table : verifyReport().get("tables")) {
			for (JsonNode difference : table.get("differences")) {
				List<String> columns = new ArrayList<>();
				difference.get("columns").forEach((column) -> columns.add(column.asString()));
				seen.add(table.get("name").asString() + " " + difference.get("kind").asString() + " "
						+ difference.get("key").asString() + " " + columns);
			}
		}
		assertThat(seen).containsExactlyInAnyOrder("customers changed 7 [email]", "orders changed 11 [note]",
				"order_items changed 3, 1 [quantity]", "restaurants missing 2 []", "customers extra 99000001 []");
	}

	private static void changeByHand(Connection target) throws SQLException {
		try (Statement statement = target.createStatement()) {
			assertThat(statement.executeUpdate("UPDATE customers SET email = 'x' || email WHERE id = 7")).isOne();
			assertThat(statement.executeUpdate("UPDATE orders SET note = 'by hand' WHERE id = 11")).isOne();
			assertThat(statement
				.executeUpdate("UPDATE order_items SET quantity = quantity + 1 WHERE order_id = 3 AND line_no = 1"))
				.isOne();
			// children keep their rows: the foreign key is not what this is about
			unguarded(target, statement);
			assertThat(statement.executeUpdate("DELETE FROM restaurants WHERE id = 2")).isOne();
			statement.execute("INSERT INTO customers SELECT 99000001, public_id, name, 'a' || email, phone, city, "
					+ "newsletter, created_at FROM customers WHERE id = 8");
		}
	}

	private static void unguarded(Connection target, Statement statement) throws SQLException {
		String product = target.getMetaData().getDatabaseProductName();
		switch (product) {
			case "H2" -> statement.execute("SET REFERENTIAL_INTEGRITY FALSE");
			case "PostgreSQL" -> statement.execute("SET session_replication_role = replica");
			default -> assertThat(product).isEqualTo("SQLite");
		}
	}

	private void migrate(int rows, String url, String user, String password) throws Exception {
		Path source = this.directory.resolve("source.sqlite");
		OrderDatabase.generate(source, rows);
		Path plan = this.directory.resolve("orders.yaml");
		Files.writeString(plan, """
				id: orders
				source: {url: "jdbc:sqlite:%s"}
				target: {url: "%s", user: "%s", password: "%s"}
				data: {type: snapshot}
				verify: {level: none}
				""".formatted(source, url, user, password));
		assertThat(drover("run", plan.toString())).isZero();
	}

	private int drover(String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.addAll(List.of("--data-dir", this.directory.resolve("data").toString()));
		this.out.reset();
		PrintStream before = System.out;
		System.setOut(new PrintStream(this.out, true, StandardCharsets.UTF_8));
		try {
			return CommandLineMain.run(all.toArray(String[]::new), Map.of());
		}
		finally {
			System.setOut(before);
		}
	}

	private JsonNode verifyReport() {
		return new JsonMapper().readTree(this.out.toString(StandardCharsets.UTF_8));
	}

	private static JsonNode table(JsonNode report, String name) {
		for (JsonNode table : report.get("tables")) {
			if (table.get("name").asString().equals(name)) {
				return table;
			}
		}
		throw new AssertionError("no table " + name);
	}

}
