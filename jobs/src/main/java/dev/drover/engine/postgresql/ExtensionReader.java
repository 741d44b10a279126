package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.catalog.TableName;
import dev.drover.engine.catalog.UserType;
import dev.drover.engine.jdbc.Statements;

/**
 * Reads the extensions that users' tables, indexes and types are made with. They travel
 * among the types.
 */
final class ExtensionReader {

	private static final String PREFIX = "extension ";

	private static final String USED = """
			SELECT DISTINCT n.nspname, e.extname, quote_ident(e.extname), quote_ident(n.nspname)
			  FROM pg_catalog.pg_extension e
			  JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
			  JOIN pg_catalog.pg_depend x ON x.refclassid = 'pg_catalog.pg_extension'::regclass AND x.refobjid = e.oid
			       AND x.deptype = 'e'
			  JOIN pg_catalog.pg_depend u ON u.refclassid = x.classid AND u.deptype IN ('n', 'a')
			       AND u.classid IN ('pg_catalog.pg_class'::regclass, 'pg_catalog.pg_attrdef'::regclass,
			                         'pg_catalog.pg_constraint'::regclass, 'pg_catalog.pg_type'::regclass)
			  LEFT JOIN pg_catalog.pg_type a ON u.refclassid = 'pg_catalog.pg_type'::regclass AND a.oid = u.refobjid
			       AND a.typelem <> 0
			 WHERE coalesce(a.typelem, u.refobjid) = x.objid AND e.extname <> 'plpgsql'
			   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend o WHERE o.classid = u.classid AND o.objid = u.objid
			       AND o.deptype = 'e')
			 ORDER BY e.extname""";

	private final Connection connection;

	private final PostgresqlCatalog names;

	ExtensionReader(Connection connection, PostgresqlCatalog names) {
		this.connection = connection;
		this.names = names;
	}

	List<UserType> read() throws SQLException {
		List<UserType> extensions = new ArrayList<>();
		Statements.query(this.connection, USED, (row) -> {
			TableName name = this.names.name(row.getString(1), PREFIX + row.getString(2));
			boolean apart = name.schema() != null && !name.schema().equals("pg_catalog");
			extensions.add(new UserType(new TableName(apart ? name.schema() : null, name.name()), UserType.Form.OTHER,
					List.of(), "CREATE EXTENSION IF NOT EXISTS " + row.getString(3)
							+ (apart ? " SCHEMA " + row.getString(4) : "")));
		});
		return extensions;
	}

	static boolean isExtension(UserType type) {
		return type.form() == UserType.Form.OTHER && type.name().name().startsWith(PREFIX);
	}

	static String extension(UserType type) {
		return type.name().name().substring(PREFIX.length());
	}

}
