package dev.drover.app.scenario;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * One database of a scenario.
 */
record Side(Product product, String url, String user, String password) {

	Connection open() throws SQLException {
		Properties properties = new Properties();
		properties.setProperty("user", this.user);
		properties.setProperty("password", this.password);
		if (this.product.mysql()) {
			// else the driver would translate texts, and not know all of their characters
			properties.setProperty("characterSetResults", "UTF-8");
			// nor turn names in braces into calls of functions
			properties.setProperty("enableEscapeProcessing", "false");
		}
		Connection connection = DriverManager.getConnection(this.url, properties);
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
