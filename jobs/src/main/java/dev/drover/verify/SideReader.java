package dev.drover.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.drover.apply.RowMatch;
import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Engine;
import dev.drover.engine.RowCursor;
import dev.drover.engine.TableRead;
import dev.drover.engine.ValueException;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.ShownValue;
import dev.drover.engine.value.Sizes;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.schema.TableMapping;

/**
 * Reads one side of a table for comparison.
 */
final class SideReader {

	/** Rows that are asked for by one statement. */
	private static final int FOUND_AT_ONCE = 100;

	/** How many, before it is known how large they are. */
	private static final int FOUND_FIRST = 10;

	private static final long FOUND_BYTES = 4_000_000;

	private final Engine engine;

	private final Connection connection;

	private final TableName table;

	private final List<ColumnBinding> columns;

	private final List<Integer> keyPositions;

	private final RowMatch match;

	private LeftOut leftOut = LeftOut.NOTHING;

	private List<Kind> heldKinds = List.of();

	private List<Column> key = List.of();

	private final List<Column> rowKey;

	private String condition = "";

	private final UnaryOperator<Row> asHeld;

	private final Function<Row, List<Row>> asStored;

	/**
	 * Creates a reader.
	 * @param rowKey this side's key, if it has one
	 * @param asHeld makes a row what the target is to hold
	 * @param asStored gives the rows whose keys this side may have for that of a row
	 */
	SideReader(Engine engine, Connection connection, TableName table, List<ColumnBinding> columns,
			List<Integer> keyPositions, List<Column> rowKey, UnaryOperator<Row> asHeld,
			Function<Row, List<Row>> asStored) {
		this.rowKey = rowKey;
		this.asStored = asStored;
		this.asHeld = asHeld;
		this.engine = engine;
		this.connection = connection;
		this.table = table;
		this.columns = columns;
		this.keyPositions = keyPositions;
		this.match = new RowMatch(engine, columns, keyPositions);
	}

	/** Finds the same rows by another connection. */
	SideReader by(Connection other) {
		SideReader reader = new SideReader(this.engine, other, this.table, this.columns, this.keyPositions, this.rowKey,
				this.asHeld, this.asStored);
		reader.condition = this.condition;
		return reader;
	}

	/**
	 * The target's columns; without a key followed by what tells equal rows apart.
	 */
	static List<ColumnBinding> targetColumns(Engine target, TableMapping mapping) {
		Column locator = target.rowLocator();
		if (locator == null || !mapping.keyPositions().isEmpty()) {
			return mapping.targetColumns();
		}
		List<ColumnBinding> columns = new ArrayList<>(mapping.targetColumns());
		columns.add(new ColumnBinding(locator, locator.type().kind()));
		return columns;
	}

	/** Its server need not hold the table any longer. */
	void leaveTable() throws SQLException {
		this.engine.leaveTables(this.connection);
	}

