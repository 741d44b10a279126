package dev.drover.copy;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.drover.engine.Engine;
import dev.drover.engine.Reject;
import dev.drover.engine.ValueException;
import dev.drover.engine.value.Digest;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.RowDigester;
import dev.drover.engine.value.ShownValue;
import dev.drover.schema.TableMapping;

/**
 * Brings the rows of a chunk, and sifts those out that the target refuses: what is
 * refused is halved until only the bad row is left.
 */
final class Sifter {

	private static final int SHOWN = 300;

	/** Wider rows would be tried too often to find the column at fault. */
	private static final int MOST_COLUMNS = 200;

	private final Engine target;

	private final Connection connection;

	private final TableMapping mapping;

	private final RowSink sink;

	private final RowDigester digester;

	private final List<Reject> rejects = new ArrayList<>();

	private Digest refused = Digest.EMPTY;

	Sifter(Engine target, Connection connection, TableMapping mapping, RowSink sink) {
		this.target = target;
		this.connection = connection;
		this.mapping = mapping;
		this.sink = sink;
		this.digester = new RowDigester(mapping.kinds());
	}

	/**
	 * Brings what was read into the open transaction, in which nothing else has happened.
	 */
	Chunk bring(ChunkReader.Read read) throws SQLException {
		this.rejects.clear();
		this.rejects.addAll(read.rejects());
		this.refused = Digest.EMPTY;
		Digest digest = Digest.EMPTY;
		for (Row row : read.rows()) {
			digest = digest.plus(this.digester.digest(row));
		}
		RowSink.Brought brought = whole(read.rows());
		return new Chunk(brought.written(), brought.skipped(), read.bytes(), digest.minus(this.refused), read.lastKey(),
				read.last(), this.rejects);
	}

	private RowSink.Brought whole(List<Row> rows) throws SQLException {
		this.target.checkConstraintsAtOnce(this.connection);
		try {
			return this.sink.write(rows);
		}
		catch (ValueException ex) {
			this.connection.rollback();
		}
		catch (SQLException ex) {
			if (!speaksOfARow(ex)) {
				throw ex;
			}
			this.connection.rollback();
		}
		this.target.checkConstraintsAtOnce(this.connection);
		return sifted(rows);
	}

	private RowSink.Brought sifted(List<Row> rows) throws SQLException {
		Savepoint before = this.connection.setSavepoint();
		try {
			RowSink.Brought brought = this.sink.write(rows);
			this.connection.releaseSavepoint(before);
			return brought;
		}
		catch (ValueException ex) {
			this.connection.rollback(before);
			if (rows.size() == 1) {
				return rejected(rows.get(0), sourceColumn(ex.column()), ex.reason());
			}
		}
		catch (SQLException ex) {
			if (!speaksOfARow(ex)) {
				throw ex;
			}
			this.connection.rollback(before);
			if (rows.size() == 1) {
				return rejected(rows.get(0), columnAtFault(rows.get(0), ex), message(ex));
			}
		}
		int half = rows.size() / 2;
		return sifted(rows.subList(0, half)).plus(sifted(rows.subList(half, rows.size())));
	}

	private RowSink.Brought rejected(Row row, String column, String reason) {
		Digest digest = this.digester.digest(row);
		this.refused = this.refused.plus(digest);
		String key = this.mapping.keyPositions()
			.stream()
			.map((position) -> ShownValue.of(row.get(position)))
			.collect(Collectors.joining(", "));
		this.rejects.add(new Reject(this.mapping.name(), key, Reject.row(digest), column, reason));
		return new RowSink.Brought(0, 0);
	}

	/**
	 * The column without whose value the row is taken; else the only one without whose
	 * value it is not refused as a bad value any more, since some servers look at missing
	 * values first.
	 */
	private String columnAtFault(Row row, SQLException refusal) throws SQLException {
		if (!this.target.refusesValue(first(refusal)) || row.size() > MOST_COLUMNS) {
			return "";
		}
		List<String> suspects = new ArrayList<>();
		for (int column = 0; column < row.size(); column++) {
			String name = this.mapping.columns().get(column).source().name();
			Trial trial = (row.get(column) == null) ? Trial.BAD_VALUE : tried(row.with(column, null));
			if (trial == Trial.TAKEN) {
				return name;
			}
			if (trial == Trial.REFUSED) {
				suspects.add(name);
			}
		}
		return (suspects.size() == 1) ? suspects.get(0) : "";
	}

	private Trial tried(Row row) throws SQLException {
		Savepoint before = this.connection.setSavepoint();
		try {
			this.sink.write(List.of(row));
			return Trial.TAKEN;
		}
		catch (ValueException ex) {
			return Trial.BAD_VALUE;
		}
		catch (SQLException ex) {
			if (!speaksOfARow(ex)) {
				throw ex;
			}
			return this.target.refusesValue(first(ex)) ? Trial.BAD_VALUE : Trial.REFUSED;
		}
		finally {
			this.connection.rollback(before);
		}
	}

	private String sourceColumn(String targetColumn) {
		return this.mapping.columns()
			.stream()
			.filter((column) -> column.target().name().equals(targetColumn))
			.map((column) -> column.source().name())
			.findFirst()
			.orElse(targetColumn);
	}

	/** Whether the target refuses a row, and has nothing else to complain of. */
	private boolean speaksOfARow(SQLException ex) {
		return this.target.refusesValue(first(ex)) || this.target.violatesConstraint(first(ex));
	}

	/** A batch keeps the reason in the next exception. */
	private static SQLException first(SQLException ex) {
		return (ex instanceof BatchUpdateException && ex.getNextException() != null) ? ex.getNextException() : ex;
	}

	private static String message(SQLException ex) {
		String text = String.valueOf(first(ex).getMessage())
			.lines()
			.map(String::strip)
			.collect(Collectors.joining("; "));
		return (text.length() <= SHOWN) ? text : text.substring(0, SHOWN) + "…";
	}

	/** What the target says to a row. */
	private enum Trial {

		TAKEN, BAD_VALUE, REFUSED

	}

}
