package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.dynatrace.hash4j.hashing.Hashing;

import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.Watched;

/**
 * What must not change while tables are followed. A truncated table is found by the
 * number that the engine gives it anew, where the user may see that.
 */
final class LiveFingerprint {

	private final Variant variant;

	private final Connection connection;

	LiveFingerprint(Variant variant, Connection connection) {
		this.variant = variant;
		this.connection = connection;
	}

	Map<String, String> of(List<Watched> tables) throws SQLException {
		Map<String, StringBuilder> parts = new HashMap<>();
		collect(parts,
				"SELECT table_name, CONCAT_WS(' ', column_name, column_type, is_nullable, column_key,"
						+ " generation_expression) FROM information_schema.columns WHERE table_schema = database()"
						+ " ORDER BY table_name, ordinal_position");
		collect(parts, "SELECT event_object_table, trigger_name FROM information_schema.triggers"
				+ " WHERE trigger_schema = database() AND trigger_name LIKE 'drover\\_%' ORDER BY trigger_name");
		collect(parts, "SELECT table_name, CONCAT_WS(' ', engine, create_options) FROM information_schema.tables"
				+ " WHERE table_schema = database()");
		numbers(parts);
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

	/** Needs a privilege that not every user has. */
	private void numbers(Map<String, StringBuilder> parts) throws SQLException {
		String view = this.variant.mariadb() ? "innodb_sys_tables" : "innodb_tables";
		try {
			collect(parts,
					"SELECT SUBSTRING_INDEX(SUBSTRING_INDEX(name, '/', -1), '#', 1), table_id"
							+ " FROM information_schema." + view
							+ " WHERE name LIKE CONCAT(REPLACE(database(), '_', '\\\\_'), '/%')" + " ORDER BY name");
		}
		catch (SQLException ex) {
			if (ex.getErrorCode() != 1227 && ex.getErrorCode() != 1142) {
				throw ex;
			}
		}
	}

}
