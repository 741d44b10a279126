package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.jdbc.Statements;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;

/**
 * Why a database can't be followed.
 */
final class LiveObstacles {

	private final Dialect dialect;

	private final Connection connection;

	private final String endpoint;

	private final List<Finding> findings = new ArrayList<>();

	LiveObstacles(Dialect dialect, Connection connection, String endpoint) {
		this.dialect = dialect;
		this.connection = connection;
		this.endpoint = endpoint;
	}

	List<Finding> of(List<Table> tables) throws SQLException {
		if (yes("SELECT pg_catalog.pg_is_in_recovery()")) {
			this.findings.add(new Finding(ErrorCode.SYNC_001, Finding.Level.ERROR, this.endpoint,
					this.endpoint + " is a replica, on which nothing can be noted", "name its primary in the plan"));
			return this.findings;
		}
		if (!yes("SELECT CASE WHEN to_regnamespace('drover') IS NULL"
				+ " THEN has_database_privilege(current_database(), 'CREATE')"
				+ " ELSE has_schema_privilege('drover', 'CREATE, USAGE') END")) {
			lacks("the schema drover can't be made or used there", "GRANT CREATE ON DATABASE to the user of the plan");
		}
		for (Table table : tables) {
			owned(table);
		}
		return this.findings;
	}

	/** Triggers are enabled by owners only. */
	private void owned(Table table) throws SQLException {
		List<String> owner = Statements.strings(this.connection,
				"SELECT pg_catalog.pg_get_userbyid(relowner) FROM pg_catalog.pg_class"
						+ " WHERE oid = pg_catalog.to_regclass(?) AND NOT pg_has_role(relowner, 'USAGE')",
				this.dialect.quote(table.name()));
		for (String name : owner) {
			lacks("table " + table.name().display() + " belongs to " + name
					+ ", and only its owner can have its changes noted",
					"GRANT " + this.dialect.quote(name) + " to the user of the plan");
		}
	}

	private void lacks(String what, String grant) {
		this.findings.add(new Finding(ErrorCode.PERM_001, Finding.Level.ERROR, this.endpoint,
				this.endpoint + ": " + what, grant + ", or write data: {type: snapshot}"));
	}

	private boolean yes(String sql) throws SQLException {
		return Statements.strings(this.connection, sql).contains("t");
	}

}
