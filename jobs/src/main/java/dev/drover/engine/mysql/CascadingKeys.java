package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.Watched;

/**
 * Foreign keys through which a change of a parent changes its children: no trigger fires
 * for those. The statements note them while they are still there, or where they are now,
 * under a lock, so that none is missed whose insert is waited for.
 */
final class CascadingKeys {

	/** So deep the server itself goes. */
	private static final int DEPTH = 15;

	private final List<Cascade> keys;

	private final String lock;

	private CascadingKeys(List<Cascade> keys, String lock) {
		this.keys = keys;
		this.lock = lock;
	}

	static CascadingKeys read(Connection connection, String lock) throws SQLException {
		Map<String, Cascade> keys = new LinkedHashMap<>();
		Statements.query(connection,
				"SELECT k.table_name, k.constraint_name, k.column_name, k.referenced_table_name, k.referenced_column_name,"
						+ " r.delete_rule, r.update_rule, c.data_type FROM information_schema.key_column_usage k"
						+ " JOIN information_schema.columns c ON c.table_schema = k.table_schema"
						+ " AND c.table_name = k.table_name AND c.column_name = k.column_name"
						+ " JOIN information_schema.referential_constraints r ON r.constraint_schema = k.constraint_schema"
						+ " AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name"
						+ " WHERE k.table_schema = database() AND k.referenced_table_schema = database()"
						+ " ORDER BY k.table_name, k.constraint_name, k.ordinal_position",
				(row) -> {
					String child = row.getString(1);
					Cascade key = keys.computeIfAbsent(child + " " + row.getString(2), (name) -> new Cascade(child, "",
							new ArrayList<>(), new ArrayList<>(), new HashSet<>(), Effect.NONE, Effect.NONE));
					key.columns().add(row.getString(3));
					key.referenced().add(row.getString(5));
					if (row.getString(8).equalsIgnoreCase("timestamp")) {
						key.instants().add(row.getString(5));
					}
					keys.put(child + " " + row.getString(2),
							new Cascade(child, row.getString(4), key.columns(), key.referenced(), key.instants(),
									Effect.of(row.getString(6)), Effect.of(row.getString(7))));
				});
		return new CascadingKeys(List.copyOf(keys.values()), lock);
	}

