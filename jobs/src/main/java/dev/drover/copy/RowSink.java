package dev.drover.copy;

import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;

import dev.drover.engine.BulkWriter;
import dev.drover.engine.ValueException;
import dev.drover.engine.value.Row;

/**
 * Brings rows into a table inside the connection's open transaction. Nothing is committed
 * here.
 */
interface RowSink extends AutoCloseable {

	/**
	 * Brings the rows, but for those with a value that a column can't hold.
	 * @param unheld is told of those
	 * @throws SQLException if the target refuses one; the transaction, or the savepoint
	 * before, has to be rolled back then
	 * @throws ValueException likewise, from a target that says so only of several rows
	 */
	Brought write(List<Row> rows, BiConsumer<Row, ValueException> unheld) throws SQLException;

	/** Hands the rows to a writer, but for those that it can't take. */
	static void write(BulkWriter writer, List<Row> rows, BiConsumer<Row, ValueException> unheld) throws SQLException {
		for (Row row : rows) {
			try {
				writer.write(row);
			}
			catch (ValueException ex) {
				unheld.accept(row, ex);
			}
		}
	}

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
