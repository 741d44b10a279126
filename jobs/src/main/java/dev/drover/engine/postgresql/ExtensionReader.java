package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
			SELECT DISTINCT n.nspname, e.extname, quote_ident(e.extname), quote_ident(n.nspname), rn.nspname, r.relname
			  FROM pg_catalog.pg_extension e
			  JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
			  JOIN pg_catalog.pg_depend x ON x.refclassid = 'pg_catalog.pg_extension'::regclass AND x.refobjid = e.oid
			       AND x.deptype = 'e'
			  JOIN pg_catalog.pg_depend u ON u.refclassid = x.classid AND u.deptype IN ('n', 'a')
			       AND u.classid IN ('pg_catalog.pg_class'::regclass, 'pg_catalog.pg_attrdef'::regclass,
			                         'pg_catalog.pg_constraint'::regclass, 'pg_catalog.pg_type'::regclass)
			  LEFT JOIN pg_catalog.pg_type a ON u.refclassid = 'pg_catalog.pg_type'::regclass AND a.oid = u.refobjid
			       AND a.typelem <> 0
			  LEFT JOIN pg_catalog.pg_index i ON u.classid = 'pg_catalog.pg_class'::regclass AND i.indexrelid = u.objid
			  LEFT JOIN pg_catalog.pg_attrdef d ON u.classid = 'pg_catalog.pg_attrdef'::regclass AND d.oid = u.objid
			  LEFT JOIN pg_catalog.pg_constraint o ON u.classid = 'pg_catalog.pg_constraint'::regclass AND o.oid = u.objid
			  LEFT JOIN pg_catalog.pg_class w ON u.classid = 'pg_catalog.pg_class'::regclass AND w.oid = u.objid
			  LEFT JOIN pg_catalog.pg_class r ON r.oid = coalesce(i.indrelid, d.adrelid, nullif(o.conrelid, 0), w.oid)
			       AND r.relkind IN ('r', 'p')
			  LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
			 WHERE coalesce(w.relkind, 'r') NOT IN ('v', 'm', 'f') AND coalesce(a.typelem, u.refobjid) = x.objid AND e.extname <> 'plpgsql'
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
		Map<String, UserType> extensions = new LinkedHashMap<>();
		Statements.query(this.connection, USED, (row) -> {
			TableName name = this.names.name(row.getString(1), PREFIX + row.getString(2));
			boolean apart = name.schema() != null && !name.schema().equals("pg_catalog");
			// what is used by a type is wanted with all types
			List<TableName> users = (row.getString(6) == null) ? List.of()
					: List.of(this.names.name(row.getString(5), row.getString(6)));
			extensions.merge(row.getString(2), new UserType(new TableName(apart ? name.schema() : null, name.name()),
					UserType.Form.OTHER, List.of(),
					"CREATE EXTENSION IF NOT EXISTS " + row.getString(3) + (apart ? " SCHEMA " + row.getString(4) : ""),
					users), ExtensionReader::both);
		});
		return List.copyOf(extensions.values());
	}

	private static UserType both(UserType one, UserType other) {
		boolean always = one.users().isEmpty() || other.users().isEmpty();
		return new UserType(one.name(), one.form(), one.labels(), one.createSql(),
				always ? List.of() : Stream.concat(one.users().stream(), other.users().stream()).toList());
	}

	static boolean isExtension(UserType type) {
		return type.form() == UserType.Form.OTHER && type.name().name().startsWith(PREFIX);
	}

	static String extension(UserType type) {
		return type.name().name().substring(PREFIX.length());
	}

}
