package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.drover.engine.catalog.CheckConstraint;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.catalog.UserType;
import dev.drover.engine.jdbc.Defaults;
import dev.drover.engine.jdbc.Statements;

/**
 * Reads the types that users made.
 */
final class TypeReader {

	private static final String ALL = """
			SELECT t.oid, n.nspname, t.typname, t.typtype,
			       CASE t.typtype
			       WHEN 'e' THEN 'CREATE TYPE ' || format_type(t.oid, NULL) || ' AS ENUM (' || coalesce((
			            SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
			              FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid), '') || ')'
			       WHEN 'd' THEN 'CREATE DOMAIN ' || format_type(t.oid, NULL) || ' AS '
			            || format_type(t.typbasetype, t.typtypmod)
			            || CASE WHEN t.typcollation <> b.typcollation AND t.typcollation <> 0 THEN (
			               SELECT ' COLLATE ' || quote_ident(cn.nspname) || '.' || quote_ident(co.collname)
			                 FROM pg_catalog.pg_collation co JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
			                WHERE co.oid = t.typcollation) ELSE '' END
			            || coalesce(' DEFAULT ' || t.typdefault, '') || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END
			            || coalesce((SELECT string_agg(' CONSTRAINT ' || quote_ident(c.conname) || ' '
			               || regexp_replace(pg_get_constraintdef(c.oid), ' NOT VALID$', ''), '' ORDER BY c.conname)
			                 FROM pg_catalog.pg_constraint c WHERE c.contypid = t.oid AND c.contype = 'c'), '')
			       WHEN 'c' THEN 'CREATE TYPE ' || format_type(t.oid, NULL) || ' AS (' || coalesce((
			            SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), ', '
			                   ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
			             WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped), '') || ')'
			       ELSE 'CREATE TYPE ' || format_type(t.oid, NULL) || ' AS RANGE (SUBTYPE = ' || (
			            SELECT format_type(r.rngsubtype, NULL)
			                   || CASE WHEN r.rngsubdiff <> 0 THEN ', SUBTYPE_DIFF = ' || r.rngsubdiff ELSE '' END
			              FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid) || ')'
			       END || coalesce((
			            SELECT format('; COMMENT ON %s %s IS %L', CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END,
			                   format_type(t.oid, NULL), d.description) FROM pg_catalog.pg_description d
			             WHERE d.objoid = t.oid AND d.classoid = 'pg_catalog.pg_type'::regclass), ''),
			       ARRAY(SELECT e.enumlabel::text FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid
			              ORDER BY e.enumsortorder),
			       t.typnotnull, t.typdefault,
			       ARRAY(SELECT c.conname::text FROM pg_catalog.pg_constraint c
			              WHERE c.contypid = t.oid AND c.contype = 'c' ORDER BY c.conname),
			       ARRAY(SELECT pg_get_constraintdef(c.oid, true) FROM pg_catalog.pg_constraint c
			              WHERE c.contypid = t.oid AND c.contype = 'c' ORDER BY c.conname)
			  FROM pg_catalog.pg_type t
			  JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
			  LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
			  LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
			 WHERE (t.typtype IN ('e', 'd', 'r') OR (t.typtype = 'c' AND c.relkind = 'c')) AND\s"""
			+ PostgresqlCatalog.USER_SCHEMA + PostgresqlCatalog.notOfExtension("pg_type", "t.oid")
			+ " ORDER BY n.nspname, t.typname";

	/** Which type needs which; an array stands for its elements. */
	private static final String NEEDS = """
			SELECT u.user_type, CASE WHEN u.needed_array <> 0 THEN u.needed_array ELSE u.needed END
			  FROM (SELECT t.oid AS user_type, b.oid AS needed, b.typelem AS needed_array
			          FROM pg_catalog.pg_type t JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
			        UNION ALL
			        SELECT t.oid, b.oid, b.typelem
			          FROM pg_catalog.pg_type t
			          JOIN pg_catalog.pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
			          JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
			          JOIN pg_catalog.pg_type b ON b.oid = a.atttypid
			        UNION ALL
			        SELECT r.rngtypid, r.rngsubtype, 0 FROM pg_catalog.pg_range r) u""";

	private final Connection connection;

	private final PostgresqlCatalog names;

	TypeReader(Connection connection, PostgresqlCatalog names) {
		this.connection = connection;
		this.names = names;
	}

	List<UserType> read() throws SQLException {
		Map<Long, UserType> types = new LinkedHashMap<>();
		Statements.query(this.connection, ALL, (row) -> {
			TableName name = this.names.name(row.getString(2), row.getString(3));
			types.put(row.getLong(1), new UserType(name, form(row.getString(4)), texts(row, 6), row.getString(5),
					List.of(), promise(row)));
		});
		Map<Long, List<Long>> needs = new HashMap<>();
		Statements.query(this.connection, NEEDS,
				(row) -> needs.computeIfAbsent(row.getLong(1), (type) -> new ArrayList<>()).add(row.getLong(2)));
		Set<Long> ordered = new LinkedHashSet<>();
		Set<Long> seen = new LinkedHashSet<>();
		types.keySet().forEach((type) -> visit(type, needs, seen, ordered));
		List<UserType> found = new ArrayList<>(new ExtensionReader(this.connection, this.names).read());
		for (Long oid : ordered) {
			UserType type = types.get(oid);
			if (type != null && type.form() == UserType.Form.DOMAIN) {
				for (Long needed : needs.getOrDefault(oid, List.of())) {
					UserType base = types.get(needed);
					type = (base == null) ? type : promising(type, type.promise().and(base.promise()));
				}
				types.put(oid, type);
			}
			if (type != null) {
				found.add(type);
			}
		}
		return found;
	}

	private static UserType promising(UserType type, UserType.Promise promise) {
		return new UserType(type.name(), type.form(), type.labels(), type.createSql(), type.users(), promise);
	}

	private static List<String> texts(ResultSet row, int index) throws SQLException {
		return List.of((String[]) row.getArray(index).getArray());
	}

	private static UserType.Promise promise(ResultSet row) throws SQLException {
		if (!row.getString(4).equals("d")) {
			return UserType.Promise.NONE;
		}
		List<CheckConstraint> checks = new ArrayList<>();
		List<String> names = texts(row, 9);
		List<String> definitions = texts(row, 10);
		for (int i = 0; i < names.size(); i++) {
			checks.add(new CheckConstraint(names.get(i), definitions.get(i)));
		}
		return new UserType.Promise(checks, row.getBoolean(7), Defaults.parse(row.getString(8)));
	}

	private static void visit(Long type, Map<Long, List<Long>> needs, Set<Long> seen, Set<Long> ordered) {
		if (seen.add(type)) {
			needs.getOrDefault(type, List.of()).forEach((needed) -> visit(needed, needs, seen, ordered));
			ordered.add(type);
		}
	}

	private static UserType.Form form(String letter) {
		return switch (letter) {
			case "e" -> UserType.Form.ENUM;
			case "d" -> UserType.Form.DOMAIN;
			case "c" -> UserType.Form.COMPOSITE;
			case "r" -> UserType.Form.RANGE;
			default -> UserType.Form.OTHER;
		};
	}

}
