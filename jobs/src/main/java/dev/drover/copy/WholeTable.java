package dev.drover.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.Engine;
import dev.drover.engine.Reject;
import dev.drover.engine.RowCursor;
import dev.drover.engine.TableRead;
import dev.drover.engine.value.KeyRange;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.plan.CopySettings;
import dev.drover.schema.RowRules;
import dev.drover.schema.TableMapping;

/**
 * Brings all rows of a table in a transaction that others have begun and will end. Rows
 * that the target refuses are left out by name.
 */
public final class WholeTable {

	/** Between two looks whether there is time left. */
	private static final int ROWS = 20_000;

	/** More would not be kept in memory. */
	private static final int REJECTS = 100_000;

	private final Engine source;

	private final Engine target;

	private final TableMapping mapping;

	private final CopySettings settings;

	/**
	 * Creates it.
	 * @param bytes of rows that are in memory at a time
	 */
	public WholeTable(Engine source, Engine target, TableMapping mapping, long bytes) {
		this.source = source;
		this.target = target;
		this.mapping = mapping;
		this.settings = new CopySettings(1, ROWS, bytes);
	}

	/**
	 * Brings the rows into the table, which is empty for the open transaction.
	 * @param changes hears of values that the plan's rules change
	 * @param limit asked between groups of rows; its exception ends the work
	 * @return the rows that were refused, which are not in the table
	 * @throws DroverException COPY_003 if the target swallows rows, DATA_002 if it
	 * refuses too many
	 */
	public List<Reject> bring(Connection from, Connection to, RowRules.Listener changes, Limit limit)
			throws SQLException {
		List<Reject> rejects = new ArrayList<>();
		this.target.checkConstraintsAtOnce(to);
		TableRead read = new TableRead(this.mapping.source().name(), this.mapping.sourceColumns(),
				this.mapping.source().rowKey(), KeyRange.ALL);
		try (RowCursor cursor = SourceRows.open(this.source, from, read, new RowRules(this.mapping), changes);
				RowSink sink = new TableSink(this.target, to, this.mapping)) {
			ChunkReader reader = new ChunkReader(cursor, this.mapping, this.settings);
			Sifter sifter = new Sifter(this.target, to, this.mapping, sink);
			ChunkReader.Read rows;
			do {
				rows = reader.next();
				rejects.addAll(sifter.bringFurther(rows, limit));
				requireFew(rejects);
				limit.require();
			}
			while (!rows.last());
		}
		return rejects;
	}

	private static void requireFew(List<Reject> rejects) {
		if (rejects.size() > REJECTS) {
			throw new DroverException(ErrorCode.DATA_002,
					rejects.get(0).told() + " (rejected rows: more than " + REJECTS + " of this table)",
					"correct the rows, or exclude the table in scope.tables");
		}
	}

	/**
	 * Ends work that takes too long.
	 */
	@FunctionalInterface
	public interface Limit {

		/** Throws if there is no time left. */
		void require() throws SQLException;

	}

}
