package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.drover.engine.catalog.Table;
import dev.drover.engine.jdbc.Statements;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;

/**
 * Why a database can't be followed.
 */
final class LiveObstacles {

	private final Connection connection;

	private final String endpoint;

	private final Variant variant;

	private final List<Finding> findings = new ArrayList<>();

	LiveObstacles(Connection connection, String endpoint, Variant variant) {
		this.connection = connection;
		this.endpoint = endpoint;
		this.variant = variant;
	}

	List<Finding> of(List<Table> tables) throws SQLException {
		engines(tables);
		replicas();
		triggersAllowed();
		branchesListed();
		numbersSeen();
		parentsElsewhere(tables);
		commitsForced();
		if (this.variant.mariadb()) {
			spoiledInserts(tables);
		}
		return this.findings;
	}

	/** Only InnoDB takes a write back whose writer was refused. */
	private void engines(List<Table> tables) throws SQLException {
		List<String> others = Statements.strings(this.connection,
				"SELECT table_name FROM information_schema.tables WHERE table_schema = database()"
						+ " AND table_type = 'BASE TABLE' AND engine <> 'InnoDB'");
		for (Table table : tables) {
			if (others.contains(table.name().name())) {
				refused(ErrorCode.SYNC_001, table.name().display(),
						"table " + table.name().display() + " of " + this.endpoint
								+ " is not of engine InnoDB: a refused write would stay in it",
						"ALTER TABLE " + table.name().display() + " ENGINE=InnoDB, or write data: {type: snapshot}");
			}
		}
	}

	/** Rows that come by replication fire no triggers, or lock nothing on other nodes. */
	private void replicas() throws SQLException {
		boolean galera = rows("SHOW VARIABLES LIKE 'wsrep_on'").contains("ON");
		if (galera) {
			refused(ErrorCode.SYNC_001, this.endpoint,
					this.endpoint + " is a node of a Galera cluster, whose other nodes don't see its gate",
					"write data: {type: snapshot}");
		}
		try {
			String status = this.variant.mariadb() ? "SHOW ALL SLAVES STATUS"
					: "SELECT channel_name FROM performance_schema.replication_connection_configuration";
			if (!Statements.strings(this.connection, status).isEmpty()) {
				refused(ErrorCode.SYNC_001, this.endpoint,
						this.endpoint + " is a replica: rows that come from its source fire no triggers",
						"name its source in the plan, or write data: {type: snapshot}");
			}
		}
		catch (SQLException ex) {
			if (!denied(ex)) {
				throw ex;
			}
			refused(ErrorCode.PERM_001, this.endpoint, this.endpoint + " does not say whether it is a replica",
					(this.variant.mariadb() ? "GRANT REPLICA MONITOR ON *.*" : "GRANT SELECT ON performance_schema.*")
							+ " to the user of the plan");
		}
	}

	private void triggersAllowed() throws SQLException {
		List<String> setting = Statements.strings(this.connection,
				"SELECT @@log_bin = 1 AND @@log_bin_trust_function_creators = 0");
		boolean may = Statements.strings(this.connection, "SHOW GRANTS")
			.stream()
			.anyMatch((grant) -> grant
				.matches("(?i).*\\b(SUPER|ALL PRIVILEGES ON \\*\\.\\*|SET_USER_ID|BINLOG ADMIN)\\b.*")
					|| grant.matches("(?i)GRANT ALL PRIVILEGES ON \\*\\.\\* .*"));
		if (setting.contains("1") && !may) {
			refused(ErrorCode.PERM_001, this.endpoint,
					this.endpoint + " writes a binary log and lets only administrators make triggers",
					"SET GLOBAL log_bin_trust_function_creators = 1, or write data: {type: snapshot}");
		}
	}

	/** Prepared branches lose their lock on the gate, so that they have to be seen. */
	private void branchesListed() throws SQLException {
		try {
			Statements.query(this.connection, "XA RECOVER", (row) -> {
			});
		}
		catch (SQLException ex) {
			if (!denied(ex)) {
				throw ex;
			}
			refused(ErrorCode.PERM_001, this.endpoint, this.endpoint + " does not list its prepared transactions",
					"GRANT XA_RECOVER_ADMIN ON *.* to the user of the plan");
		}
	}