	/** The tables whose changes change others. */
	Set<String> parents() {
		return this.keys.stream()
			.filter((key) -> key.onDelete() != Effect.NONE || key.updates())
			.map(Cascade::parent)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * Whether all rows that change with a row of the table are found by its new key, once
	 * they have changed.
	 * @param noted the tables whose rows are to be found
	 */
	boolean foundAfterwards(String table, Set<String> noted) {
		List<List<Step>> lost = new ArrayList<>();
		walkChanged(table, new ArrayList<>(), (path) -> {
			if (noted.contains(path.get(path.size() - 1).key().child())
					&& path.stream().anyMatch((step) -> step.key().onUpdate() == Effect.SET_NULL)) {
				lost.add(List.copyOf(path));
			}
		});
		return lost.isEmpty();
	}

	/** Notes what goes with a row of the table. */
	List<String> ofDelete(String table, Dialect dialect, List<Watched> tables, Function<Watched, String> queue) {
		List<String> statements = new ArrayList<>();
		walkDeleted(table, new ArrayList<>(), (path) -> note(path, dialect, tables, queue, "OLD.", false, statements));
		return statements;
	}

	/**
	 * Notes what changes with the key of a row of the table, under both keys.
	 * @param afterwards whether the rows have changed by then
	 */
	List<String> ofUpdate(String table, Dialect dialect, List<Watched> tables, Function<Watched, String> queue,
			boolean afterwards) {
		String now = afterwards ? "NEW." : "OLD.";
		List<String> statements = new ArrayList<>();
		walkChanged(table, new ArrayList<>(), (path) -> {
			note(path, dialect, tables, queue, now, false, statements);
			note(path, dialect, tables, queue, now, true, statements);
		});
		if (statements.isEmpty()) {
			return statements;
		}
		String changed = this.keys.stream()
			.filter((key) -> key.parent().equals(table) && key.updates())
			.flatMap((key) -> key.referenced()
				.stream()
				.map((column) -> KeyWords.changed(dialect.quote(column), key.instants().contains(column))))
			.distinct()
			.collect(Collectors.joining(" OR "));
		return List.of("IF " + changed + " THEN " + String.join("; ", statements) + "; END IF");
	}

	/**
	 * All keys that delete rows of one table with rows of another are one step: two keys
	 * of a table to itself would have more paths than a server has memory.
	 */
	private void walkDeleted(String parent, List<Step> path, Consumer<List<Step>> end) {
		if (path.size() == DEPTH) {
			return;
		}
		Map<String, List<Cascade>> deleting = new LinkedHashMap<>();
		for (Cascade key : this.keys) {
			if (key.parent().equals(parent) && key.onDelete() == Effect.CASCADE) {
				deleting.computeIfAbsent(key.child(), (child) -> new ArrayList<>()).add(key);
			}
			if (key.parent().equals(parent) && key.onDelete() == Effect.SET_NULL) {
				path.add(new Step(List.of(key)));
				end.accept(path);
				walkChanged(key.child(), path, end);
				path.remove(path.size() - 1);
			}
		}
		deleting.forEach((child, keys) -> {
			path.add(new Step(keys));
			end.accept(path);
			walkDeleted(child, path, end);
			path.remove(path.size() - 1);
		});
	}

	private void walkChanged(String parent, List<Step> path, Consumer<List<Step>> end) {
		if (path.size() == DEPTH) {
			return;
		}
		for (Cascade key : this.keys) {
			if (key.parent().equals(parent) && key.updates() && reaches(path, key)) {
				path.add(new Step(List.of(key)));
				end.accept(path);
				walkChanged(key.child(), path, end);
				path.remove(path.size() - 1);
			}
		}
	}

	/** A changed key goes on only through columns that it has changed. */
	private static boolean reaches(List<Step> path, Cascade key) {
		return path.isEmpty()
				|| key.referenced().stream().anyMatch(path.get(path.size() - 1).key().columns()::contains);
	}

	/**
	 * Notes rows under the keys that they have.
	 * @param now the parent's row that they refer to
	 * @param renamed under those instead that they have beside its other row
	 */
	private void note(List<Step> path, Dialect dialect, List<Watched> tables, Function<Watched, String> queue,
			String now, boolean renamed, List<String> statements) {
		String noting = path.get(path.size() - 1).key().child();
		Optional<Watched> watched = tables.stream()
			.filter((table) -> table.table().name().name().equals(noting))
			.findFirst();
		if (watched.isEmpty()) {
			return;
		}
		int last = path.size() - 1;
		List<String> selected = new ArrayList<>();
		boolean other = false;
		for (Column column : watched.get().key()) {
			String here = "t" + last + "." + dialect.quote(column.name());
			String there = renamed ? other(path, last, column.name(), dialect, now.equals("OLD.") ? "NEW." : "OLD.")
					: here;
			other |= !there.equals(here);
			selected.add(there);
		}
		if (renamed && !other) {
			return;
		}
		List<String> from = new ArrayList<>();
		List<String> where = new ArrayList<>();
		for (int i = 0; i <= last; i++) {
			String parent = (i == 0) ? now : "t" + (i - 1) + ".";
			String child = "t" + i + ".";
			from.add(dialect.quote(path.get(i).key().child()) + " t" + i);
			where.add(path.get(i)
				.keys()
				.stream()
				.map((key) -> IntStream.range(0, key.columns().size())
					.mapToObj((c) -> KeyWords.refers(child + dialect.quote(key.columns().get(c)),
							parent + dialect.quote(key.referenced().get(c)),
							key.instants().contains(key.referenced().get(c))))
					.collect(Collectors.joining(" AND ")))
				.collect(Collectors.joining(" OR ", "(", ")")));
		}
		String noted = watched.get()
			.noted()
			.stream()
			.map((column) -> dialect.quote(column.name()))
			.collect(Collectors.joining(", "));
		statements
			.add("INSERT INTO " + queue.apply(watched.get()) + " (" + noted + ") SELECT " + String.join(", ", selected)
					+ " FROM " + String.join(", ", from) + " WHERE " + String.join(" AND ", where) + this.lock);
	}

	/** What a column of a child is beside the other row of the parent. */
	private static String other(List<Step> path, int level, String column, Dialect dialect, String row) {
		int place = path.get(level).key().columns().indexOf(column);
		if (place < 0) {
			return "t" + level + "." + dialect.quote(column);
		}
		String referenced = path.get(level).key().referenced().get(place);
		return (level == 0) ? row + dialect.quote(referenced) : other(path, level - 1, referenced, dialect, row);
	}

	/** What a deleted or changed parent does to its children. */
	private enum Effect {

		NONE, CASCADE, SET_NULL;

		static Effect of(String rule) {
			return switch (rule) {
				case "CASCADE" -> CASCADE;
				case "SET NULL" -> SET_NULL;
				default -> NONE;
			};
		}

	}

	/**
	 * From a table to one that refers to it.
	 *
	 * @param keys by any of these; of the same two tables
	 */
	private record Step(List<Cascade> keys) {

		Cascade key() {
			return this.keys.get(0);
		}

	}

	/**
	 * A foreign key.
	 *
	 * @param child the table that has it
	 * @param parent the table that it refers to
	 * @param columns its columns
	 * @param referenced those that they refer to
	 * @param instants those of these that are instants
	 * @param onDelete what a delete of the parent does
	 * @param onUpdate what an update of the parent's key does
	 */
	private record Cascade(String child, String parent, List<String> columns, List<String> referenced,
			Set<String> instants, Effect onDelete, Effect onUpdate) {

		Cascade {
			Objects.requireNonNull(child);
		}

		boolean updates() {
			return this.onUpdate != Effect.NONE;
		}

	}

}
