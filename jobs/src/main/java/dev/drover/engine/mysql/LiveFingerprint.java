package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.dynatrace.hash4j.hashing.Hashing;

import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.Unit;
import dev.drover.engine.live.Watched;

/**
 * What must not change while tables are followed. A truncated table is found by the
 * number that the engine gives it anew. The triggers of other migrations come and go.
 */
final class LiveFingerprint {

	private final Variant variant;

	private final Connection connection;

	LiveFingerprint(Variant variant, Connection connection) {
		this.variant = variant;
		this.connection = connection;
	}

	Map<String, String> of(Unit unit, List<Watched> tables) throws SQLException {
		Map<String, StringBuilder> parts = new HashMap<>();
		collect(parts,
				"SELECT table_name, CONCAT_WS(' ', column_name, column_type, is_nullable, column_key,"
						+ " generation_expression) FROM information_schema.columns WHERE table_schema = database()"
						+ " ORDER BY table_name, ordinal_position");
		collect(parts,
				"SELECT event_object_table, trigger_name FROM information_schema.triggers"
						+ " WHERE trigger_schema = database() AND trigger_name LIKE 'drover\\_%\\_" + unit.id()
						+ "\\_%' ORDER BY trigger_name");
		collect(parts, "SELECT table_name, CONCAT_WS(' ', engine, create_options) FROM information_schema.tables"
				+ " WHERE table_schema = database()");
		foreignKeys(parts);
		numbers(parts, tables);
		Map<String, String> all = new TreeMap<>();
		for (Watched table : tables) {
			StringBuilder text = parts.get(table.table().name().name());
			all.put(table.queue(),
					(text == null) ? "gone"
							: Hashing.xxh3_128()
								.hashBytesTo128Bits(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
								.toString());
		}
		return all;
	}

	private void collect(Map<String, StringBuilder> parts, String sql) throws SQLException {
		Statements.query(this.connection, sql,
				(row) -> parts.computeIfAbsent(row.getString(1), (name) -> new StringBuilder())
					.append('|')
					.append(row.getString(2)));
	}

	/** The triggers of a parent know its children. */
	private void foreignKeys(Map<String, StringBuilder> parts) throws SQLException {
		String keys = " AS t, CONCAT_WS(' ', k.table_name, k.constraint_name, k.column_name, k.referenced_table_name,"
				+ " k.referenced_column_name, r.delete_rule, r.update_rule) FROM information_schema.key_column_usage k"
				+ " JOIN information_schema.referential_constraints r ON r.constraint_schema = k.constraint_schema"
				+ " AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name"
				+ " WHERE k.table_schema = database() AND (r.delete_rule IN ('CASCADE', 'SET NULL')"
				+ " OR r.update_rule IN ('CASCADE', 'SET NULL')) ORDER BY k.table_name, k.constraint_name, k.ordinal_position";
		collect(parts, "SELECT k.table_name" + keys);
		collect(parts, "SELECT k.referenced_table_name" + keys);
	}

	/** Needs a privilege that is asked for before. */
	private void numbers(Map<String, StringBuilder> parts, List<Watched> tables) throws SQLException {
		Map<String, StringBuilder> numbers = new HashMap<>();
		String database = DictionaryName.of(Statements.strings(this.connection, "SELECT database()").get(0));
		Statements.query(this.connection,
				"SELECT name, table_id FROM information_schema."
						+ (this.variant.mariadb() ? "innodb_sys_tables" : "innodb_tables") + " ORDER BY name",
				(row) -> {
					String[] name = row.getString(1).split("/", 2);
					if (name.length == 2 && DictionaryName.ofWritten(name[0]).equals(database)) {
						numbers.computeIfAbsent(DictionaryName.ofWritten(name[1]), (table) -> new StringBuilder())
							.append('|')
							.append(row.getString(2));
					}
				});
		for (Watched table : tables) {
			String name = table.table().name().name();
			StringBuilder found = numbers.get(DictionaryName.of(name));
			if (found != null && parts.containsKey(name)) {
				parts.get(name).append(found);
			}
		}
	}

}
