package dev.drover.apply;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.value.Row;

/**
 * Rows on their way to where they are written, of which a few megabytes are in memory at
 * a time.
 */
final class Portion {

	/** At most, but for the row that fills it. */
	static final long BYTES = 8L << 20;

	private final Written written;

	private final List<Row> open = new ArrayList<>();

	private long bytes;

	private boolean passed;

	Portion(Written written) {
		this.written = written;
	}

	void add(Row row) throws SQLException {
		this.open.add(row);
		this.bytes += row.bytes();
		if (this.bytes > BYTES) {
			pass();
			this.passed = true;
		}
	}

	/** Whether some rows were written before the last. */
	boolean passed() {
		return this.passed;
	}

	/** Writes the last of them. */
	void end() throws SQLException {
		pass();
	}

	private void pass() throws SQLException {
		if (!this.open.isEmpty()) {
			this.written.write(this.open);
			this.open.clear();
			this.bytes = 0;
		}
	}

	/** Writes some rows, and keeps none. */
	@FunctionalInterface
	interface Written {

		void write(List<Row> rows) throws SQLException;

	}

}
