package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import dev.drover.engine.Access;
import dev.drover.engine.Dialect;
import dev.drover.engine.MissingPrivilege;
import dev.drover.engine.TargetUse;
import dev.drover.engine.catalog.TableName;
import dev.drover.plan.Endpoint;

/**
 * Asks the server for the user's privileges, one by one.
 */
final class PostgresqlAccess implements Access {

	private static final String DROVER = "drover";

	private final Dialect dialect;

	PostgresqlAccess(Dialect dialect) {
		this.dialect = dialect;
	}

	@Override
	public String identity(Connection connection) throws SQLException {
		return text(connection, "SELECT 'postgresql ' || pg_postmaster_start_time() || ' ' || oid || ' ' || datname"
				+ " FROM pg_catalog.pg_database WHERE datname = current_database()");
	}

	@Override
	public long usedBytes(Connection connection, Endpoint endpoint) throws SQLException {
		return Long.parseLong(text(connection, "SELECT pg_database_size(current_database())"));
	}

	@Override
	public Optional<String> readOnly(Connection connection, Endpoint endpoint) throws SQLException {
		if (text(connection, "SELECT pg_is_in_recovery()").equals("t")) {
			return Optional.of("the server is a standby");
		}
		return text(connection, "SHOW transaction_read_only").equals("on")
				? Optional.of("its transactions are read-only (default_transaction_read_only)") : Optional.empty();
	}

	@Override
	public List<MissingPrivilege> missingToRead(Connection connection, List<TableName> tables) throws SQLException {
		Set<MissingPrivilege> missing = new LinkedHashSet<>();
		for (TableName table : tables) {
			missing.addAll(onTable(connection, table, List.of("SELECT")));
		}
		return List.copyOf(missing);
	}

	@Override
	public List<MissingPrivilege> missingToWrite(Connection connection, TargetUse use) throws SQLException {
		Set<MissingPrivilege> missing = new LinkedHashSet<>();
		for (TableName table : use.fresh()) {
			String schema = schema(connection, table);
			if (!schemaIsThere(connection, schema)) {
				missing.addAll(onDatabase(connection, "CREATE", " for the schema " + schema));
			}
			else {
				missing.addAll(onSchema(connection, schema, List.of("USAGE", "CREATE")));
			}
		}
		for (TargetUse.Existing table : use.existing()) {
			missing.addAll(toFill(connection, table));
		}
		if (schemaIsThere(connection, DROVER)) {
			missing.addAll(onSchema(connection, DROVER, List.of("USAGE", "CREATE")));
		}
		else {
			missing.addAll(onDatabase(connection, "CREATE", " for Drover's own schema"));
		}
		if (use.staged()) {
			missing.addAll(onDatabase(connection, "TEMPORARY", " for chunks that wait"));
		}
		return List.copyOf(missing);
	}

	private List<MissingPrivilege> toFill(Connection connection, TargetUse.Existing table) throws SQLException {
		List<MissingPrivilege> missing = new ArrayList<>(onTable(connection, table.name(), table.updated()
				? List.of("SELECT", "INSERT", "UPDATE", "DELETE") : List.of("SELECT", "INSERT", "DELETE")));
		if (table.altered()) {
			Ownership ownership = new Ownership(connection, this.dialect);
			missing.addAll(ownership.missing(schema(connection, table.name()), table.name()));
			if (!table.detours().isEmpty()) {
				missing.addAll(ownership.missingToRefer(schema(connection, table.name()), table.name()));
			}
		}
		return missing;
	}

	private List<MissingPrivilege> onTable(Connection connection, TableName table, List<String> privileges)
			throws SQLException {
		List<MissingPrivilege> missing = new ArrayList<>();
		String schema = schema(connection, table);
		// has_table_privilege does not look at the schema's
		missing.addAll(onSchema(connection, schema, List.of("USAGE")));
		for (String privilege : privileges) {
			if (text(connection,
					"SELECT has_table_privilege(c.oid, ?) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
							+ " ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?",
					privilege, schema, table.name())
				.equals("f")) {
				missing.add(missing(connection, privilege, "table " + this.dialect.quote(table), ""));
			}
		}
		missing.addAll(hiddenRows(connection, schema, table));
		return missing;
	}

