package dev.drover.app.realdata;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.drover.app.realdata.Moves.Base;
import dev.drover.testserver.MysqlServer;
import dev.drover.testserver.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tables of one name in several schemas of PostgreSQL stay apart in one plan, whatever
 * the target knows of schemas.
 */
class SchemasIT {

	private static final String REFERENCES = "SELECT conrelid::regclass, confrelid::regclass FROM pg_constraint"
			+ " WHERE contype = 'f'";

	@TempDir
	Path directory;

	private Base source;

	private Moves moves;

	@BeforeEach
	void source() throws Exception {
		this.source = Moves.fresh(PostgresServer.shared());
		this.source.execute("CREATE SCHEMA sales", "CREATE SCHEMA archive",
				"CREATE TABLE orders (id int PRIMARY KEY, code varchar(20) NOT NULL,"
						+ " CONSTRAINT orders_code_key UNIQUE (code))",
				"CREATE TABLE sales.orders (id int PRIMARY KEY, code varchar(20) NOT NULL, twin int"
						+ " CONSTRAINT orders_twin_fkey REFERENCES public.orders,"
						+ " CONSTRAINT orders_code_key UNIQUE (code))",
				"CREATE TABLE sales.lines (order_id int REFERENCES sales.orders, line int, item varchar(20),"
						+ " PRIMARY KEY (order_id, line))",
				"CREATE TABLE archive.orders (code varchar(20), twin int"
						+ " CONSTRAINT orders_twin_fkey REFERENCES sales.orders)",
				"CREATE INDEX orders_idx ON orders (code, id)", "CREATE INDEX orders_idx ON sales.orders (twin)",
				"CREATE INDEX orders_idx ON archive.orders (twin)",
				"INSERT INTO orders SELECT i, 'public ' || i FROM generate_series(1, 10) i",
				"INSERT INTO sales.orders SELECT i, 'sales ' || i, i - 4 FROM generate_series(5, 12) i",
				"INSERT INTO sales.lines SELECT o, l, o || '/' || l FROM generate_series(5, 12) o,"
						+ " generate_series(1, 3) l",
				"INSERT INTO archive.orders SELECT 'archive ' || i % 2, 5 + i FROM generate_series(0, 5) i");
		this.moves = new Moves(this.directory);
	}

	@Test
	void theyKeepTheirSchemasInH2() throws Exception {
		Base target = new Base("jdbc:h2:file:" + this.directory.resolve("target"), "", "");
		arrive(target, Map.of("orders", "ORDERS", "sales.orders", "SALES.ORDERS", "sales.lines", "SALES.LINES",
				"archive.orders", "ARCHIVE.ORDERS"));
		assertThat(target.rows("SELECT table_schema || '.' || table_name || ' ' || count(*)"
				+ " FROM information_schema.table_constraints WHERE constraint_type = 'FOREIGN KEY'"
				+ " GROUP BY table_schema, table_name"))
			.containsExactly("ARCHIVE.ORDERS 1", "SALES.LINES 1", "SALES.ORDERS 1");
		isSame(this.source, target);
		Base back = Moves.fresh(PostgresServer.shared());
		assertThat(this.moves.run("back", target, back, "")).isZero();
		isSame(this.source, back);
		assertThat(back.rows(REFERENCES)).isEqualTo(this.source.rows(REFERENCES)).hasSize(3);
	}

	@Test
	void theirSchemasBecomePartOfTheNameInSqlite() throws Exception {
		Base target = new Base("jdbc:sqlite:" + this.directory.resolve("target.sqlite"), "", "");
		arrive(target, flat());
		assertThat(target.rows("SELECT m.name, f.\"table\", f.\"from\" FROM sqlite_master m,"
				+ " pragma_foreign_key_list(m.name) f WHERE m.type = 'table'"))
			.containsExactly("archive_orders|sales_orders|twin", "sales_lines|sales_orders|order_id",
					"sales_orders|orders|twin");
	}

