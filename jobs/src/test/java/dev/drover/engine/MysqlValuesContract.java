package dev.drover.engine;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.jdbc.InsertWriter;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.RowDigester;
import dev.drover.testserver.MysqlServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * How MySQL and MariaDB write and read values.
 */
abstract class MysqlValuesContract extends MysqlTables {

	MysqlValuesContract(MysqlServer server) {
		super(server);
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

}
