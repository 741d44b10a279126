package dev.drover.app.live;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.drover.app.wrong.Place;

/**
 * The database of the applications: accounts with a unique slot each, and entries that go
 * with their account.
 */
final class Bank {

	private Bank() {
	}

	static void create(Place place) throws SQLException {
		place.execute(
				"CREATE TABLE account (id BIGINT NOT NULL PRIMARY KEY, slot BIGINT NOT NULL UNIQUE,"
						+ " balance BIGINT NOT NULL, name VARCHAR(50) NOT NULL)",
				"CREATE TABLE entry (account_id BIGINT NOT NULL, no INTEGER NOT NULL, amount BIGINT NOT NULL,"
						+ " PRIMARY KEY (account_id, no), CONSTRAINT entry_account FOREIGN KEY (account_id)"
						+ " REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE)");
	}

	static void insert(Connection connection, long id, Account account) throws SQLException {
		update(connection, "INSERT INTO account VALUES (?, ?, ?, 'account')", id, account.slot(), account.balance());
		for (int no = 0; no < account.entries().size(); no++) {
			update(connection, "INSERT INTO entry VALUES (?, ?, ?)", id, no, account.entries().get(no));
		}
	}

	static void update(Connection connection, String sql, long... values) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < values.length; i++) {
				statement.setLong(i + 1, values[i]);
			}
			statement.executeUpdate();
		}
	}

	/** All accounts as a database holds them. */
	static Map<Long, Account> read(Place place) throws SQLException {
		Map<Long, Account> accounts = new TreeMap<>();
		try (Connection connection = place.connect(); Statement statement = connection.createStatement()) {
			Map<Long, List<Long>> entries = new TreeMap<>();
			try (ResultSet row = statement
				.executeQuery("SELECT account_id, no, amount FROM entry ORDER BY account_id, no")) {
				while (row.next()) {
					entries.computeIfAbsent(row.getLong(1), (id) -> new ArrayList<>()).add(row.getLong(3));
				}
			}
			try (ResultSet row = statement.executeQuery("SELECT id, slot, balance FROM account")) {
				while (row.next()) {
					long id = row.getLong(1);
					List<Long> amounts = entries.remove(id);
					accounts.put(id,
							new Account(row.getLong(2), row.getLong(3), (amounts == null) ? List.of() : amounts));
				}
			}
			entries.forEach((id, orphans) -> accounts.put(-id, new Account(0, 0, orphans)));
		}
		return accounts;
	}

}
