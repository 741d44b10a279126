package dev.drover.engine.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

import dev.drover.engine.Dialect;

/**
 * Drover's own tables as the database has them.
 */
public final class DroverTables {

	private DroverTables() {
	}

	/**
	 * Whether one is there; those of other databases of the server are not meant.
	 * @param table its name without prefix and schema, such as {@code gate}
	 */
	public static boolean there(Connection connection, Dialect dialect, String table) throws SQLException {
		String name = dialect.nativeName(table);
		try (ResultSet tables = connection.getMetaData().getTables(connection.getCatalog(), null, "%" + name, null)) {
			while (tables.next()) {
				String seen = tables.getString("TABLE_NAME");
				String schema = tables.getString("TABLE_SCHEM");
				if (seen.equalsIgnoreCase("drover_" + table)
						|| (seen.equals(name) && "drover".equalsIgnoreCase(schema))) {
					return true;
				}
			}
			return false;
		}
	}

}
