package dev.drover.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.value.Digest;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.RowDigester;
import dev.drover.plan.Endpoint;
import dev.drover.testserver.MysqlServer;
import dev.drover.testserver.PostgresServer;
import dev.drover.verify.FieldDigester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rows that pass as fields arrive as those that are read and written as values would, or
 * are refused.
 */
class FieldTransferIT {

	private static final String TEXT = "E'tab\\there, line\\nfeed, return\\r, back\\\\slash, quote'', \\b\\f\\v, 日本, 😀, e\\u0301'";

	private static final String POSTGRESQL = """
			CREATE TABLE held (id bigint PRIMARY KEY, i integer, s smallint, d numeric(20,5), f8 double precision, f4 real, b boolean,
			  t text, v varchar(10), c char(6), bin bytea, dt date, ts timestamp(6), tz timestamptz(3), u uuid);
			INSERT INTO held (id) VALUES (-9223372036854775808);
			INSERT INTO held VALUES
			 (1, 2147483647, -32768, -999999999999999.99999, 1.7976931348623157e308, 3.4028235e38, true, %s, '日本語😀', 'ab', '\\x00ff0a09',
			  '0001-01-01', '9999-12-31 23:59:59.999999', '1970-01-01 00:00:00.001+00', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'),
			 (2, -2147483648, 0, 0.00001, -2.2250738585072014e-308, 1.17549435e-38, false, '', '          ', '', '', '9999-12-31',
			  '2024-02-29 00:00:00', '2024-06-30 23:59:59+02', '00000000-0000-0000-0000-000000000000'),
			 (3, 0, 1, 100, 0.1, 0.1, NULL, '\\N', '\\.', '\\', '\\x5c4e', '2024-02-29', '1000-01-01 00:00:00.5', '9999-12-31 00:00:00+00', NULL),
			 (9223372036854775807, 7, 7, 7.70000, 1e20, 16777216, true, repeat('x', 300000), 'end', 'end', '\\x', '1969-12-31',
			  '1582-10-10 12:00:00.000001', '1900-01-01 00:00:00.999+00', NULL)"""
		.formatted(TEXT);

	private static final String MYSQL = """
			CREATE TABLE held (id bigint PRIMARY KEY, i int, z int(8) unsigned zerofill, s smallint, m mediumint, u bigint unsigned, d decimal(20,5),
			  f8 double, f4 float, t longtext, v varchar(10), c char(6), bin longblob, vb varbinary(20), dt date, tm time(3), ts datetime(6), tz timestamp(3) NULL,
			  e enum('a','b c','ü'));
			INSERT INTO held (id) VALUES (-9223372036854775808);
			INSERT INTO held VALUES
			 (1, 2147483647, 42, -32768, 8388607, 18446744073709551615, -999999999999999.99999, 1.7976931348623157e308, 3.4028234e38,
			  'tab\\there, line\\nfeed, return\\r, back\\\\slash, quote'', \\b, 日本, 😀, \\Z', '日本語😀', 'ab', x'00ff0a095c', x'5c4e', '0001-01-01', '23:59:59.999',
			  '9999-12-31 23:59:59.999999', '1970-01-01 00:00:01.001', 'ü'),
			 (2, -2147483648, 0, 0, 0, 0, 0.00001, -2.2250738585072014e-308, 1.17549435e-38, '', '          ', '', '', '', '9999-12-31', '00:00:00',
			  '2024-02-29 00:00:00', '2038-01-19 03:14:07.999', 'b c'),
			 (3, 0, 4294967295, 1, -1, 1, 100, 0.1, 0.1, '\\\\N', '\\\\.', '\\\\', x'5c4e', x'00', '2024-02-29', '12:00:00.5', '1000-01-01 00:00:00.5', NULL, 'a'),
			 (9223372036854775807, 7, 7, 7, 7, 7, 7.7, 1e20, 16777216, repeat('x', 300000), 'end', 'end', x'00', x'', '1969-12-31', '01:02:03.004',
			  '1582-10-10 12:00:00.000001', '2000-01-01 00:00:00', NULL)""";

