package dev.drover.engine;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.InsertWriter;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.RowDigester;
import dev.drover.plan.Endpoint;
import dev.drover.testserver.MysqlServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What MySQL and MariaDB do alike.
 */
abstract class MysqlEngineContract {

	private static final String[] SCHEMA = {
			"""
					CREATE TABLE everything (
					  id bigint unsigned NOT NULL AUTO_INCREMENT COMMENT 'it''s\nnumbered, `so`', big bigint unsigned, ti tinyint(1) DEFAULT 1,
					  tu tinyint unsigned, si smallint, mu mediumint unsigned, iu int unsigned, d decimal(12,4) DEFAULT 1.5, f float, do double,
					  v varchar(20) CHARACTER SET latin1 DEFAULT 'x''y\\\\', c char(5), t text, lt longtext, b varbinary(10), bl longblob,
					  fixed binary(4), dt date, tm time(3), ts datetime(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
					  tz timestamp(2) NULL, y year, bits bit(10) DEFAULT b'101', e enum('b','it''s ok','a') DEFAULT 'a', s set('x','y'),
					  j json, g geometry, gen int GENERATED ALWAYS AS (si * 2) STORED,
					  PRIMARY KEY (id), UNIQUE KEY v_key (v, si), KEY prefix (t(10), si DESC), KEY by_date (dt), FULLTEXT KEY words (t),
					  CONSTRAINT small CHECK (si < 1000)) COMMENT 'all types'""",
			"CREATE TABLE `od``d \"n'ame;` (`select` int NOT NULL, `Ünï` varchar(30), PRIMARY KEY (`select`))",
			"CREATE TABLE child (id int NOT NULL PRIMARY KEY, parent bigint unsigned, CONSTRAINT to_parent"
					+ " FOREIGN KEY (parent) REFERENCES everything (id) ON DELETE SET NULL ON UPDATE CASCADE)",
			"CREATE TABLE pair (a int NOT NULL, b varchar(40) NOT NULL, n int, PRIMARY KEY (a, b))",
			"CREATE TABLE ranked (e enum('z','m','a') NOT NULL, d decimal(20,3) NOT NULL, u bigint unsigned NOT NULL,"
					+ " b varbinary(8) NOT NULL, f float NOT NULL, t time(6) NOT NULL, PRIMARY KEY (e, d, u, b, f, t))",
			"CREATE VIEW seen AS SELECT id FROM everything",
			"CREATE TRIGGER fires BEFORE INSERT ON child FOR EACH ROW SET NEW.id = NEW.id" };

	private final MysqlServer server;

	private final Endpoint endpoint;

	private final Engine engine;

	MysqlEngineContract(MysqlServer server) {
		this.server = server;
		this.endpoint = freshDatabase();
		this.engine = Engines.forUrl(this.endpoint.url()).at(this.endpoint);
	}

	private Endpoint freshDatabase() {
		return new Endpoint("there", this.server.createDatabase(), this.server.user(), this.server.password());
	}

	Engine engine() {
		return this.engine;
	}

	@BeforeEach
	void createSchema() throws SQLException {
		try (Connection connection = this.engine.connect(this.endpoint)) {
			for (String sql : SCHEMA) {
				execute(connection, sql);
			}
		}
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static String string(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getString(1);
		}
	}

	private Catalog catalog(Endpoint of) throws SQLException {
		try (Connection connection = this.engine.connect(of)) {
			return this.engine.readCatalog(connection);
		}
	}

	private Table table(String name) throws SQLException {
		return catalog(this.endpoint).table(TableName.of(name)).orElseThrow();
	}

	@Test
	void takes_the_other_products_urls() throws SQLException {
		Endpoint other = new Endpoint("there", this.endpoint.url().replace("jdbc:mysql:", "jdbc:mariadb:"),
				this.endpoint.user(), this.endpoint.password());
		assertThat(Engines.forUrl(other.url()).at(other).kind()).isEqualTo(this.engine.kind());
	}