	long count() throws SQLException {
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement
					.executeQuery("SELECT count(*) FROM " + this.engine.rowsOf(this.connection, this.table)
							+ (this.condition.isEmpty() ? "" : " WHERE " + this.condition))) {
			row.next();
			return row.getLong(1);
		}
	}

	/**
	 * Leaves rows out of {@link #all()}.
	 * @param kinds the kinds of the rows' values as the target is to hold them
	 * @param rowKey this side's key by which they are known; empty without one
	 */
	void leaveOut(LeftOut rows, List<Kind> kinds, List<Column> rowKey) {
		this.leftOut = rows;
		this.heldKinds = kinds;
		this.key = rows.isEmpty() ? List.of() : rowKey;
	}

	/** Looks at some of the rows only, in all but {@link #holds(Row)}. */
	void only(String those) {
		this.condition = those;
	}

	/**
	 * Those rows of whose key there is no row, not even one that is not looked at. Their
	 * keys are those of this side.
	 */
	List<Row> lacking(List<Row> keyed) throws SQLException {
		String those = this.condition;
		this.condition = "";
		try {
			if (keyed.isEmpty() || matching(keyed) == keyed.size()) {
				return List.of();
			}
			List<Row> lacking = new ArrayList<>();
			for (Row row : keyed) {
				if (find(row) == null) {
					lacking.add(row);
				}
			}
			return lacking;
		}
		finally {
			this.condition = those;
		}
	}

	private long matching(List<Row> keyed) throws SQLException {
		String keys = this.keyPositions.stream()
			.map((position) -> this.engine.dialect().quote(this.columns.get(position).column().name()))
			.collect(Collectors.joining(", "));
		try (PreparedStatement statement = this.connection.prepareStatement("SELECT count(*) FROM (SELECT DISTINCT "
				+ keys + " FROM " + this.engine.rowsOf(this.connection, this.table) + this.match.whereAny(keyed.size())
				+ ") drover_k")) {
			for (int i = 0; i < keyed.size(); i++) {
				this.match.bind(statement, 1 + i * this.match.parameters(), keyed.get(i));
			}
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return row.getLong(1);
			}
		}
	}

	/** All rows, in any order. */
	RowCursor all() throws SQLException {
		List<Column> by = (this.key.isEmpty() && this.condition.isEmpty())
				? this.engine.keyForLargeValues(this.connection, this.table, this.columns, this.rowKey) : this.key;
		return new HeldRows(
				this.engine.read(this.connection,
						new TableRead(this.table, this.columns, by, KeyRange.ALL, this.condition)),
				this.asHeld, this.leftOut.pass(this.heldKinds), !this.key.isEmpty(),
				(row, ex) -> told((row == null) ? "" : ", key " + display(row, this.keyPositions), ex));
	}

	/**
	 * The row of this side whose key is that of a row of either side, or {@code null}.
	 */
	@Nullable Row find(Row keyed) throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(
				select() + this.match.where() + (this.condition.isEmpty() ? "" : " AND " + this.condition))) {
			for (Row stored : this.asStored.apply(keyed)) {
				this.match.bind(statement, 1, stored);
				try (ResultSet row = statement.executeQuery()) {
					if (row.next()) {
						return read(row);
					}
				}
			}
			return null;
		}
	}

	/**
	 * Finds the rows of this side whose keys are those of rows of either side, as the
	 * target is to hold them.
	 * @param found is given each of them, and keeps none
	 */
	void findAll(List<Row> keyed, Consumer<Row> found) throws SQLException {
		List<Row> stored = keyed.stream().flatMap((row) -> this.asStored.apply(row).stream()).toList();
		int size = FOUND_FIRST;
		for (int from = 0; from < stored.size();) {
			List<Row> some = stored.subList(from, Math.min(stored.size(), from + size));
			from += some.size();
			long bytes = find(some, found);
			// what a statement finds is in memory as a whole
			size = (int) Math.max(1, Math.min(FOUND_AT_ONCE, FOUND_BYTES * some.size() / Math.max(1, bytes)));
		}
	}

	private long find(List<Row> some, Consumer<Row> found) throws SQLException {
		long bytes = 0;
		try (PreparedStatement statement = this.connection
			.prepareStatement(select() + this.match.whereAny(some.size()))) {
			for (int i = 0; i < some.size(); i++) {
				this.match.bind(statement, 1 + i * this.match.parameters(), some.get(i));
			}
			try (ResultSet row = statement.executeQuery()) {
				while (row.next()) {
					Row one = read(row);
					bytes += one.bytes();
					found.accept(one);
				}
			}
		}
		return bytes;
	}

	private String select() throws SQLException {
		List<String> expressions = new ArrayList<>();
		for (ColumnBinding column : this.columns) {
			expressions.add(this.engine.codec()
				.expression(this.engine.dialect().quote(column.column().name()), column.column(), column.kind()));
		}
		return "SELECT " + String.join(", ", expressions) + " FROM " + this.engine.rowsOf(this.connection, this.table);
	}

	/** The row as the target is to hold it. */
	private Row held(Row row) {
		try {
			return this.asHeld.apply(row);
		}
		catch (ValueException ex) {
			throw told(", key " + display(row, this.keyPositions), ex);
		}
	}

	/**
	 * What can't be read can't be compared: the comparison ends with the value's name.
	 */
	private DroverException told(String key, ValueException ex) {
		return new DroverException(ErrorCode.DATA_002,
				"table " + this.table.display() + key + ", " + String.valueOf(ex.getMessage()),
				"correct the row, or exclude the table in scope.tables", ex);
	}

	private Row read(ResultSet row) throws SQLException {
		@Nullable Object[] values = new @Nullable Object[this.columns.size()];
		int bytes = 0;
		for (int i = 0; i < values.length; i++) {
			ColumnBinding column = this.columns.get(i);
			values[i] = value(row, i + 1, column);
			bytes += Sizes.of(values[i]);
		}
		return held(new Row(values, bytes));
	}

	private @Nullable Object value(ResultSet row, int index, ColumnBinding column) throws SQLException {
		try {
			return this.engine.codec().read(row, index, column.column(), column.kind());
		}
		catch (ValueException ex) {
			throw told("", ex);
		}
	}

	static String display(Row row, List<Integer> positions) {
		return positions.stream().map((position) -> ShownValue.of(row.get(position))).collect(Collectors.joining(", "));
	}

}
