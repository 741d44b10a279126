package dev.drover.apply;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.BulkWriter;
import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Dialect;
import dev.drover.engine.Engine;
import dev.drover.engine.EngineKind;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.value.Digest;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.RowDigester;
import dev.drover.schema.TableMapping;

/**
 * Changes one table of the side that follows, inside the connection's open transaction.
 * Rows go into a temporary table first, and from there by key to where they belong.
 */
final class TargetRows {

	private static final int BATCH = 1000;

	/** So many rows go through the temporary table before it is emptied thoroughly. */
	private static final int STAGED = 5_000;

	private final Engine engine;

	private final Dialect dialect;

	private final Connection connection;

	private final TableMapping mapping;

	private final TableName stageName;

	private final String stage;

	private final String table;

	private final List<ColumnBinding> columns;

	private final List<Integer> key;

	private final KeyMatch match;

	private final Places places;

	private final RowDigester digester;

	/** Where rows stood before, in a form of their own. */
	private final @Nullable StoredForm form;

	/**
	 * Whether rows go and come back, since two of them may have exchanged a unique value,
	 * or a column can't be set; only where nothing else is in them.
	 */
	private final boolean replaces;

	private long staged;

	/** Makes the temporary table; to be called outside of a transaction. */
	TargetRows(Engine engine, Connection connection, TableFlow flow) throws SQLException {
		this.engine = engine;
		this.dialect = engine.dialect();
		this.connection = connection;
		this.mapping = flow.mapping();
		this.stageName = new TableName(null, "drover_s" + flow.watched().queue().substring(1));
		this.stage = this.dialect.quote(this.stageName);
		this.table = this.dialect.quote(this.mapping.target().name());
		this.columns = this.mapping.targetColumns();
		this.key = flow.key();
		this.digester = flow.keyDigester();
		this.match = new KeyMatch(engine, this.columns, this.key);
		this.places = new Places(this.dialect, this.mapping.target(), names(), keyNames());
		this.form = StoredForm.of(engine, connection, flow);
		this.replaces = this.places.whole() && (this.places.ofColumns() || numbersItself());
		Statements.execute(connection, "CREATE " + this.dialect.temporary() + " TABLE " + this.stage + " AS SELECT "
				+ quoted(names()) + " FROM " + this.table + " WHERE 1 = 0");
		if (!connection.getAutoCommit()) {
			connection.commit();
		}
	}

	/** Whether a column beside the key can't be set, though rows may have changed it. */
	private boolean numbersItself() {
		return this.columns.stream()
			.map(ColumnBinding::column)
			.anyMatch((column) -> column.identity() != null && column.identity().always()
					&& !keyNames().contains(column.name()));
	}

	private List<String> names() {
		return this.columns.stream().map((column) -> column.column().name()).toList();
	}

	private List<String> keyNames() {
		return this.key.stream().map((position) -> this.columns.get(position).column().name()).toList();
	}

	private String quoted(List<String> names) {
		return this.dialect.quoteAll(names);
	}

	/** Deletes the rows of these keys. */
	void delete(List<Row> keyed) throws SQLException {
		deleteWritten(written(keyed));
	}

	private List<Row> written(List<Row> rows) throws SQLException {
		return (this.form == null) ? rows : this.form.of(rows);
	}

	private void deleteWritten(List<Row> keyed) throws SQLException {
		if (keyed.isEmpty()) {
			return;
		}
		try (PreparedStatement delete = this.connection
			.prepareStatement("DELETE FROM " + this.table + this.match.where())) {
			int open = 0;
			for (Row row : keyed) {
				this.match.bind(delete, 1, row);
				delete.addBatch();
				if (++open == BATCH) {
					delete.executeBatch();
					open = 0;
				}
			}
			if (open > 0) {
				delete.executeBatch();
			}
		}
	}

	/** Deletes all rows. */
	void clear() throws SQLException {
		Statements.execute(this.connection, "DELETE FROM " + this.table);
	}

