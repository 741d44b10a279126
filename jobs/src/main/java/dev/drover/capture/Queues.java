package dev.drover.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.ValueCodec;
import dev.drover.engine.ValueException;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.Live;
import dev.drover.engine.live.Watched;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.ShownValue;

/**
 * Reads the notes of a side, and deletes exactly those that were read.
 */
public final class Queues {

	private static final int COUNTED_AT_ONCE = 200;

	private final LiveSide side;

	private final Live live;

	public Queues(LiveSide side) {
		this.side = side;
		this.live = side.live();
	}

	/**
	 * Takes notes of a table, in a transaction that is to end with {@link #delete} and
	 * its commit, or with a rollback.
	 * @param kinds the kinds under which the key's values are read
	 * @param beyond only notes that are further on than this one; {@code null} for all
	 * @param end only notes up to there, which {@link #end} gave; {@code null} for all
	 * @param most so many at most
	 */
	public Notes take(Connection connection, Watched table, List<ColumnBinding> keys, @Nullable String beyond,
			@Nullable String end, int most) throws SQLException {
		List<ColumnBinding> noted = table.keyless() ? List.of() : noted(table, keys);
		String columns = noted.stream()
			.map((column) -> ", "
					+ this.side.engine().codec().expression(quoted(column.column()), column.column(), column.kind()))
			.collect(Collectors.joining());
		List<String> ids = new ArrayList<>();
		List<Row> rows = new ArrayList<>();
		List<OddNote> odd = new ArrayList<>();
		String last = null;
		boolean whole = table.keyless();
		try (PreparedStatement select = connection.prepareStatement("SELECT " + this.live.note() + columns + " FROM "
				+ this.live.queue(table) + " WHERE " + this.live.beyond(beyond)
				+ ((end == null) ? "" : " AND " + this.live.upTo(end)) + " LIMIT " + most + this.live.lockNotes());
				ResultSet row = select.executeQuery()) {
			while (row.next()) {
				last = row.getString(1);
				OddNote strange = null;
				@Nullable Object[] values = new @Nullable Object[noted.size()];
				try {
					for (int i = 0; i < values.length; i++) {
						ColumnBinding column = noted.get(i);
						values[i] = this.side.engine().codec().read(row, i + 2, column.column(), column.kind());
					}
				}
				catch (ValueException ex) {
					strange = OddNote.unreadable(last, row, this.side.engine().codec(), table, ex);
				}
				if (strange == null && !table.keyless() && Arrays.asList(values).contains(null)) {
					whole = whole || this.live.notesAll();
					strange = this.live.notesAll() ? null : ofNull(last, table, values);
				}
				if (strange == null) {
					ids.add(last);
					rows.add(new Row(values, 0));
				}
				else {
					odd.add(strange);
				}
			}
		}
		return new Notes(ids, rows, whole, odd, last);
	}

	/** A place that no note is beyond which is there now, in a queue that holds notes. */
	public String end(Connection connection, Watched table) throws SQLException {
		return Statements.strings(connection, this.live.end(table)).get(0);
	}

	private static OddNote ofNull(String id, Watched table, @Nullable Object[] values) {
		int at = Arrays.asList(values).indexOf(null);
		String shown = Arrays.stream(values)
			.map((value) -> (value == null) ? "NULL" : ShownValue.of(value))
			.collect(Collectors.joining(", "));
		return new OddNote(id, new Row(values, 0), shown, "", table.key().get(at).name(), "NULL in a key");
	}

	/** Whether the row of a note is there, also where no key is to have such values. */
	public boolean there(Connection connection, Watched table, String id) throws SQLException {
		List<String> same = new ArrayList<>();
		for (int i = 0; i < table.key().size(); i++) {
			String key = "t." + quoted(table.key().get(i));
			String noted = "q." + quoted(table.noted().get(i));
			same.add("(" + key + " = " + noted + " OR " + key + " IS NULL AND " + noted + " IS NULL)");
		}
		String keys = table.noted().stream().map(this::quoted).collect(Collectors.joining(", "));
		return !Statements
			.strings(connection, "SELECT 1 FROM (SELECT " + keys + " FROM " + this.live.queue(table) + " WHERE "
					+ this.live.notes(List.of(id)) + ") q JOIN "
					+ this.side.engine().dialect().quote(table.table().name()) + " t ON " + String.join(" AND ", same))
			.isEmpty();
	}

