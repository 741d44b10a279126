package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.Obstruction;
import dev.drover.engine.live.Watched;

/**
 * Triggers of applications, of partitions too. Most would not fire in a session that
 * plays a replica, but some do, and the copy is none.
 */
final class LiveObstructions {

	private final Dialect dialect;

	private final Connection connection;

	LiveObstructions(Dialect dialect, Connection connection) {
		this.dialect = dialect;
		this.connection = connection;
	}

	List<Obstruction> of(List<Watched> tables) throws SQLException {
		List<Obstruction> found = new ArrayList<>();
		for (Watched table : tables) {
			Statements.query(this.connection,
					"SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname), quote_ident(t.tgname), t.tgenabled"
							+ " FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid"
							+ " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
							+ " WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND t.tgname NOT LIKE 'drover\\_%'"
							+ " AND (t.tgrelid = pg_catalog.to_regclass(?) OR t.tgrelid IN"
							+ " (SELECT p.relid FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass(?)) p)) ORDER BY 1, 2",
					(row) -> found.add(switched(row.getString(1), row.getString(2), row.getString(3))), name(table),
					name(table));
		}
		return found;
	}

	/**
	 * Foreign keys of these tables and to them, for a session that can't be told to leave
	 * them alone.
	 */
	List<Obstruction> foreignKeys(List<Watched> tables) throws SQLException {
		List<Obstruction> found = new ArrayList<>();
		for (Watched table : tables) {
			Statements.query(this.connection, "SELECT conrelid::regclass::text, quote_ident(conname),"
					+ " replace(pg_catalog.pg_get_constraintdef(k.oid), ' NOT VALID', ''), convalidated, c.relkind = 'p',"
					+ " n.nspname || '.' || c.relname || '.' || conname FROM pg_catalog.pg_constraint k"
					+ " JOIN pg_catalog.pg_class c ON c.oid = k.conrelid"
					+ " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE contype = 'f' AND conparentid = 0"
					+ " AND (conrelid = pg_catalog.to_regclass(?) OR confrelid = pg_catalog.to_regclass(?)) ORDER BY 6",
					(row) -> {
						Obstruction key = key(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4),
								row.getBoolean(5), row.getString(6));
						if (found.stream().noneMatch((other) -> other.name().equals(key.name()))) {
							found.add(key);
						}
					}, name(table), name(table));
		}
		return found;
	}

	private static Obstruction key(String table, String name, String definition, boolean valid, boolean partitioned,
			String told) {
		String drop = "ALTER TABLE " + table + " DROP CONSTRAINT IF EXISTS " + name;
		// a partitioned table has no foreign keys without a proof
		String add = "ALTER TABLE " + table + " ADD CONSTRAINT " + name + " " + definition
				+ (partitioned ? "" : " NOT VALID");
		return new Obstruction("foreign key " + told, List.of(drop), List.of(drop, add),
				(valid && !partitioned) ? "ALTER TABLE " + table + " VALIDATE CONSTRAINT " + name : "");
	}

	/** Foreign keys that another role would have to drop. */
	List<String> ofOthers(List<Table> tables) throws SQLException {
		List<String> others = new ArrayList<>();
		for (Table table : tables) {
			others.addAll(Statements.strings(this.connection,
					"SELECT conname || ' of table ' || k.conrelid::regclass FROM pg_catalog.pg_constraint k"
							+ " JOIN pg_catalog.pg_class c ON c.oid = k.conrelid WHERE contype = 'f'"
							+ " AND confrelid = pg_catalog.to_regclass(?) AND NOT pg_has_role(c.relowner, 'USAGE')",
					this.dialect.quote(table.name())));
		}
		return others;
	}

	private String name(Watched table) {
		return this.dialect.quote(table.table().name());
	}

	private static Obstruction switched(String table, String trigger, String enabled) {
		String how = switch (enabled) {
			case "A" -> "ENABLE ALWAYS TRIGGER ";
			case "R" -> "ENABLE REPLICA TRIGGER ";
			default -> "ENABLE TRIGGER ";
		};
		// the partitions of a table are named one by one
		String alter = "ALTER TABLE ONLY " + table + " ";
		return new Obstruction(table + " " + trigger, List.of(alter + "DISABLE TRIGGER " + trigger),
				List.of(alter + how + trigger));
	}

}