	/** Sets the rows that are there, and adds those that are not. */
	void upsert(List<Row> coming) throws SQLException {
		if (coming.isEmpty()) {
			return;
		}
		List<Row> rows = written(coming);
		stage(rows);
		String known = (this.replaces || !keyIsPrimary()) ? null : this.dialect.settingKnown(keyNames(), set());
		if (known != null) {
			Statements.execute(this.connection, insertStaged() + known);
			return;
		}
		if (this.replaces && this.match.folds()) {
			deleteWritten(rows);
		}
		else if (this.replaces) {
			deleteStaged();
		}
		else {
			update();
		}
		if (this.engine.kind() == EngineKind.MARIADB) {
			add(unknown(rows));
		}
		else {
			insertUnknown();
		}
	}

	/**
	 * Those of the staged rows that are not there. An INSERT with a SELECT may spoil the
	 * first NOT NULL column of all rows but the first where a trigger acts before it
	 * (seen with MariaDB 11.4.5: a TIMESTAMP becomes the moment, MDEV-36026).
	 */
	private List<Row> unknown(List<Row> rows) throws SQLException {
		Set<Digest> unknown = new HashSet<>();
		List<ColumnBinding> keys = this.key.stream().map(this.columns::get).toList();
		try (Statement select = this.connection.createStatement();
				ResultSet row = select
					.executeQuery("SELECT " + selected(keys) + " FROM " + this.stage + " drover_s" + notThere())) {
			while (row.next()) {
				unknown.add(digest(key(row, keys)));
			}
		}
		return rows.stream().filter((row) -> unknown.contains(digest(row))).toList();
	}

	private Digest digest(Row row) {
		return this.digester.digest(row.project(this.key));
	}

	private boolean keyIsPrimary() {
		Key primary = this.mapping.target().primaryKey();
		return primary != null && Set.copyOf(primary.columns()).equals(Set.copyOf(keyNames()))
				&& !primary.nativeSql().contains("DEFERRABLE");
	}

	private void deleteStaged() throws SQLException {
		Statements.execute(this.connection, this.dialect.deleteFrom(this.table, this.stage, keyNames()));
	}

	/**
	 * Puts rows in the place of all that have one of their keys.
	 * @param keyed the keys of further rows that go
	 */
	void replace(List<Row> keyed, List<Row> rows) throws SQLException {
		List<Row> coming = written(rows);
		delete(keyed);
		deleteWritten(coming);
		add(coming);
	}

	/** Adds rows whose keys are not there. */
	void add(List<Row> rows) throws SQLException {
		try (BulkWriter writer = this.engine.writer(this.connection, this.mapping.target().name(), this.columns)) {
			write(writer, rows);
		}
	}

	private void stage(List<Row> rows) throws SQLException {
		// the cheap way leaves something behind in some engines
		boolean thorough = this.staged > STAGED;
		Statements.execute(this.connection,
				thorough ? this.dialect.emptyTemporary(this.stage) : "DELETE FROM " + this.stage);
		this.staged = thorough ? rows.size() : this.staged + rows.size();
		try (BulkWriter writer = this.engine.writer(this.connection, this.stageName, this.columns)) {
			write(writer, rows);
		}
	}

	private void write(BulkWriter writer, List<Row> rows) throws SQLException {
		for (Row row : rows) {
			writer.write(row);
		}
		long written = writer.flush();
		if (written != rows.size()) {
			throw new SQLException(
					"table " + this.mapping.name() + ": " + written + " rows were written instead of " + rows.size(),
					"23000");
		}
	}

	/**
	 * Also the key's columns: two texts may be one key and not the same. What numbers
	 * itself has no two forms of one key.
	 */
	private List<String> set() {
		return this.columns.stream()
			.map(ColumnBinding::column)
			.filter((column) -> column.identity() == null
					|| !column.identity().always() && !keyNames().contains(column.name()))
			.map(Column::name)
			.toList();
	}

