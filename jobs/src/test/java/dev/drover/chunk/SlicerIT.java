package dev.drover.chunk;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.engine.Engine;
import dev.drover.engine.Engines;
import dev.drover.engine.RowCursor;
import dev.drover.engine.SourceMoment;
import dev.drover.engine.TableRead;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.KeyTuple;
import dev.drover.plan.Endpoint;
import dev.drover.testserver.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ranges hold every row once, and none is more than twice the average, however the keys
 * lie.
 */
class SlicerIT {

	private static final int ROWS = 60_000;

	private static final int SLICE_ROWS = 4_000;

	private final Engine engine = Engines.forUrl("jdbc:postgresql:");

	@ParameterizedTest
	@ValueSource(strings = {
			// integers with huge gaps, nearly all at one end
			"id bigint PRIMARY KEY) ; INSERT INTO t SELECT CASE WHEN n < 100 THEN n - 9e18::bigint ELSE n END",
			"id uuid PRIMARY KEY); INSERT INTO t SELECT md5(n::text)::uuid",
			"id text COLLATE \"en-x-icu\" PRIMARY KEY); INSERT INTO t SELECT CASE n % 3 WHEN 0 THEN 'É' WHEN 1 THEN 'e' ELSE E'\\'_' END || n",
			"a integer, b text COLLATE \"C\", PRIMARY KEY (a, b)); INSERT INTO t SELECT CASE WHEN n % 50 = 0 THEN n % 3 ELSE 1 END, n::text",
			"at timestamptz, id numeric, PRIMARY KEY (at, id)) PARTITION BY RANGE (at); CREATE TABLE p1 PARTITION OF t DEFAULT;"
					+ "CREATE TABLE p2 PARTITION OF t FOR VALUES FROM ('2020-01-01') TO ('2020-02-01');"
					+ "INSERT INTO t SELECT timestamptz '2020-01-01 00:00+00' + n::float8 * n * interval '1 ms', n / 7.0" })
	void hold_every_row_once_and_are_of_about_one_size(String definition) throws SQLException {
		PostgresServer server = PostgresServer.shared();
		Endpoint endpoint = new Endpoint("source", server.createDatabase(), server.user(), server.password());
		try (Connection connection = this.engine.connect(endpoint);
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE t (" + definition + " FROM generate_series(1, " + ROWS + ") n");
		}
		try (SourceMoment moment = this.engine.openMoment(endpoint, 1); Connection reader = moment.connect()) {
			Table table = this.engine.readCatalog(reader).table(TableName.of("t")).orElseThrow();
			List<TableSlice> slices = new Slicer(this.engine, SLICE_ROWS).slices(reader, table);
			assertThat(slices).hasSize(ROWS / SLICE_ROWS);
			assertThat(slices.stream().mapToLong(TableSlice::rows).sum()).isEqualTo(ROWS);
			assertThat(slices.get(0).after()).isNull();
			assertThat(slices.get(slices.size() - 1).through()).isNull();
			long sum = 0;
			for (TableSlice slice : slices) {
				long rows = count(reader, table, slice);
				assertThat(rows).isBetween(SLICE_ROWS / 2L, 2L * SLICE_ROWS);
				sum += rows;
			}
			assertThat(sum).isEqualTo(ROWS);
		}
	}

	private long count(Connection connection, Table table, TableSlice slice) throws SQLException {
		KeyRange range = new KeyRange((slice.after() == null) ? null : KeyTuple.decode(slice.after()),
				(slice.through() == null) ? null : KeyTuple.decode(slice.through()));
		long rows = 0;
		try (RowCursor cursor = this.engine.read(connection,
				new TableRead(table.name(), List.of(), table.rowKey(), range))) {
			while (cursor.next() != null) {
				rows++;
			}
		}
		return rows;
	}

}
