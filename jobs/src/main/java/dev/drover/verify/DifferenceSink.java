package dev.drover.verify;

import java.sql.SQLException;
import java.util.List;

import dev.drover.engine.value.Row;

/**
 * Takes differing rows as they are found.
 */
interface DifferenceSink {

	/**
	 * One row differs.
	 * @param kind how
	 * @param row the row: the target's if it is {@code EXTRA}, else the source's
	 * @param columns names of the source's columns that differ; empty unless changed
	 */
	void differs(Difference.Kind kind, Row row, List<String> columns) throws SQLException;

}