	/** The columns of a queue under the kinds of the key's columns. */
	private static List<ColumnBinding> noted(Watched table, List<ColumnBinding> keys) {
		List<Column> columns = table.noted();
		List<ColumnBinding> noted = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			noted.add(new ColumnBinding(columns.get(i), keys.get(i).kind()));
		}
		return noted;
	}

	/**
	 * Whether a note of a row waits; not whether it is the newest state that is noted.
	 * @param keys the key's columns
	 * @param key the row's key, of their kinds
	 */
	public boolean holds(Connection connection, Watched table, List<ColumnBinding> keys, Row key) throws SQLException {
		ValueCodec codec = this.side.engine().codec();
		List<ColumnBinding> noted = noted(table, keys);
		String same = noted.stream()
			.map((column) -> codec.same(quoted(column.column()), column.column(), column.kind()))
			.collect(Collectors.joining(" AND "));
		try (PreparedStatement select = connection
			.prepareStatement("SELECT 1 FROM " + this.live.queue(table) + " WHERE " + same + " LIMIT 1")) {
			int index = 1;
			for (int i = 0; i < noted.size(); i++) {
				ColumnBinding column = noted.get(i);
				codec.bindSame(select, index, column.column(), column.kind(), key.get(i));
				index += codec.spellings(column.kind());
			}
			try (ResultSet row = select.executeQuery()) {
				return row.next();
			}
		}
	}

	private String quoted(Column column) {
		return this.side.engine().dialect().quote(column.name());
	}

	/** The condition, on the followed table, that finds the rows of notes. */
	public String rows(Watched table, List<String> ids) {
		String keys = table.key().stream().map(this::quoted).collect(Collectors.joining(", "));
		String noted = table.noted().stream().map(this::quoted).collect(Collectors.joining(", "));
		String key = (table.key().size() == 1) ? keys : "(" + keys + ")";
		return key + " IN (SELECT " + noted + " FROM " + this.live.queue(table) + " WHERE " + this.live.notes(ids)
				+ ")";
	}

	/** Deletes notes. */
	public void delete(Connection connection, Watched table, List<String> ids) throws SQLException {
		try (Statement delete = connection.createStatement()) {
			delete.executeUpdate(this.live.deletion(table, ids));
		}
	}

	/**
	 * Deletes all notes of a table, while nobody can add any.
	 * @return how many
	 */
	public long clear(Connection connection, Watched table) throws SQLException {
		try (Statement delete = connection.createStatement()) {
			return delete.executeUpdate("DELETE FROM " + this.live.queue(table));
		}
	}

	/**
	 * Notes that wait, in all tables that can be followed row by row; counted up to a
	 * bound.
	 * @param bound what is more need not be counted, per table
	 */
	public long waiting(Connection connection, long bound) throws SQLException {
		long sum = 0;
		for (List<Watched> some : parts()) {
			String sql = some.stream()
				.filter((table) -> !table.keyless())
				.map((table) -> "SELECT count(*) AS n FROM (SELECT 1 AS one FROM " + this.live.queue(table) + " LIMIT "
						+ bound + ") q")
				.collect(Collectors.joining(" UNION ALL "));
			if (sql.isEmpty()) {
				continue;
			}
			try (Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery("SELECT sum(n) FROM (" + sql + ") queues")) {
				row.next();
				sum += row.getLong(1);
			}
		}
		return sum;
	}

	/**
	 * The tables of which notes wait.
	 * @param keyless whether also those that can't be followed row by row
	 */
	public List<Watched> busy(Connection connection, boolean keyless) throws SQLException {
		List<Watched> busy = new ArrayList<>();
		int ordinal = 0;
		for (List<Watched> some : parts()) {
			List<String> asked = new ArrayList<>();
			for (Watched table : some) {
				if (keyless || !table.keyless()) {
					asked.add("SELECT CASE WHEN EXISTS (SELECT 1 FROM " + this.live.queue(table) + ") THEN " + ordinal
							+ " ELSE -1 END AS n");
				}
				ordinal++;
			}
			if (asked.isEmpty()) {
				continue;
			}
			try (Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery(String.join(" UNION ALL ", asked))) {
				while (row.next()) {
					if (row.getInt(1) >= 0) {
						busy.add(this.side.tables().get(row.getInt(1)));
					}
				}
			}
		}
		return busy;
	}

	private List<List<Watched>> parts() {
		List<List<Watched>> parts = new ArrayList<>();
		List<Watched> all = this.side.tables();
		for (int from = 0; from < all.size(); from += COUNTED_AT_ONCE) {
			parts.add(all.subList(from, Math.min(all.size(), from + COUNTED_AT_ONCE)));
		}
		return parts;
	}

	/**
	 * Notes that were taken.
	 *
	 * @param ids what names them in their queue
	 * @param keys the noted keys, in the same order
	 * @param whole whether one of them means the whole table
	 * @param odd further ones, of rows that the other side can't have
	 * @param last the note that is the furthest on, or {@code null} if there is none
	 */
	public record Notes(List<String> ids, List<Row> keys, boolean whole, List<OddNote> odd, @Nullable String last) {

		public Notes {
			ids = List.copyOf(ids);
			keys = List.copyOf(keys);
			odd = List.copyOf(odd);
		}

		/** What names all of them in their queue. */
		public List<String> all() {
			if (this.odd.isEmpty()) {
				return this.ids;
			}
			List<String> all = new ArrayList<>(this.ids);
			this.odd.forEach((note) -> all.add(note.id()));
			return all;
		}

	}

}
