package dev.drover.app.scenario;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One database of a scenario.
 */
record Side(Product product, String url, String user, String password) {

	Connection open() throws SQLException {
		Connection connection = DriverManager.getConnection(this.url, this.user, this.password);
		if (this.product != Product.SQLITE) {
			try (Statement statement = connection.createStatement()) {
				statement.execute(this.product.mysql() ? "SET time_zone = '+00:00'" : "SET TIME ZONE 'UTC'");
			}
		}
		return connection;
	}

	String yaml() {
		return "{url: \"" + this.url + "\""
				+ (this.user.isEmpty() ? "" : ", user: \"" + this.user + "\", password: \"" + this.password + "\"")
				+ "}";
	}

}