	private void update() throws SQLException {
		List<String> set = set();
		if (!set.isEmpty()) {
			List<String> values = set.stream().map((name) -> "drover_s." + this.dialect.quote(name)).toList();
			Statements.execute(this.connection, this.dialect.updateFrom(this.table, this.stage,
					this.match.same("drover_t", "drover_s"), set, values));
		}
	}

	private void insertUnknown() throws SQLException {
		Statements.execute(this.connection, insertStaged() + notThere());
	}

	private String notThere() {
		return " WHERE NOT EXISTS (SELECT 1 FROM " + this.table + " drover_t WHERE "
				+ this.match.same("drover_t", "drover_s") + ")";
	}

	private String insertStaged() {
		String values = names().stream()
			.map((name) -> "drover_s." + this.dialect.quote(name))
			.collect(Collectors.joining(", "));
		return "INSERT INTO " + this.table + " (" + quoted(names()) + ")" + this.dialect.overridingIdentity()
				+ " SELECT " + values + " FROM " + this.stage + " drover_s";
	}

	/**
	 * The keys of rows that hold a value that only one row may have and that one of these
	 * has; some of them may be their own.
	 */
	List<Row> inTheWay(List<Row> rows) throws SQLException {
		List<Row> found = new ArrayList<>();
		if (rows.isEmpty()) {
			return found;
		}
		stage(written(rows));
		List<ColumnBinding> keys = this.key.stream().map(this.columns::get).toList();
		String selected = selected(keys);
		for (Places.Taken taken : taken()) {
			String sql = "SELECT " + selected + " FROM " + this.table + " WHERE " + taken.condition();
			try (Statement select = this.connection.createStatement(); ResultSet row = select.executeQuery(sql)) {
				while (row.next()) {
					found.add(key(row, keys));
				}
			}
		}
		return found;
	}

	/**
	 * Deletes a row that {@link #inTheWay} has found last, if it is in the way still:
	 * another lane may have brought it meanwhile. It stays where it is to be.
	 * @param now the row as it comes, or {@code null} if there is none
	 * @return whether it is gone
	 */
	boolean giveWay(Row key, @Nullable Row now) throws SQLException {
		Row keyed = written(List.of(key)).get(0);
		Row coming = (now == null) ? null : written(List.of(now)).get(0);
		int deleted = 0;
		for (Places.Taken taken : taken()) {
			List<Integer> positions = taken.columns().stream().map(names()::indexOf).toList();
			if (coming != null && positions.isEmpty()) {
				// only the server knows by what it would stay
				continue;
			}
			boolean kept = coming != null && positions.stream().noneMatch((at) -> coming.get(at) == null);
			RowMatch place = new RowMatch(this.engine, this.columns, positions);
			String sql = "DELETE FROM " + this.table + this.match.where() + " AND " + taken.condition();
			try (PreparedStatement delete = this.connection
				.prepareStatement(kept ? sql + " AND NOT (" + place.condition() + ")" : sql)) {
				this.match.bind(delete, 1, keyed);
				if (coming != null && kept) {
					place.bind(delete, 1 + this.match.parameters(), coming);
				}
				deleted += delete.executeUpdate();
			}
		}
		return deleted > 0;
	}

	/** Conditions that find rows in the way of those in the temporary table. */
	private List<Places.Taken> taken() {
		return this.places.taken(this.stage, this.match.folds());
	}

	private String selected(List<ColumnBinding> keys) {
		return keys.stream()
			.map((column) -> this.engine.codec()
				.expression(this.dialect.quote(column.column().name()), column.column(), column.kind()))
			.collect(Collectors.joining(", "));
	}

	private Row key(ResultSet row, List<ColumnBinding> keys) throws SQLException {
		Row found = new Row(new Object[this.columns.size()], 0);
		for (int i = 0; i < keys.size(); i++) {
			ColumnBinding column = keys.get(i);
			found = found.with(this.key.get(i), this.engine.codec().read(row, i + 1, column.column(), column.kind()));
		}
		return (this.form == null) ? found : this.form.canonical(found);
	}

}