	/** The column that is none of a type's may hold anything; each here holds its own. */
	private static final String SQLITE = """
			CREATE TABLE held (id INTEGER PRIMARY KEY, i integer, d decimal(20,5), f8 double, b boolean, t text, v varchar(10), bin blob,
			  dt date, ts datetime, tz timestamptz);
			INSERT INTO held (id) VALUES (-9223372036854775808);
			INSERT INTO held VALUES
			 (1, 9223372036854775807, -1234567890.12345, 1.7976931348623157e308, 1, 'tab' || char(9) || ', line' || char(10) || ', return'
			  || char(13) || ', back\\slash, quote'', 日本, 😀, é', '日本語😀', x'00ff0a095c', '0001-01-01', '9999-12-31T23:59:59.999999',
			  '1970-01-01 02:00:00.5+02:00'),
			 (2, -9223372036854775807, 0.00001, -2.2250738585072014e-308, 0, '', '          ', x'', '9999-12-31', '2024-02-29',
			  '2024-06-30 23:59:59Z'),
			 (3, 0, -0.05, 0.1, NULL, '7:n x', 'n', x'6e', '2024-02-29', '1000-01-01 00:00:00.50', '9999-12-31 00:00:00+00'),
			 (9223372036854775807, 7, 1000, 16777216, 1, hex(zeroblob(30000)), 'end', x'5c4e', '1969-12-31', '1582-10-10 12:00:00.000001',
			  '1900-01-01 00:00:00.999')""";

	@TempDir
	private static Path directory;

	private static final TableName HELD = TableName.of("held");

	private static final long MANY = Long.MAX_VALUE;

	static Stream<Arguments> pairs() {
		return Stream
			.of("postgresql mysql", "postgresql mariadb", "mysql postgresql", "mariadb postgresql", "mysql mysql",
					"mysql mariadb", "mariadb mysql", "sqlite postgresql", "sqlite mysql", "sqlite mariadb")
			.map((pair) -> Arguments.of((Object[]) pair.split(" ")));
	}

	private static String script(String engine) {
		return switch (engine) {
			case "postgresql" -> POSTGRESQL;
			case "sqlite" -> SQLITE;
			default -> MYSQL;
		};
	}

	private static Endpoint fresh(String engine) {
		if (engine.equals("sqlite")) {
			return new Endpoint(engine, "jdbc:sqlite:" + directory.resolve(UUID.randomUUID() + ".db"), "", "");
		}
		if (engine.equals("postgresql")) {
			PostgresServer server = PostgresServer.shared();
			return new Endpoint(engine, server.createDatabase(), server.user(), server.password());
		}
		MysqlServer server = engine.equals("mysql") ? MysqlServer.mysql() : MysqlServer.mariadb();
		return new Endpoint(engine, server.createDatabase(), server.user(), server.password());
	}

