package dev.drover.copy;

import java.sql.SQLException;
import java.util.List;

import dev.drover.engine.value.Row;

/**
 * Brings rows into a table inside the connection's open transaction. Nothing is committed
 * here.
 */
interface RowSink extends AutoCloseable {

	/**
	 * Brings the rows.
	 * @throws SQLException if the target refuses one; the transaction, or the savepoint
	 * before, has to be rolled back then
	 * @throws dev.drover.engine.ValueException likewise
	 */
	Brought write(List<Row> rows) throws SQLException;

	@Override
	void close() throws SQLException;

	/**
	 * What became of rows.
	 *
	 * @param written rows that are in the target as the source has them
	 * @param skipped rows that stay as the target has them
	 */
	record Brought(long written, long skipped) {

		Brought plus(Brought other) {
			return new Brought(this.written + other.written, this.skipped + other.skipped);
		}

	}

}