	/** A part of the rows must never pass for all of them. */
	private List<MissingPrivilege> hiddenRows(Connection connection, String schema, TableName table)
			throws SQLException {
		boolean hidden = text(connection,
				"SELECT row_security_active(c.oid) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
						+ " ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?",
				schema, table.name())
			.equals("t");
		return hidden
				? List.of(new MissingPrivilege(
						"BYPASSRLS for table " + this.dialect.quote(table)
								+ ", of which row level security may hide rows",
						"ALTER ROLE " + this.dialect.quote(text(connection, "SELECT current_user")) + " BYPASSRLS"))
				: List.of();
	}

	private static String schema(Connection connection, TableName table) throws SQLException {
		return (table.schema() == null) ? text(connection, "SELECT coalesce(current_schema()::text, 'public')")
				: table.schema();
	}

	private static boolean schemaIsThere(Connection connection, String schema) throws SQLException {
		return text(connection, "SELECT count(*) FROM pg_catalog.pg_namespace WHERE nspname = ?", schema).equals("1");
	}

	private List<MissingPrivilege> onSchema(Connection connection, String schema, List<String> privileges)
			throws SQLException {
		List<MissingPrivilege> missing = new ArrayList<>();
		for (String privilege : privileges) {
			if (text(connection, "SELECT has_schema_privilege(oid, ?) FROM pg_catalog.pg_namespace WHERE nspname = ?",
					privilege, schema)
				.equals("f")) {
				missing.add(missing(connection, privilege, "schema " + this.dialect.quote(schema), ""));
			}
		}
		return missing;
	}

	private List<MissingPrivilege> onDatabase(Connection connection, String privilege, String why) throws SQLException {
		return text(connection, "SELECT has_database_privilege(current_database(), ?)", privilege).equals("f")
				? List.of(missing(connection, privilege,
						"database " + this.dialect.quote(text(connection, "SELECT current_database()")), why))
				: List.of();
	}

	private MissingPrivilege missing(Connection connection, String privilege, String object, String why)
			throws SQLException {
		return new MissingPrivilege(privilege + " on " + object + why,
				"GRANT " + privilege + " ON " + object.toUpperCase(Locale.ROOT).substring(0, object.indexOf(' '))
						+ object.substring(object.indexOf(' ')) + " TO "
						+ this.dialect.quote(text(connection, "SELECT current_user")));
	}

	/** Drover's sessions tell their name; an idle one runs nothing. */
	@Override
	public OptionalLong statementsOfOthers(Connection connection) throws SQLException {
		return OptionalLong.of(Long.parseLong(text(connection,
				"SELECT count(*) FROM pg_catalog.pg_stat_activity"
						+ " WHERE state = 'active' AND backend_type = 'client backend' AND NOT (usename = current_user"
						+ " AND application_name = current_setting('application_name'))")));
	}

	@Override
	public List<MissingPrivilege> missingToSeeStatements(Connection connection) throws SQLException {
		return text(connection, "SELECT pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')").equals("f")
				? List.of(new MissingPrivilege("pg_read_all_stats, to see what others run (throttle.max_source_load)",
						"GRANT pg_read_all_stats TO " + this.dialect.quote(text(connection, "SELECT current_user"))))
				: List.of();
	}

	/** The first value, or the empty string without a row. */
	private static String text(Connection connection, String sql, String... parameters) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < parameters.length; i++) {
				statement.setString(i + 1, parameters[i]);
			}
			try (ResultSet row = statement.executeQuery()) {
				String value = row.next() ? row.getString(1) : null;
				return (value == null) ? "" : value;
			}
		}
	}

}