	@Test
	void reads_the_catalog() throws SQLException {
		Catalog catalog = catalog(this.endpoint);
		assertThat(catalog.tables()).extracting((table) -> table.name().name())
			.containsExactlyInAnyOrder("child", "everything", "od`d \"n'ame;", "pair", "ranked");
		assertThat(catalog.leftBehind()).extracting("what").containsExactly("trigger", "view");
		Table everything = catalog.table(TableName.of("everything")).orElseThrow();
		assertThat(type(everything, "id")).containsExactly(Kind.INTEGER, 8L);
		assertThat(type(everything, "big")).containsExactly(Kind.DECIMAL, 20L);
		assertThat(type(everything, "tu")).containsExactly(Kind.INTEGER, 2L);
		assertThat(type(everything, "iu")).containsExactly(Kind.INTEGER, 8L);
		assertThat(type(everything, "v")).containsExactly(Kind.TEXT, 20L);
		assertThat(type(everything, "tz")).containsExactly(Kind.TIMESTAMPTZ, 0L);
		assertThat(type(everything, "bits")).containsExactly(Kind.BITS, 10L);
		assertThat(type(everything, "j")).containsExactly(Kind.JSON, 0L);
		assertThat(everything.column("gen").orElseThrow().stored()).isFalse();
		assertThat(everything.column("v").orElseThrow().defaultValue()).isNotNull()
			.extracting("value")
			.isEqualTo("x'y\\");
		assertThat(everything.column("bits").orElseThrow().defaultValue()).isNotNull()
			.extracting("value")
			.isEqualTo("101");
		assertThat(everything.checks()).extracting("name").containsExactly("small");
		assertThat(everything.uniques()).extracting("name").containsExactly("v_key");
		assertThat(everything.indexes()).extracting("name").containsExactlyInAnyOrder("by_date", "prefix", "words");
		Table child = catalog.table(TableName.of("child")).orElseThrow();
		assertThat(type(child, "parent")).as("as wide as what it refers to").containsExactly(Kind.INTEGER, 8L);
		assertThat(child.foreignKeys()).singleElement()
			.extracting("onDelete", "onUpdate")
			.containsExactly(ForeignKey.Action.SET_NULL, ForeignKey.Action.CASCADE);
	}

	private static List<Object> type(Table table, String column) {
		return List.of(table.column(column).orElseThrow().type().kind(),
				table.column(column).orElseThrow().type().size());
	}

	@Test
	void creates_the_same_schema_again() throws SQLException {
		Catalog before = catalog(this.endpoint);
		Endpoint target = freshDatabase();
		Ddl ddl = this.engine.ddl();
		try (Connection from = this.engine.connect(this.endpoint); Connection to = this.engine.connect(target)) {
			for (Table table : before.tables()) {
				for (String sql : ddl.createTable(table)) {
					execute(to, sql);
				}
			}
			for (Table table : before.tables()) {
				for (Key key : table.uniques()) {
					execute(to, ddl.addUnique(table, key));
				}
				for (Index index : table.indexes()) {
					execute(to, ddl.createIndex(table, index));
				}
				for (ForeignKey key : table.foreignKeys()) {
					execute(to, ddl.addForeignKey(table, key));
				}
				for (String sql : ddl.setIdentity(table)) {
					execute(to, sql);
				}
			}
			for (Table table : before.tables()) {
				String name = this.engine.dialect().quote(table.name());
				assertThat(created(to, name)).isEqualTo(created(from, name));
			}
		}
		assertThat(catalog(target).tables()).usingRecursiveComparison()
			.ignoringFields("estimatedRows", "estimatedBytes")
			.isEqualTo(before.tables());
	}