	@Test
	void theirSchemasBecomePartOfTheNameInMysqlAndMariadb() throws Exception {
		for (MysqlServer server : List.of(MysqlServer.mysql(), MysqlServer.mariadb())) {
			Base target = Moves.fresh(server);
			arrive(target, flat());
			assertThat(target.rows("SELECT table_name, referenced_table_name FROM"
					+ " information_schema.referential_constraints WHERE constraint_schema = DATABASE()"))
				.containsExactly("archive_orders|sales_orders", "sales_lines|sales_orders", "sales_orders|orders");
		}
	}

	@Test
	void aNameThatIsTakenIsRefusedWithAWayOut() throws Exception {
		this.source.execute("CREATE TABLE sales_orders (id int PRIMARY KEY)");
		Path sqlite = this.directory.resolve("taken.sqlite");
		for (Base target : List.of(new Base("jdbc:sqlite:" + sqlite, "", ""), Moves.fresh(MysqlServer.mysql()))) {
			String id = target.url().startsWith("jdbc:sqlite:") ? "taken-sqlite" : "taken-mysql";
			assertThat(this.moves.run(id, this.source, target, "")).isEqualTo(2);
			assertThat(this.moves.report(id).get("findings").valueStream().filter(SchemasIT::isError)).singleElement()
				.satisfies((finding) -> {
					assertThat(finding.get("code").asString()).isEqualTo("SCHEMA_003");
					assertThat(finding.get("message").asString()).contains("sales_orders");
					assertThat(finding.get("hint").asString()).contains("exclude").doesNotContain("preserve");
				});
			assertThat(this.moves.run(id, this.source, target, "scope: {tables: {exclude: [sales_orders]}}")).isZero();
		}
		Base h2 = new Base("jdbc:h2:file:" + this.directory.resolve("free"), "", "");
		assertThat(this.moves.run("free", this.source, h2, "")).isZero();
	}

	@Test
	void oneSchemaAloneIsMovedByItsPattern() throws Exception {
		Base target = new Base("jdbc:sqlite:" + this.directory.resolve("target.sqlite"), "", "");
		assertThat(this.moves.run("sales", this.source, target, "scope: {tables: {include: [\"sales.*\", orders]}}"))
			.isZero();
		assertThat(target.rows("SELECT name FROM sqlite_master WHERE type = 'table'")).containsExactly("orders",
				"sales_lines", "sales_orders");
	}

	/** Names without quotes mean the same tables. */
	private static void isSame(Base one, Base other) throws Exception {
		for (String table : List.of("orders", "sales.orders", "sales.lines", "archive.orders")) {
			assertThat(other.rows("SELECT * FROM " + table)).isEqualTo(one.rows("SELECT * FROM " + table));
		}
	}

	private static boolean isError(JsonNode finding) {
		return finding.get("level").asString().equals("error");
	}

	private static Map<String, String> flat() {
		return Map.of("orders", "orders", "sales.orders", "sales_orders", "sales.lines", "sales_lines",
				"archive.orders", "archive_orders");
	}

	private void arrive(Base target, Map<String, String> names) throws Exception {
		String id = "schemas-" + target.url().split(":")[1];
		id = id + this.directory.toFile().list().length;
		assertThat(this.moves.run(id, this.source, target, "")).isZero();
		Map<String, String> told = new TreeMap<>();
		JsonNode report = this.moves.report(id);
		report.get("tables")
			.valueStream()
			.forEach((table) -> told.put(table.get("name").asString(), table.get("target_name").asString()));
		assertThat(told).isEqualTo(new TreeMap<>(names));
		for (Map.Entry<String, String> table : names.entrySet()) {
			assertThat(target.rows("SELECT * FROM " + table.getValue())).as(table.getKey())
				.isEqualTo(this.source.rows("SELECT * FROM " + table.getKey()))
				.isNotEmpty();
		}
		assertThat(report.get("totals").get("rows_verified").asLong()).isEqualTo(10 + 8 + 24 + 6);
		assertThat(this.moves.call(List.of("verify", id))).isZero();
		String changed = names.get("sales.orders");
		target.execute("UPDATE " + changed + " SET code = 'changed' WHERE id = 7");
		assertThat(this.moves.call(List.of("verify", id))).isEqualTo(3);
		target.execute("UPDATE " + changed + " SET code = 'sales 7' WHERE id = 7");
	}

}
