package dev.drover.testserver;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MysqlServerIT {

	@Test
	void mysqlIsOfTheLineThatIsSupported() throws SQLException {
		assertThat(version(MysqlServer.mysql())).startsWith("8.").doesNotContain("Maria");
	}

	@Test
	void mariadbIsOfTheLineThatIsSupported() throws SQLException {
		assertThat(version(MysqlServer.mariadb())).contains("MariaDB");
	}

	private static String version(MysqlServer server) throws SQLException {
		try (Connection connection = DriverManager.getConnection(server.createDatabase(), server.user(),
				server.password());
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT version()")) {
			row.next();
			return row.getString(1);
		}
	}

}