	/** Keys are in the order in which they were made; that is no difference. */
	private static List<String> created(Connection connection, String name) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + name)) {
			row.next();
			return row.getString(2).lines().map((line) -> line.replaceFirst(",$", "")).sorted().toList();
		}
	}

	private static Row row(@Nullable Object... values) {
		return new Row(values, 0);
	}

	private static List<ColumnBinding> bindings(Table table) {
		return table.columns()
			.stream()
			.filter(Column::stored)
			.map((column) -> new ColumnBinding(column, column.type().kind()))
			.toList();
	}

	private static final String POINT = "E6100000" + "0101000000000000000000F03F0000000000000040";

	private static List<Row> rows() {
		return List.of(row(1L, new BigDecimal("18446744073709551615"), 2L, 255L, -5L, 16777215L, 4294967295L,
				new BigDecimal("-12.3400"), 0.1f, 1e-300, "a\\b\tc", "ab", "line\r\nnext é€😀 \\N \0 end", "'\"%_",
				new byte[] { 0, -1, 92, 10 }, new byte[] { 9, 10, 13, 0, 39 }, new byte[] { 1, 0, 0, 0 }, "0000-00-00",
				"-838:59:59", "2024-00-10 23:59:59.999999", "2038-01-19 03:14:07.99+00", 0L, "1111111111", "it's ok",
				"x,y", "{\"a\": \"\\\\ \\n \\u0001\"}", POINT),
				row(2L, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
						null, null, null, null, null, null, null, null, null, null),
				row(3L, new BigDecimal(0), -1L, 0L, 7L, 0L, 0L, new BigDecimal("99999999.9999"), -0.0f, -0.0d, "", "",
						"", "", new byte[0], new byte[0], new byte[4], "9999-12-31", "00:00:00.001",
						"1000-01-01 00:00:00", "1970-01-01 00:00:01+00", 2155L, "0000000000", "b", "", "null", null));
	}

	@Test
	void writes_and_reads_every_kind_of_value() throws SQLException {
		Table table = table("everything");
		List<ColumnBinding> columns = bindings(table);
		try (Connection connection = this.engine.connect(this.endpoint)) {
			this.engine.beginWrite(connection);
			try (BulkWriter writer = this.engine.writer(connection, table.name(), columns)) {
				assertThat(writer).as("the fast path")
					.extracting(Object::getClass)
					.extracting(Class::getSimpleName)
					.isEqualTo("LoadWriter");
				assertThat(writer.flush()).isZero();
				for (Row row : rows()) {
					writer.write(row);
				}
				assertThat(writer.flush()).isEqualTo(3);
			}
			connection.commit();
		}
		holdsTheRows(table, columns);
	}

	@Test
	void inserts_every_kind_of_value_where_loading_is_refused() throws SQLException {
		Table table = table("everything");
		List<ColumnBinding> columns = bindings(table);
		try (Connection connection = this.engine.connect(this.endpoint)) {
			this.engine.beginWrite(connection);
			try (BulkWriter writer = new InsertWriter(this.engine, connection, table.name(), columns)) {
				for (Row row : rows()) {
					writer.write(row);
				}
				assertThat(writer.flush()).isEqualTo(3);
			}
			connection.commit();
		}
		holdsTheRows(table, columns);
	}

	private void holdsTheRows(Table table, List<ColumnBinding> columns) throws SQLException {
		RowDigester digester = new RowDigester(columns.stream().map(ColumnBinding::kind).toList());
		try (SourceMoment moment = this.engine.openMoment(this.endpoint, 1); Connection reader = moment.connect()) {
			KeyTuple first = null;
			try (RowCursor cursor = this.engine.read(reader,
					new TableRead(table.name(), columns, table.rowKey(), KeyRange.ALL))) {
				for (Row written : rows()) {
					Row read = cursor.next();
					assertThat(read).isNotNull();
					for (int i = 0; i < columns.size(); i++) {
						assertThat(digester.canonical(i, read.get(i)))
							.as(columns.get(i).column().name() + " " + read.get(i) + " of " + written.get(i))
							.isEqualTo(digester.canonical(i, written.get(i)));
					}
					first = (first == null) ? cursor.key() : first;
				}
				assertThat(cursor.next()).isNull();
			}
			assertThat(count(reader, new TableRead(table.name(), columns, table.rowKey(),
					KeyRange.ALL.resumedAfter(KeyTuple.decode(first.encode())))))
				.isEqualTo(2);
		}
	}

	private int count(Connection connection, TableRead read) throws SQLException {
		int rows = 0;
		try (RowCursor cursor = this.engine.read(connection, read)) {
			while (cursor.next() != null) {
				rows++;
			}
		}
		return rows;
	}

	@Test
	void refuses_what_a_column_would_change() throws SQLException {
		Table table = table("everything");
		try (Connection connection = this.engine.connect(this.endpoint)) {
			this.engine.beginWrite(connection);
			for (Object[] refused : new Object[][] { { "t", "\ud800" }, { "d", new BigDecimal("0.00001") },
					{ "v", "twenty characters ok " }, { "tm", "00:00:00.0001" }, { "dt", "12024-01-01" },
					{ "ts", "infinity" }, { "ts", "0044-03-15 00:00:00 BC" }, { "d", "NaN" }, { "f", Float.NaN },
					{ "do", Double.POSITIVE_INFINITY }, { "y", 24L } }) {
				Column column = table.column((String) refused[0]).orElseThrow();
				try (BulkWriter writer = this.engine.writer(connection, table.name(),
						List.of(new ColumnBinding(column, column.type().kind())))) {
					assertThatThrownBy(() -> writer.write(row(refused[1]))).as(refused[0] + " " + refused[1])
						.isInstanceOf(ValueException.class);
					assertThat(writer.flush()).isZero();
				}
			}
			connection.rollback();
		}
	}

	@Test
	void an_error_is_an_error_and_never_a_warning() throws SQLException {
		Table table = table("everything");
		try (Connection connection = this.engine.connect(this.endpoint)) {
			this.engine.beginWrite(connection);
			for (Object[] refused : new Object[][] { { "ti", 300L }, { "v", "日本" }, { "e", "none of them" },
					{ "j", "{broken" }, { "dt", "2024-13-01" }, { "tz", "2039-01-01 00:00:00+00" }, { "id", 1L } }) {
				Column column = table.column((String) refused[0]).orElseThrow();
				try (BulkWriter writer = this.engine.writer(connection, table.name(),
						List.of(new ColumnBinding(column, column.type().kind())))) {
					assertThatThrownBy(() -> {
						writer.write(row(refused[1]));
						writer.write(row(refused[1]));
						writer.flush();
					}).as(refused[0] + " " + refused[1]).isInstanceOfAny(SQLException.class, ValueException.class);
				}
				connection.rollback();
			}
			assertThat(string(connection, "SELECT COUNT(*) FROM everything")).isEqualTo("0");
		}
	}

	@Test
	void resumes_after_each_row_in_the_order_of_the_server() throws SQLException {
		try (Connection connection = this.engine.connect(this.endpoint)) {
			execute(connection,
					"INSERT INTO pair VALUES (1, 'a', 1), (1, 'Ö', 2), (1, 'b', 3), (1, 'B2', 4), (2, '', 5),"
							+ " (-3, 'z', 6), (2, 'c ', 7)");
			execute(connection,
					"INSERT INTO ranked VALUES ('a', 1.5, 18446744073709551615, x'00', 0.1, '-838:00:00'),"
							+ " ('z', 12345678901234567.125, 9007199254740993, x'FF00', -0.5, '00:00:00.000001'),"
							+ " ('z', 12345678901234567.126, 9007199254740993, x'FF', 1e30, '12:00:00'),"
							+ " ('z', 12345678901234567.126, 9007199254740993, x'FF', 1e30, '12:00:00.5'),"
							+ " ('m', -1, 0, x'', 0, '00:00:00')");
			for (String name : List.of("pair", "ranked")) {
				resumesEverywhere(connection, table(name));
			}
		}
	}

	private void resumesEverywhere(Connection connection, Table table) throws SQLException {
		List<KeyTuple> keys = new ArrayList<>();
		try (RowCursor cursor = this.engine.read(connection,
				new TableRead(table.name(), List.of(), table.rowKey(), KeyRange.ALL))) {
			while (cursor.next() != null) {
				keys.add(KeyTuple.decode(cursor.key().encode()));
			}
		}
		for (int i = 0; i < keys.size(); i++) {
			assertThat(count(connection,
					new TableRead(table.name(), bindings(table), table.rowKey(), new KeyRange(keys.get(i), null))))
				.as("after " + keys.get(i).display())
				.isEqualTo(keys.size() - i - 1);
			assertThat(count(connection,
					new TableRead(table.name(), bindings(table), table.rowKey(), new KeyRange(null, keys.get(i)))))
				.as("through " + keys.get(i).display())
				.isEqualTo(i + 1);
		}
	}

	@Test
	void reads_beyond_one_page() throws SQLException {
		try (Connection connection = this.engine.connect(this.endpoint)) {
			execute(connection, "SET SESSION " + (this.engine.kind() == EngineKind.MARIADB ? "max_recursive_iterations"
					: "cte_max_recursion_depth") + " = 100000");
			execute(connection, "INSERT INTO pair WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
					+ " WHERE i < 45000) SELECT i DIV 100, CONCAT('k', i), i FROM n");
			Table table = table("pair");
			assertThat(count(connection, new TableRead(table.name(), bindings(table), table.rowKey(), KeyRange.ALL)))
				.isEqualTo(45_000);
			assertThat(count(connection, new TableRead(table.name(), bindings(table), List.of(), KeyRange.ALL)))
				.isEqualTo(45_000);
		}
	}

	@Test
	void readers_share_one_moment() throws SQLException {
		Table child = table("child");
		try (SourceMoment moment = this.engine.openMoment(this.endpoint, 2);
				Connection writer = this.engine.connect(this.endpoint)) {
			assertThat(moment.consistent()).isTrue();
			execute(writer, "INSERT INTO child VALUES (10, NULL)");
			TableRead read = new TableRead(child.name(), bindings(child), child.rowKey(), KeyRange.ALL);
			try (Connection one = moment.connect(); Connection two = moment.connect()) {
				assertThat(count(one, read)).isZero();
				assertThat(count(two, read)).isZero();
			}
			assertThat(count(writer, read)).isEqualTo(1);
		}
	}

	@Test
	void says_so_where_the_moment_is_not_one() throws SQLException {
		String user = "u" + System.nanoTime();
		try (Connection connection = this.engine.connect(this.endpoint)) {
			execute(connection, "CREATE USER " + user + " IDENTIFIED BY 'p''\\\\\"%&=?#'");
			execute(connection, "GRANT SELECT ON " + string(connection, "SELECT DATABASE()") + ".* TO " + user);
		}
		Endpoint poor = new Endpoint("there", this.endpoint.url(), user, "p'\\\"%&=?#");
		try (SourceMoment moment = this.engine.openMoment(poor, 1); Connection reader = moment.connect()) {
			assertThat(moment.consistent()).isFalse();
			assertThat(string(reader, "SELECT COUNT(*) FROM child")).isEqualTo("0");
		}
	}

	@Test
	void ends_the_session_of_a_replaced_worker() throws SQLException {
		try (Connection worker = this.engine.connect(this.endpoint);
				Connection successor = this.engine.connect(this.endpoint)) {
			String backend = this.engine.backend(worker);
			assertThat(this.engine.backend(worker)).isEqualTo(backend);
			this.engine.beginWrite(worker);
			execute(worker, "INSERT INTO child VALUES (11, NULL)");
			successor.setAutoCommit(false);
			this.engine.endBackend(successor, backend);
			assertThatThrownBy(() -> execute(worker, "SELECT 1")).isInstanceOf(SQLException.class);
			execute(successor, "INSERT INTO child VALUES (11, NULL)");
			this.engine.endBackend(successor, backend);
		}
	}

}
