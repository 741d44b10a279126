package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.drover.engine.jdbc.SqlText;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.Blocker;
import dev.drover.engine.live.Watched;

/**
 * Who keeps tables as they are: a transaction that has read one does so to its end.
 */
final class TableHolders {

	private static final Set<Integer> DENIED = Set.of(1227, 1142, 1044);

	private final Connection connection;

	private final Variant variant;

	TableHolders(Connection connection, Variant variant) {
		this.connection = connection;
		this.variant = variant;
	}

	/** Those that are known to, or else those that may. */
	List<Blocker> of(List<Watched> tables) throws SQLException {
		try {
			List<Blocker> known = this.variant.mariadb() ? List.of() : known(tables);
			return known.isEmpty() ? open() : known;
		}
		catch (SQLException ex) {
			if (!DENIED.contains(ex.getErrorCode())) {
				throw ex;
			}
			return List.of();
		}
	}

	private List<Blocker> known(List<Watched> tables) throws SQLException {
		String names = tables.stream()
			.map((table) -> SqlText.literal(table.table().name().name()))
			.collect(Collectors.joining(", "));
		return blockers(
				"SELECT t.processlist_id, COALESCE(TIMESTAMPDIFF(SECOND, x.trx_started, NOW()), t.processlist_time),"
						+ " COALESCE(MAX(s.sql_text), '') FROM performance_schema.metadata_locks l"
						+ " JOIN performance_schema.threads t ON t.thread_id = l.owner_thread_id"
						+ " LEFT JOIN information_schema.innodb_trx x ON x.trx_mysql_thread_id = t.processlist_id"
						+ " LEFT JOIN performance_schema.events_statements_current s ON s.thread_id = t.thread_id"
						+ " WHERE l.object_type = 'TABLE' AND l.lock_status = 'GRANTED' AND l.object_schema = database()"
						+ " AND l.object_name IN (" + names + ") AND t.processlist_id <> connection_id()"
						+ " GROUP BY 1, 2 ORDER BY 2 DESC");
	}

	private List<Blocker> open() throws SQLException {
		return blockers("SELECT t.trx_mysql_thread_id, TIMESTAMPDIFF(SECOND, t.trx_started, NOW()),"
				+ " COALESCE(t.trx_query, CONCAT('not kept by the server; ', p.user, '@', p.host, ' idles'))"
				+ " FROM information_schema.innodb_trx t LEFT JOIN information_schema.processlist p"
				+ " ON p.id = t.trx_mysql_thread_id WHERE t.trx_started <= NOW() - INTERVAL 1 SECOND"
				+ " AND (p.db IS NULL OR p.db = database()) AND t.trx_mysql_thread_id <> connection_id()"
				+ " ORDER BY t.trx_started");
	}

	private List<Blocker> blockers(String sql) throws SQLException {
		List<Blocker> found = new ArrayList<>();
		Statements.query(this.connection, sql,
				(row) -> found.add(new Blocker(row.getString(1), row.getLong(2), String.valueOf(row.getString(3)))));
		return found;
	}

}
