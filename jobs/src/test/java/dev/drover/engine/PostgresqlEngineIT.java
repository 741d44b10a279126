package dev.drover.engine;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.DefaultValue;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.NativeStep;
import dev.drover.engine.catalog.Sequence;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.RowDigester;
import dev.drover.plan.Endpoint;
import dev.drover.testserver.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostgresqlEngineIT {

	private static final String SCHEMA = """
			CREATE SCHEMA "Other";
			CREATE TYPE mood AS ENUM ('sad', 'it''s ok', 'happy');
			CREATE DOMAIN "Other".amount AS numeric(8,3) CONSTRAINT positive CHECK (VALUE >= 0);
			CREATE TYPE pair AS (a "Other".amount[], m mood);
			CREATE TYPE spans AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
			CREATE SEQUENCE free AS integer INCREMENT BY -2 MINVALUE -10 MAXVALUE 5 CACHE 3 CYCLE;
			CREATE TABLE everything (
			  id integer GENERATED ALWAYS AS IDENTITY (START WITH 5 INCREMENT BY 2), ser bigserial, b boolean DEFAULT true,
			  i2 smallint, d numeric(12,4), n numeric, f4 real, f8 double precision, v varchar(20) COLLATE "C" DEFAULT 'x''y',
			  t text, c character(5), bin bytea, dt date, tm time(3), ttz timetz, ts timestamp, tz timestamptz DEFAULT now(),
			  u uuid DEFAULT gen_random_uuid(), j json, jb jsonb, bits bit(3), m mood DEFAULT 'happy', am "Other".amount,
			  arr text[], iv interval, p pair, s spans, g integer GENERATED ALWAYS AS (i2 * 2) STORED,
			  CONSTRAINT everything_pk PRIMARY KEY (id), UNIQUE (v) DEFERRABLE, CONSTRAINT small CHECK (i2 < 1000));
			CREATE INDEX lower_t ON everything (lower(t), i2 DESC) WHERE b;
			CREATE TABLE "Other"."Child" (id bigint PRIMARY KEY, parent integer);
			INSERT INTO "Other"."Child" VALUES (1, 99);
			ALTER TABLE "Other"."Child" ADD CONSTRAINT fk FOREIGN KEY (parent) REFERENCES everything (id)
			  ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED NOT VALID;
			CREATE TABLE parts (id integer, region text, PRIMARY KEY (id, region)) PARTITION BY LIST (region);
			CREATE INDEX parts_region ON parts (region);
			CREATE TABLE parts_eu PARTITION OF parts FOR VALUES IN ('eu');
			CREATE TABLE parts_rest PARTITION OF parts DEFAULT;
			INSERT INTO parts VALUES (1, 'eu'), (2, 'us');
			CREATE TABLE base (id integer PRIMARY KEY, name text);
			CREATE TABLE derived (extra text) INHERITS (base);
			INSERT INTO base VALUES (1, 'base');
			INSERT INTO derived VALUES (2, 'derived', 'x');
			CREATE VIEW seen AS SELECT id FROM base;
			CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1';
			SELECT nextval('free'), nextval('free');
			SELECT setval('everything_ser_seq', 41);
			""";

	private final Engine engine = Engines.forUrl("jdbc:postgresql:");

	private Endpoint endpoint = freshDatabase();

	private static Endpoint freshDatabase() {
		PostgresServer server = PostgresServer.shared();
		return new Endpoint("source", server.createDatabase(), server.user(), server.password());
	}

	@BeforeEach
	void createSchema() throws SQLException {
		try (Connection connection = this.engine.connect(this.endpoint)) {
			execute(connection, SCHEMA);
		}
	}

	private static String text(Connection connection, String sql) throws SQLException {
		return Statements.strings(connection, sql).get(0);
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private Catalog catalog(Endpoint of) throws SQLException {
		try (Connection connection = this.engine.connect(of)) {
			return this.engine.readCatalog(connection);
		}
	}

	private static Table table(Catalog catalog, String name) {
		return catalog.table(TableName.of(name)).orElseThrow();
	}

	@Test
	void commits_are_durable_whatever_the_database_is_set_to() throws SQLException {
		try (Connection connection = this.engine.connect(this.endpoint)) {
			execute(connection,
					"DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$");
		}
		List<String> seen = new ArrayList<>();
		try (Connection connection = this.engine.connect(this.endpoint)) {
			Statements.query(connection, "SHOW synchronous_commit", (row) -> seen.add(row.getString(1)));
		}
		assertThat(seen).containsExactly("on");
	}

	@Test
	void reads_the_catalog() throws SQLException {
		Catalog catalog = catalog(this.endpoint);
		assertThat(catalog.tables()).extracting((table) -> table.name().display())
			.containsExactlyInAnyOrder("Other.Child", "base", "derived", "everything", "parts", "parts_eu",
					"parts_rest");
		Table everything = table(catalog, "everything");
		assertThat(everything.column("id").orElseThrow().identity()).satisfies(
				(identity) -> assertThat(identity).isNotNull().extracting("always", "next").containsExactly(true, 5L));
		assertThat(everything.column("ser").orElseThrow().defaultValue())
			.satisfies((value) -> assertThat(value).isNotNull()
				.extracting("form", "value")
				.containsExactly(DefaultValue.Form.SEQUENCE, "everything_ser_seq"));
		assertThat(everything.column("am").orElseThrow().type()).extracting("kind", "size", "scale", "declared")
			.containsExactly(Kind.DECIMAL, 8L, 3, "\"Other\".amount");
		assertThat(everything.column("v").orElseThrow().collation()).isEqualTo("pg_catalog.\"C\"");
		assertThat(everything.indexes()).singleElement().satisfies((index) -> assertThat(index.parts()).hasSize(2));
		assertThat(catalog.types()).extracting((type) -> type.name().name())
			.containsSubsequence("amount", "pair")
			.containsSubsequence("mood", "pair");
		assertThat(catalog.sequences()).filteredOn((sequence) -> sequence.name().name().equals("free"))
			.extracting(Sequence::next)
			.containsExactly(-1L);
		assertThat(catalog.leftBehind()).extracting("what").containsExactly("routine", "view");
		ForeignKey key = catalog.table(new TableName("Other", "Child")).orElseThrow().foreignKeys().get(0);
		assertThat(key.validated()).isFalse();
		assertThat(key.onDelete()).isEqualTo(ForeignKey.Action.SET_NULL);
		assertThat(table(catalog, "parts_eu").lineage().carriesRows()).isFalse();
	}

	@Test
	void creates_the_same_schema_again() throws SQLException {
		Catalog before = catalog(this.endpoint);
		Endpoint target = freshDatabase();
		try (Connection connection = this.engine.connect(target)) {
			for (String sql : statements(before)) {
				execute(connection, sql);
			}
		}
		Catalog after = catalog(target);
		assertThat(after.types()).isEqualTo(before.types());
		assertThat(after.tables()).usingRecursiveComparison()
			.ignoringFields("estimatedRows", "estimatedBytes")
			.isEqualTo(before.tables());
		assertThat(after.sequences()).isEqualTo(before.sequences());
	}

	private List<String> statements(Catalog catalog) {
		Ddl ddl = this.engine.ddl();
		List<String> sql = new ArrayList<>(ddl.createSchemas(catalog));
		sql.addAll(ddl.createTypes(catalog));
		catalog.sequences().forEach((sequence) -> sql.addAll(ddl.createSequence(sequence)));
		catalog.sequences().forEach((sequence) -> sql.add(ddl.setSequence(sequence)));
		catalog.tables().forEach((table) -> sql.addAll(ddl.createTable(table)));
		for (NativeStep.Stage stage : NativeStep.Stage.values()) {
			catalog.tables()
				.forEach((table) -> table.nativeTable()
					.steps()
					.stream()
					.filter((step) -> step.stage() == stage)
					.forEach((step) -> sql.add(step.sql())));
		}
		catalog.tables().forEach((table) -> sql.addAll(ddl.setIdentity(table)));
		return sql;
	}

	@Test
	void writes_and_reads_every_kind_of_value() throws SQLException {
		Table table = table(catalog(this.endpoint), "everything");
		List<ColumnBinding> columns = bindings(table);
		List<Row> rows = List
			.of(row(1L, 1L, true, -5L, new BigDecimal("12.3400"), "NaN", Float.NaN, Double.NEGATIVE_INFINITY, "a\\b\tc",
					"line\r\nnext \u00e9\u20ac\ud83d\ude00 \\N", "ab   ", new byte[] { 0, -1, 92 }, "infinity",
					"24:00:00", "12:00:00.5+02", "0044-03-15 00:00:00 BC", "2024-01-01 00:00:00.000001+00",
					"00000000-0000-0000-0000-00000000000a", "{\"a\" :  1}", "{\"a\": 1}", "101", "it's ok",
					new BigDecimal("1.5"), "{a,\"b\\\\c\",NULL}", "1 day 02:00:00", "(\"{1.000,2.500}\",sad)", "[1,2)"),
					row(2L, 2L, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
							null, null, null, null, null, null, null, null, null, null, null),
					row(3L, 3L, false, 7L, new BigDecimal("9"), new BigDecimal("1E+30"), 0.1f, 1e-300, "", "", "",
							new byte[0], "12024-01-01", "00:00:00", "00:00:00+00", "-infinity", "infinity",
							"ffffffff-ffff-ffff-ffff-ffffffffffff", "[]", "null", "000", "sad", new BigDecimal("0"),
							"{}", "00:00:00", "(,)", "empty"));
		try (Connection connection = this.engine.connect(this.endpoint)) {
			this.engine.beginWrite(connection);
			try (BulkWriter writer = this.engine.writer(connection, table.name(), columns)) {
				assertThat(writer.flush()).isZero();
				writer.write(rows.get(0));
				writer.write(rows.get(1));
				assertThat(writer.flush()).isEqualTo(2);
				writer.write(rows.get(2));
				assertThat(writer.flush()).isEqualTo(1);
			}
			connection.commit();
		}
		RowDigester digester = new RowDigester(columns.stream().map(ColumnBinding::kind).toList());
		try (SourceMoment moment = this.engine.openMoment(this.endpoint, 1); Connection reader = moment.connect()) {
			KeyTuple first;
			try (RowCursor cursor = this.engine.read(reader,
					new TableRead(table.name(), columns, table.rowKey(), KeyRange.ALL))) {
				equal(digester, columns, cursor.next(), rows.get(0));
				first = cursor.key();
				equal(digester, columns, cursor.next(), rows.get(1));
				equal(digester, columns, cursor.next(), rows.get(2));
				assertThat(cursor.next()).isNull();
			}
			try (RowCursor cursor = this.engine.read(reader, new TableRead(table.name(), columns, table.rowKey(),
					KeyRange.ALL.resumedAfter(KeyTuple.decode(first.encode()))))) {
				equal(digester, columns, cursor.next(), rows.get(1));
			}
			Column decimal = table.column("d").orElseThrow();
			try (RowCursor cursor = this.engine.read(reader, new TableRead(table.name(),
					List.of(new ColumnBinding(decimal, Kind.DECIMAL)), List.of(decimal), KeyRange.ALL))) {
				assertThat(cursor.next()).isNotNull()
					.extracting((row) -> row.get(0))
					.isEqualTo(new BigDecimal("9.0000"));
			}
		}
	}

	private static void equal(RowDigester digester, List<ColumnBinding> columns, @Nullable Row read, Row written) {
		assertThat(read).isNotNull();
		for (int i = 0; i < columns.size(); i++) {
			assertThat(digester.canonical(i, read.get(i))).as(columns.get(i).column().name() + " " + read.get(i))
				.isEqualTo(digester.canonical(i, written.get(i)));
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

	@Test
	void refuses_what_a_column_would_change() throws SQLException {
		Table table = table(catalog(this.endpoint), "everything");
		try (Connection connection = this.engine.connect(this.endpoint)) {
			this.engine.beginWrite(connection);
			for (Object[] refused : new Object[][] { { "t", "a\0b" }, { "t", "\ud800" },
					{ "d", new BigDecimal("0.00001") } }) {
				Column column = table.column((String) refused[0]).orElseThrow();
				try (BulkWriter writer = this.engine.writer(connection, table.name(),
						List.of(new ColumnBinding(column, column.type().kind())))) {
					assertThatThrownBy(() -> writer.write(row(refused[1]))).isInstanceOf(ValueException.class);
					assertThat(writer.flush()).isZero();
				}
			}
		}
	}

	@Test
	void reads_each_row_once_under_its_own_table() throws SQLException {
		Catalog catalog = catalog(this.endpoint);
		try (Connection connection = this.engine.connect(this.endpoint)) {
			assertThat(count(connection, table(catalog, "base"))).isEqualTo(1);
			assertThat(count(connection, table(catalog, "derived"))).isEqualTo(1);
			assertThat(count(connection, table(catalog, "parts"))).isEqualTo(2);
			assertThat(connection.getAutoCommit()).isTrue();
		}
	}

	private int count(Connection connection, Table table) throws SQLException {
		int rows = 0;
		try (RowCursor cursor = this.engine.read(connection,
				new TableRead(table.name(), bindings(table), List.of(), KeyRange.ALL))) {
			while (cursor.next() != null) {
				rows++;
			}
		}
		return rows;
	}

	/** A server has room for some thousand locks, of all its sessions together. */
	@Test
	void a_reader_holds_no_table_that_it_has_left_and_stays_in_its_moment() throws SQLException {
		String held = "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation'"
				+ " AND relation IN ('base'::regclass, 'free'::regclass)";
		try (SourceMoment moment = this.engine.openMoment(this.endpoint, 1);
				Connection reader = moment.connect();
				Connection writer = this.engine.connect(this.endpoint)) {
			execute(writer, "INSERT INTO base VALUES (7, 'later')");
			assertThat(text(reader, "SELECT count(*) FROM ONLY base")).isEqualTo("1");
			assertThat(text(reader, held)).isEqualTo("1");
			this.engine.leaveTables(reader);
			assertThat(text(reader, held)).isEqualTo("0");
			this.engine.readCatalog(reader);
			assertThat(text(reader, held)).isEqualTo("0");
			assertThat(text(reader, "SELECT count(*) FROM ONLY base")).isEqualTo("1");
			this.engine.leaveTables(writer);
			assertThat(text(writer, "SELECT count(*) FROM ONLY base")).isEqualTo("2");
		}
	}

	@Test
	void readers_share_one_moment() throws SQLException {
		Table base = table(catalog(this.endpoint), "base");
		try (SourceMoment moment = this.engine.openMoment(this.endpoint, 2);
				Connection writer = this.engine.connect(this.endpoint)) {
			execute(writer, "INSERT INTO base VALUES (10, 'later')");
			try (Connection reader = moment.connect()) {
				assertThat(count(reader, base)).isEqualTo(1);
			}
			assertThat(count(writer, base)).isEqualTo(2);
		}
	}

	@Test
	void ends_the_session_of_a_replaced_worker() throws SQLException {
		try (Connection worker = this.engine.connect(this.endpoint);
				Connection successor = this.engine.connect(this.endpoint)) {
			String backend = this.engine.backend(worker);
			successor.setAutoCommit(false);
			this.engine.endBackend(successor, backend);
			assertThatThrownBy(() -> execute(worker, "SELECT 1")).isInstanceOf(SQLException.class);
			this.engine.endBackend(successor, backend);
		}
	}

}