	/** TRUNCATE fires no trigger, and is seen by nothing but the table's new number. */
	private void numbersSeen() throws SQLException {
		try {
			Statements.strings(this.connection, "SELECT table_id FROM information_schema."
					+ (this.variant.mariadb() ? "innodb_sys_tables" : "innodb_tables") + " LIMIT 1");
		}
		catch (SQLException ex) {
			if (!denied(ex)) {
				throw ex;
			}
			refused(ErrorCode.PERM_001, this.endpoint,
					this.endpoint + " does not show the numbers of its tables, without which nobody sees a TRUNCATE",
					"GRANT PROCESS ON *.* to the user of the plan");
		}
	}

	/**
	 * What is noted is forgotten once it was applied, so that it has to be on the disk
	 * there.
	 */
	private void commitsForced() throws SQLException {
		Optional<String> relaxed = RelaxedCommits.of(this.connection);
		if (relaxed.isPresent() && !RelaxedCommits.force(this.connection)) {
			this.findings.add(new Finding(ErrorCode.PERM_001, Finding.Level.WARNING, this.endpoint,
					this.endpoint + " commits before the disk has it (" + relaxed.get()
							+ "), and the user may not force it: rows that were applied just before its machine is lost"
							+ " would be missing",
					"GRANT RELOAD ON *.* to the user of the plan, or let both innodb_flush_log_at_trx_commit and"
							+ " sync_binlog be 1"));
		}
	}

	/** A parent in another database has no trigger that would note its children. */
	private void parentsElsewhere(List<Table> tables) throws SQLException {
		Statements.query(this.connection,
				"SELECT DISTINCT k.table_name, k.constraint_name, k.referenced_table_schema, k.referenced_table_name"
						+ " FROM information_schema.key_column_usage k JOIN information_schema.referential_constraints r"
						+ " ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name"
						+ " AND r.table_name = k.table_name WHERE k.table_schema = database()"
						+ " AND k.referenced_table_schema <> database() AND (r.delete_rule IN ('CASCADE', 'SET NULL')"
						+ " OR r.update_rule IN ('CASCADE', 'SET NULL'))",
				(row) -> {
					String child = row.getString(1);
					if (tables.stream().anyMatch((table) -> table.name().name().equals(child))) {
						refused(ErrorCode.SYNC_001, child,
								"table " + child + " of " + this.endpoint + ": its foreign key " + row.getString(2)
										+ " lets rows of " + row.getString(3) + "." + row.getString(4)
										+ " change it from another database, where nothing is noted",
								"make it a foreign key without ON DELETE and ON UPDATE, exclude the table in"
										+ " scope.tables, or write data: {type: snapshot}");
					}
				});
	}

	/**
	 * What is set to NULL has to be noted before, by a trigger beside which the server
	 * has its fault.
	 */
	private void spoiledInserts(List<Table> tables) throws SQLException {
		CascadingKeys cascades = CascadingKeys.read(this.connection, "");
		Set<String> noted = tables.stream().map((table) -> table.name().name()).collect(Collectors.toSet());
		for (String parent : cascades.parents()) {
			if (!cascades.foundAfterwards(parent, noted)) {
				this.findings.add(new Finding(ErrorCode.SYNC_001, Finding.Level.WARNING, parent, "table " + parent
						+ " of " + this.endpoint + ": a foreign key to it has ON UPDATE SET NULL, which a trigger"
						+ " before its updates has to note; beside such a trigger MariaDB may spoil NOT NULL columns of"
						+ " rows that an application inserts into this table by INSERT with a list of columns and SELECT",
						"accept it with --force if no application inserts so, make it a foreign key without ON UPDATE"
								+ " SET NULL, or write data: {type: snapshot}"));
			}
		}
	}

	private List<String> rows(String sql) throws SQLException {
		List<String> values = new ArrayList<>();
		Statements.query(this.connection, sql, (row) -> values.add(row.getString(2)));
		return values;
	}

	private static boolean denied(SQLException ex) {
		return ex.getErrorCode() == 1227 || ex.getErrorCode() == 1142 || ex.getErrorCode() == 1044
				|| ex.getErrorCode() == 1401;
	}

	private void refused(ErrorCode code, String object, String what, String hint) {
		this.findings.add(new Finding(code, Finding.Level.ERROR, object, what, hint));
	}

}
