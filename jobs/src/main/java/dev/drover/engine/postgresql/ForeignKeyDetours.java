package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.Detour;
import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.SqlText;
import dev.drover.engine.jdbc.Statements;

/**
 * How a table's foreign keys stand aside, and come back without a look at its rows.
 */
final class ForeignKeyDetours {

	private ForeignKeyDetours() {
	}

	static List<Detour> of(Connection connection, Dialect dialect, TableName table) throws SQLException {
		String name = dialect.quote(table);
		List<Detour> detours = new ArrayList<>();
		Statements.query(connection,
				"SELECT c.conname, pg_catalog.pg_get_constraintdef(c.oid) FROM pg_catalog.pg_constraint c"
						+ " WHERE c.contype = 'f' AND c.conparentid = 0 AND c.conrelid = " + SqlText.literal(name)
						+ "::pg_catalog.regclass ORDER BY c.conname",
				(row) -> {
					String key = dialect.quote(row.getString(1));
					String create = "ALTER TABLE " + name + " ADD CONSTRAINT " + key + " " + row.getString(2);
					detours.add(new Detour(table, row.getString(1),
							"ALTER TABLE " + name + " DROP CONSTRAINT IF EXISTS " + key, create,
							create.endsWith(" NOT VALID") ? create : create + " NOT VALID"));
				});
		return detours;
	}

}
