package dev.drover.engine.mysql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.jdbc.SqlText;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.Obstruction;
import dev.drover.engine.live.Watched;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;

/**
 * Triggers of applications: no session can be told that they should not fire. They are
 * dropped, and made again by their own statements.
 */
final class LiveObstructions {

	private static final Set<String> UNICODE = Set.of("utf8mb4", "utf8mb3", "utf8");

	private final Dialect dialect;

	private final Connection connection;

	LiveObstructions(Dialect dialect, Connection connection) {
		this.dialect = dialect;
		this.connection = connection;
	}

	List<Obstruction> of(List<Watched> tables) throws SQLException {
		Set<String> names = tables.stream().map((table) -> table.table().name().name()).collect(Collectors.toSet());
		List<String> triggers = new ArrayList<>();
		Statements.query(this.connection,
				"SELECT trigger_name, event_object_table FROM information_schema.triggers WHERE trigger_schema = database()"
						+ " AND trigger_name NOT LIKE 'drover\\_%'"
						+ " ORDER BY event_object_table, event_manipulation, action_timing, action_order",
				(row) -> {
					if (names.contains(row.getString(2))) {
						triggers.add(row.getString(1));
					}
				});
		List<Obstruction> found = new ArrayList<>();
		for (String trigger : triggers) {
			String name = this.dialect.quote(trigger);
			Statements.query(this.connection, "SHOW CREATE TRIGGER " + name,
					(row) -> found.add(new Obstruction(trigger, List.of("DROP TRIGGER IF EXISTS " + name),
							back(name, row.getString(2), row.getString(3), row.getString(4), row.getString(5)))));
		}
		return found;
	}

	/** It keeps the session that it is made in. */
	private static List<String> back(String name, String mode, String statement, String client, String collation) {
		List<String> back = new ArrayList<>();
		back.add("DROP TRIGGER IF EXISTS " + name);
		back.add("SET SESSION sql_mode = " + SqlText.literal(mode));
		boolean same = UNICODE.contains(client) || StandardCharsets.US_ASCII.newEncoder().canEncode(statement);
		if (same) {
			back.add("SET character_set_client = " + client);
			back.add("SET collation_connection = " + collation);
		}
		back.add(statement);
		back.add("SET NAMES utf8mb4");
		return back;
	}

	/** Who may not make a trigger that acts for another user. */
	List<Finding> lost(String endpoint, List<Table> tables, Variant variant) throws SQLException {
		Set<String> names = tables.stream().map((table) -> table.name().name()).collect(Collectors.toSet());
		List<String> others = new ArrayList<>();
		Statements.query(this.connection,
				"SELECT trigger_name, event_object_table FROM information_schema.triggers WHERE trigger_schema = database()"
						+ " AND trigger_name NOT LIKE 'drover\\_%' AND definer <> current_user() ORDER BY 1",
				(row) -> {
					if (names.contains(row.getString(2))) {
						others.add(row.getString(1));
					}
				});
		boolean may = Statements.strings(this.connection, "SHOW GRANTS")
			.stream()
			.anyMatch((grant) -> grant
				.matches("(?i).*\\b(SUPER|SET_USER_ID|SET_ANY_DEFINER|SET USER|ALL PRIVILEGES ON \\*\\.\\*)(?!\\w).*"));
		if (others.isEmpty() || may) {
			return List.of();
		}
		return List.of(new Finding(ErrorCode.PERM_001, Finding.Level.ERROR, endpoint,
				endpoint + ": the triggers " + String.join(", ", others)
						+ " have to stand aside for a while, and the user may not make them again for their owners",
				"GRANT " + (variant.mariadb() ? "SET USER" : "SET_USER_ID") + " ON *.* to the user of the plan"));
	}

}
