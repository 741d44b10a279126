package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.Dialect;
import dev.drover.engine.MissingPrivilege;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.Statements;

/**
 * Whether the user may change tables that are there: only an owner may, or who inherits
 * from it.
 */
final class Ownership {

	private static final String TABLE = "SELECT pg_has_role(c.relowner, 'USAGE'), pg_get_userbyid(c.relowner),"
			+ " owner.rolsuper, me.rolinherit, current_user"
			+ " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
			+ " JOIN pg_catalog.pg_roles owner ON owner.oid = c.relowner"
			+ " JOIN pg_catalog.pg_roles me ON me.rolname = current_user WHERE n.nspname = ? AND c.relname = ?";

	/** Tables to which no key can be made, although one is there. */
	private static final String REFERENCED = "SELECT DISTINCT quote_ident(n.nspname) || '.' || quote_ident(p.relname),"
			+ " quote_ident(current_user) FROM pg_catalog.pg_constraint k"
			+ " JOIN pg_catalog.pg_class c ON c.oid = k.conrelid"
			+ " JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace"
			+ " JOIN pg_catalog.pg_class p ON p.oid = k.confrelid"
			+ " JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace"
			+ " WHERE k.contype = 'f' AND k.conparentid = 0 AND cn.nspname = ? AND c.relname = ?"
			+ " AND NOT has_table_privilege(p.oid, 'REFERENCES') AND EXISTS (SELECT 1 FROM unnest(k.confkey) at(number)"
			+ " WHERE NOT has_column_privilege(p.oid, at.number, 'REFERENCES')) ORDER BY 1";

	private final Connection connection;

	private final Dialect dialect;

	Ownership(Connection connection, Dialect dialect) {
		this.connection = connection;
		this.dialect = dialect;
	}

	List<MissingPrivilege> missing(String schema, TableName table) throws SQLException {
		List<MissingPrivilege> missing = new ArrayList<>();
		Statements.query(this.connection, TABLE, (row) -> {
			if (!row.getBoolean(1)) {
				String user = this.dialect.quote(row.getString(5));
				// being as good as an administrator is more than it takes, and what is
				// not inherited is of no use here
				boolean alter = row.getBoolean(3) || !row.getBoolean(4);
				missing.add(new MissingPrivilege("ownership of table " + this.dialect.quote(table),
						alter ? "ALTER TABLE " + this.dialect.quote(table) + " OWNER TO " + user
								: "GRANT " + this.dialect.quote(row.getString(2)) + " TO " + user));
			}
		}, schema, table.name());
		return missing;
	}

	/** What the user lacks to make the foreign keys of a table again. */
	List<MissingPrivilege> missingToRefer(String schema, TableName table) throws SQLException {
		List<MissingPrivilege> missing = new ArrayList<>();
		Statements.query(this.connection, REFERENCED,
				(row) -> missing.add(new MissingPrivilege("REFERENCES on table " + row.getString(1),
						"GRANT REFERENCES ON TABLE " + row.getString(1) + " TO " + row.getString(2))),
				schema, table.name());
		return missing;
	}

}
