package dev.drover.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Engine;
import dev.drover.engine.ValueException;
import dev.drover.engine.value.Row;

/**
 * Writes rows in such a way that what is refused leaves nothing behind.
 */
final class Trial {

	/**
	 * One name for all: some engines keep each savepoint of another name up to the end of
	 * the transaction, and walk through them all at every rollback to one.
	 */
	private static final String SAVEPOINT = "drover_trial";

	private final Engine target;

	private final Connection connection;

	private final RowSink sink;

	Trial(Engine target, Connection connection, RowSink sink) {
		this.target = target;
		this.connection = connection;
		this.sink = sink;
	}

	/** Writes rows; nothing else has happened in the open transaction. */
	Outcome first(List<Row> rows) throws SQLException {
		this.target.checkConstraintsAtOnce(this.connection);
		Outcome outcome = write(rows);
		if (outcome.refusal() != null) {
			this.connection.rollback();
			this.target.checkConstraintsAtOnce(this.connection);
		}
		return outcome;
	}

	/** Writes rows, and leaves the transaction as it was if they are refused. */
	Outcome further(List<Row> rows) throws SQLException {
		return underSavepoint(rows, true);
	}

	/** Leaves the transaction as it was in any case. */
	Outcome rehearsed(Row row) throws SQLException {
		return underSavepoint(List.of(row), false);
	}

	private Outcome underSavepoint(List<Row> rows, boolean keep) throws SQLException {
		Savepoint before = this.connection.setSavepoint(SAVEPOINT);
		Outcome outcome = write(rows);
		if (outcome.refusal() != null || !keep) {
			this.connection.rollback(before);
		}
		// one that stays would be the outer one of the next
		this.connection.releaseSavepoint(before);
		return outcome;
	}

	private Outcome write(List<Row> rows) throws SQLException {
		List<Unheld> unheld = new ArrayList<>();
		try {
			RowSink.Brought brought = this.sink.write(rows,
					(row, failure) -> unheld.add(new Unheld(row, Refusal.of(failure))));
			return new Outcome(brought, unheld, null);
		}
		catch (ValueException ex) {
			return refused(Refusal.of(ex));
		}
		catch (SQLException ex) {
			Refusal refusal = Refusal.of(ex, this.target);
			if (refusal == null) {
				throw ex;
			}
			return refused(refusal);
		}
	}

	private static Outcome refused(Refusal refusal) {
		return new Outcome(new RowSink.Brought(0, 0), List.of(), refusal);
	}

	/**
	 * What became of the rows.
	 *
	 * @param brought those that are in the target now
	 * @param unheld those left out since a column can't hold a value of theirs, in their
	 * order
	 * @param refusal why none is in the target, or {@code null} if all others are
	 */
	record Outcome(RowSink.Brought brought, List<Unheld> unheld, @Nullable Refusal refusal) {

	}

	/**
	 * A row that was left out.
	 *
	 * @param row the row
	 * @param refusal why
	 */
	record Unheld(Row row, Refusal refusal) {

	}

}
