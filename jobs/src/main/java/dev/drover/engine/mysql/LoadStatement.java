package dev.drover.engine.mysql;

import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import com.mysql.cj.jdbc.JdbcStatement;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.TableName;

/**
 * LOAD DATA LOCAL into some columns of a table. It skips and clamps even in strict mode
 * and only warns.
 */
final class LoadStatement {

	private final Connection connection;

	private final String sql;

	LoadStatement(Dialect dialect, Connection connection, TableName table, List<ColumnBinding> columns) {
		this.connection = connection;
		this.sql = sql(dialect, table, columns);
	}

	private static String sql(Dialect dialect, TableName table, List<ColumnBinding> columns) {
		List<String> fields = new ArrayList<>();
		List<String> settings = new ArrayList<>();
		for (ColumnBinding binding : columns) {
			String name = dialect.quote(binding.column().name());
			String variable = "@drover_field_" + fields.size();
			String conversion = switch (ColumnForm.of(binding.column())) {
				case BYTES, HEXADECIMAL -> "UNHEX(" + variable + ")";
				case BITS -> "CAST(CONV(" + variable + ", 2, 10) AS UNSIGNED)";
				default -> "";
			};
			fields.add(conversion.isEmpty() ? name : variable);
			if (!conversion.isEmpty()) {
				settings.add(name + " = " + conversion);
			}
		}
		return "LOAD DATA LOCAL INFILE 'drover' INTO TABLE " + dialect.quote(table)
				+ " CHARACTER SET utf8mb4 FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n' ("
				+ String.join(", ", fields) + ")" + (settings.isEmpty() ? "" : " SET " + String.join(", ", settings));
	}

	/**
	 * Loads rows.
	 * @param count how many there are; asked when all are read
	 * @return whether so many were loaded and the server did not warn; else nothing of it
	 * must stay
	 */
	boolean loads(InputStream rows, LongSupplier count) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.unwrap(JdbcStatement.class).setLocalInfileInputStream(rows);
			long loaded = statement.executeLargeUpdate(this.sql);
			return loaded == count.getAsLong() && statement.getWarnings() == null;
		}
	}

}
