package dev.drover.engine;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.drover.engine.catalog.Table;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.Row;
import dev.drover.testserver.MysqlServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows whose large values are fetched in pieces, while others delete and change them.
 */
abstract class MysqlLargeRowsContract extends MysqlTables {

	/** Above what comes with its row, in any heap that tests run in. */
	private static final int LARGE = 26_000_000;

	MysqlLargeRowsContract(MysqlServer server) {
		super(server);
	}

	@BeforeEach
	void createRows() throws SQLException {
		try (Connection connection = this.engine.connect(this.endpoint)) {
			execute(connection, "CREATE TABLE wide (id int PRIMARY KEY, n int, body longtext, data longblob)");
			for (int id = 1; id <= 3; id++) {
				execute(connection, "INSERT INTO wide VALUES (" + id + ", 1, REPEAT('a', " + LARGE + "), REPEAT('a', "
						+ LARGE + "))");
			}
			execute(connection, "INSERT INTO wide VALUES (4, 1, 'small', 'small')");
		}
	}

	private TableRead all() throws SQLException {
		Table wide = table("wide");
		return new TableRead(wide.name(), bindings(wide), wide.rowKey(), KeyRange.ALL);
	}

	private static List<Object> rest(RowCursor cursor) throws SQLException {
		List<Object> ids = new ArrayList<>();
		for (Row row = cursor.next(); row != null; row = cursor.next()) {
			ids.add(row.get(0));
		}
		return ids;
	}

	@Test
	void rows_that_are_deleted_before_their_values_come_are_left_out() throws SQLException {
		try (Connection reader = this.engine.connect(this.endpoint);
				Connection application = this.engine.connect(this.endpoint);
				RowCursor cursor = this.engine.read(reader, all())) {
			execute(application, "DELETE FROM wide WHERE id IN (1, 2)");
			assertThat(rest(cursor)).hasToString("[3, 4]");
		}
	}

	@Test
	void the_last_row_may_be_deleted_before_its_values_come() throws SQLException {
		try (Connection reader = this.engine.connect(this.endpoint);
				Connection application = this.engine.connect(this.endpoint);
				RowCursor cursor = this.engine.read(reader, all())) {
			execute(application, "DELETE FROM wide");
			assertThat(rest(cursor)).isEmpty();
		}
	}

	@Test
	void a_row_that_became_small_comes_as_it_is() throws SQLException {
		try (Connection reader = this.engine.connect(this.endpoint);
				Connection application = this.engine.connect(this.endpoint);
				RowCursor cursor = this.engine.read(reader, all())) {
			execute(application, "UPDATE wide SET n = 2, body = 'b', data = NULL WHERE id = 1");
			Row row = cursor.next();
			assertThat(row).isNotNull();
			assertThat(row.get(1)).hasToString("2");
			assertThat(row.get(2)).isEqualTo("b");
			assertThat(row.get(3)).isNull();
			assertThat(rest(cursor)).hasToString("[2, 3, 4]");
		}
	}

	@Test
	void the_values_of_a_row_are_those_of_one_moment() throws SQLException {
		try (Connection reader = this.engine.connect(this.endpoint);
				Connection application = this.engine.connect(this.endpoint)) {
			try (FieldCursor cursor = this.engine.fields(reader, all())) {
				assertThat(cursor.next()).isTrue();
				execute(application, "UPDATE wide SET n = 2, body = REPEAT('b', " + LARGE + "), data = REPEAT('b', "
						+ LARGE + ") WHERE id = 1");
				assertThat(text(cursor.field(1))).isEqualTo("1");
				isWhole(cursor.field(2), 'a');
				execute(application, "DELETE FROM wide WHERE id = 1");
				isWhole(cursor.field(3), 'a');
				execute(application, "UPDATE wide SET body = REPEAT('b', " + LARGE + ") WHERE id = 2");
				assertThat(cursor.next()).isTrue();
				isWhole(cursor.field(2), 'b');
			}
			execute(application, "UPDATE wide SET n = 7 WHERE id = 2");
			assertThat(string(reader, "SELECT n FROM wide WHERE id = 2")).as("its moment is over").isEqualTo("7");
		}
	}

	@Test
	void a_reader_stays_in_the_moment_that_it_was_lent() throws SQLException {
		try (SourceMoment moment = this.engine.openMoment(this.endpoint, 1);
				Connection application = this.engine.connect(this.endpoint);
				Connection reader = moment.connect()) {
			execute(application, "UPDATE wide SET body = 'b' WHERE id = 1");
			execute(application, "DELETE FROM wide WHERE id > 1");
			for (int time = 1; time <= 2; time++) {
				try (RowCursor cursor = this.engine.read(reader, all())) {
					assertThat(rest(cursor)).as("read " + time).hasToString("[1, 2, 3, 4]");
				}
			}
		}
	}

	private static String text(Field field) {
		return new String(field.bytes(), field.from(), field.length(), StandardCharsets.UTF_8);
	}

	private static void isWhole(Field field, char of) {
		assertThat(field.length()).isEqualTo(LARGE);
		int same = 0;
		for (int i = field.from(); i < field.to(); i++) {
			same += (field.bytes()[i] == of) ? 1 : 0;
		}
		assertThat(same).as("bytes of one version").isEqualTo(LARGE);
	}

}