	private static void execute(Connection connection, String script) throws SQLException {
		for (String sql : script.split(";\\s*\\n")) {
			try (Statement statement = connection.createStatement()) {
				statement.execute(sql);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("pairs")
	void eachValueArrivesAsItIsRead(String from, String to) throws Exception {
		try (Way way = Way.of(from, to, script(from))) {
			RawTransfer.Passed passed = way.pass(MANY);
			assertThat(passed.rows()).isEqualTo(5);
			assertThat(passed.written()).isEqualTo(5);
			assertThat(passed.last()).isTrue();
			way.target.commit();
			assertThat(way.rows(way.to, way.target, way.targetRead()))
				.isEqualTo(way.rows(way.from, way.source, way.sourceRead()));
		}
	}

	@ParameterizedTest
	@MethodSource("pairs")
	void itGoesOnAfterItsLastKey(String from, String to) throws Exception {
		try (Way way = Way.of(from, to, script(from))) {
			RawTransfer.Passed first = way.pass(2);
			assertThat(first.last()).isFalse();
			way.target.commit();
			RawTransfer.Passed rest = way.pass(MANY, KeyRange.ALL.resumedAfter(first.lastKey()));
			assertThat(rest.rows()).isEqualTo(3);
			way.target.commit();
			assertThat(way.rows(way.to, way.target, way.targetRead()))
				.isEqualTo(way.rows(way.from, way.source, way.sourceRead()));
		}
	}

	@ParameterizedTest
	@MethodSource("pairs")
	void fieldsHaveEqualDigestsOnBothSidesUntilOneChanges(String from, String to) throws Exception {
		try (Way way = Way.of(from, to, script(from))) {
			way.pass(MANY);
			way.target.commit();
			assertThat(way.digest(way.to, way.target, way.targetRead()))
				.isEqualTo(way.digest(way.from, way.source, way.sourceRead()));
			execute(way.target, "UPDATE held SET d = d + 0.00001 WHERE id = 3");
			assertThat(way.digest(way.to, way.target, way.targetRead()))
				.isNotEqualTo(way.digest(way.from, way.source, way.sourceRead()));
		}
	}

	/** Each digit and each day: what the server would parse is put together here. */
	@Test
	void numbersAndMomentsOfEachSizeArrive() throws Exception {
		Random random = new Random(20240229);
		StringBuilder script = new StringBuilder(
				"CREATE TABLE held (id bigint PRIMARY KEY, d decimal(60,25), w decimal(40,0), f double, g float, dt date,"
						+ " tm time(6), ts datetime(6), i int);\nINSERT INTO held VALUES ");
		for (int id = 0; id < 4000; id++) {
			BigDecimal decimal = new BigDecimal(new BigInteger(random.nextInt(115), random), random.nextInt(26))
				.multiply(BigDecimal.valueOf(random.nextInt(3) - 1))
				.setScale(25, RoundingMode.DOWN);
			BigInteger whole = new BigInteger(random.nextInt(130), random);
			LocalDate day = LocalDate.of(1, 1, 1).plusDays(random.nextInt(3_652_059));
			String time = LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000L) * 1000)
				.format(DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS"));
			script.append((id == 0) ? "" : ", ")
				.append('(')
				.append(String.join(", ", String.valueOf(id), decimal.toPlainString(), whole.toString(),
						String.valueOf(random.nextGaussian() * Math.pow(10, random.nextInt(200) - 100)),
						String.valueOf((float) random.nextGaussian()), "'" + day + "'", "'" + time + "'",
						"'" + day + " " + time + "'", String.valueOf(random.nextInt())))
				.append(')');
		}
		try (Way way = Way.of("mysql", "postgresql", script.toString())) {
			assertThat(way.pass(MANY).written()).isEqualTo(4000);
			way.target.commit();
			assertThat(way.rows(way.to, way.target, way.targetRead()))
				.isEqualTo(way.rows(way.from, way.source, way.sourceRead()));
		}
	}

	/**
	 * Whatever number stands in a decimal column comes out as the reader of values has
	 * it.
	 */
	@Test
	void decimalsThatAreNearlyEqualStayApart() throws Exception {
		try (Way way = Way.of("sqlite", "postgresql",
				"""
						CREATE TABLE held (id INTEGER PRIMARY KEY, v decimal(18,2));
						INSERT INTO held VALUES (1, 0.29), (2, -1.1), (3, 9999999999999.99), (4, -9999999999999.99), (5, 9007199254740993),
						 (6, 90071992547409.93), (7, 99999999999999.9), (8, 0), (9, -0.01), (10, 4503599627370497.5), (11, -5), (12, 1234567.8)""")) {
			assertThat(way.pass(MANY).rows()).isEqualTo(12);
			way.target.commit();
			assertThat(way.rows(way.to, way.target, way.targetRead()))
				.isEqualTo(way.rows(way.from, way.source, way.sourceRead()));
		}
	}

	/** Into the column of a truth value, MySQL takes any number. */
	@Test
	void whatIsNeitherTrueNorFalseEqualsNeither() throws Exception {
		try (Way way = Way.of("postgresql", "mysql",
				"CREATE TABLE held (id bigint PRIMARY KEY, v boolean);\nINSERT INTO held VALUES (1, false), (2, true)")) {
			way.pass(MANY);
			way.target.commit();
			Digest equal = way.digest(way.from, way.source, way.sourceRead());
			assertThat(way.digest(way.to, way.target, way.targetRead())).isEqualTo(equal);
			execute(way.target, "UPDATE held SET v = 2 WHERE id = 1");
			assertThat(way.digest(way.to, way.target, way.targetRead())).isNotEqualTo(equal);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', value = { "postgresql | mysql | date | 'infinity'",
			"postgresql | mysql | date | '0044-03-15 BC'", "postgresql | mysql | date | '12024-01-01'",
			"postgresql | mysql | timestamp | '-infinity'", "postgresql | mysql | timestamp | '12024-01-01 00:00:00'",
			"postgresql | mysql | timestamptz | '0044-03-15 12:00:00+00 BC'",
			"postgresql | mysql | numeric(9,2) | 'NaN'", "postgresql | mysql | double precision | '-Infinity'",
			"postgresql | mysql | double precision | 'NaN'",
			"postgresql | mysql | numeric(40,35) | 0.12345678901234567890123456789012345",
			"postgresql | mariadb | date | 'infinity'", "mysql | postgresql | varchar(9) | 'a\\0'",
			"mysql | postgresql | date | '0000-00-00'", "mysql | postgresql | date | '2024-02-31'",
			"mysql | postgresql | datetime | '0000-00-00 00:00:00'", "mysql | postgresql | time(0) | '25:00:00'",
			"mysql | postgresql | time(0) | '-01:00:00'", "mariadb | postgresql | date | '0000-00-00'",
			"sqlite | postgresql | varchar(9) | concat('a', char(0))", "sqlite | mysql | integer | 'seven'",
			"sqlite | mysql | integer | 1.5", "sqlite | mysql | integer | '5 7'", "sqlite | mysql | integer | 1e300",
			"sqlite | mysql | boolean | 2", "sqlite | mysql | decimal(9,2) | 0.125",
			"sqlite | postgresql | decimal(9,2) | 0.125", "sqlite | mysql | decimal(9,2) | 9e999",
			"sqlite | mysql | decimal(9,2) | 'much'", "sqlite | mysql | text | x'41'",
			"sqlite | mysql | text | CAST(x'ff' AS TEXT)", "sqlite | postgresql | text | CAST(x'c3' AS TEXT)",
			"sqlite | mysql | blob | 'a'", "sqlite | mysql | date | '0000-00-00'",
			"sqlite | mysql | date | '2024-02-31'", "sqlite | postgresql | date | 'today'",
			"sqlite | mysql | datetime | 1700000000", "sqlite | postgresql | datetime | '2024-01-01 00:00:00.1234567'",
			"sqlite | postgresql | datetime | 'infinity'", "sqlite | mysql | double | 'NaN'",
			"sqlite | mysql | text | hex(zeroblob(40000))" })
	void whatTheOtherWouldChangeIsRefused(String from, String to, String type, String literal) throws Exception {
		try (Way way = Way.of(from, to, "CREATE TABLE held (id bigint PRIMARY KEY, v " + type
				+ ");\nINSERT INTO held VALUES (1, " + literal + ")")) {
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> way.pass(MANY))
				.satisfies((ex) -> assertThat(ex.getSQLState()).startsWith("22"))
				.isNotInstanceOf(RawReadException.class);
			way.target.rollback();
			assertThat(way.rows(way.to, way.target, way.targetRead())).isEmpty();
		}
	}

	/** What the server says of the rows that it got by then is no cause. */
	@ParameterizedTest
	@CsvSource({ "postgresql, mysql", "mysql, mariadb" })
	void aSourceThatBreaksIsToldAlsoWhereTheTargetRefusesWhatCameOfIt(String from, String to) throws Exception {
		try (Way way = Way.of(from, to, "CREATE TABLE held (id bigint PRIMARY KEY, v text)");
				FieldWriter writer = way.to.fieldWriter(way.target, HELD, way.bindings(way.there),
						way.bindings(way.here))) {
			execute(way.target, "CREATE TRIGGER never BEFORE INSERT ON held FOR EACH ROW"
					+ " SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the target refuses'");
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> writer.write(new BrokenRows(3)))
				.withMessage("the source broke")
				.satisfies((ex) -> assertThat(ex.getSuppressed()[0]).hasMessageContaining("the target refuses"));
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> writer.write(new BrokenRows(0)))
				.withMessage("the source broke");
		}
	}

	/** Rows of 100 kB, and then a failure. */
	private static final class BrokenRows implements FieldRows {

		private final Field field = new Field();

		private int left;

		BrokenRows(int left) {
			this.left = left;
		}

		@Override
		public boolean next() throws SQLException {
			if (this.left-- == 0) {
				throw new SQLException("the source broke");
			}
			return true;
		}

		@Override
		public Field field(int column) {
			byte[] bytes = ((column == 0) ? "1" : "x".repeat(100_000)).getBytes(StandardCharsets.US_ASCII);
			return this.field.of(bytes, 0, bytes.length);
		}

	}

	/** A table on both sides. */
	private record Way(Engine from, Connection source, Table there, Engine to, Connection target,
			Table here) implements AutoCloseable {

		static Way of(String from, String to, String script) throws SQLException {
			Endpoint there = fresh(from);
			Endpoint here = fresh(to);
			Engine source = Engines.forUrl(there.url()).at(there);
			Engine target = Engines.forUrl(here.url()).at(here);
			Connection reading = source.connect(there);
			execute(reading, script);
			Table table = source.readCatalog(reading).table(HELD).orElseThrow();
			List<Column> columns = table.columns()
				.stream()
				.map((column) -> new Column(column.name(), target.typeFor(column.type(), source.kind()).type(),
						column.nullable(), null, null, null, null))
				.toList();
			Connection writing = target.connect(here);
			Table plain = new Table(HELD, columns, null, List.of(), List.of(), List.of(), List.of(), table.lineage(),
					"", -1, -1);
			for (String sql : target.ddl().createTable(plain)) {
				execute(writing, sql);
			}
			reading.setAutoCommit(false);
			writing.setAutoCommit(false);
			return new Way(source, reading, table, target, writing, plain);
		}

		private List<ColumnBinding> bindings(Table table) {
			return IntStream.range(0, table.columns().size())
				.mapToObj((i) -> new ColumnBinding(table.columns().get(i), this.here.columns().get(i).type().kind()))
				.toList();
		}

		TableRead sourceRead() {
			return new TableRead(HELD, bindings(this.there), List.of(), KeyRange.ALL);
		}

		TableRead targetRead() {
			return new TableRead(HELD, bindings(this.here), List.of(), KeyRange.ALL);
		}

		RawTransfer.Passed pass(long rows) throws SQLException {
			return pass(rows, KeyRange.ALL);
		}

		RawTransfer.Passed pass(long rows, KeyRange range) throws SQLException {
			TableRead read = new TableRead(HELD, bindings(this.there), this.there.rowKey(), range);
			try (RawTransfer transfer = this.from.rawTransfer(this.source, read, this.to, this.target, HELD,
					bindings(this.here))) {
				assertThat(transfer).as("a way without reading").isNotNull();
				return transfer.pass(rows, MANY, System.nanoTime() + 60_000_000_000L);
			}
		}

		/**
		 * Digests of the rows as values, which are known to be equal for equal values
		 * only.
		 */
		List<String> rows(Engine engine, Connection connection, TableRead read) throws SQLException {
			RowDigester digester = new RowDigester(read.columns().stream().map(ColumnBinding::kind).toList());
			List<String> digests = new ArrayList<>();
			try (RowCursor cursor = engine.read(connection, read)) {
				for (Row row = cursor.next(); row != null; row = cursor.next()) {
					digests.add(digester.digest(row).hex());
				}
			}
			return digests.stream().sorted().toList();
		}

		Digest digest(Engine engine, Connection connection, TableRead read) throws SQLException {
			FieldDigester digester = FieldDigester.of(read.columns());
			assertThat(digester).isNotNull();
			Digest digest = Digest.EMPTY;
			try (FieldCursor cursor = engine.fields(connection, read)) {
				while (cursor.next()) {
					digest = digest.plus(digester.digest(cursor));
				}
			}
			return digest;
		}

		@Override
		public void close() throws SQLException {
			this.source.close();
			this.target.close();
		}

	}

}
