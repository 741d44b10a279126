package dev.drover.live;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.testserver.OwnMysql;

class MariadbObstaclesIT extends MysqlObstaclesContract {

	@Override
	Database database() {
		return Database.mariadb("old");
	}

	@Override
	OwnMysql server() throws IOException {
		return OwnMysql.mariadb();
	}

	@Override
	String becomesReplica() {
		return "CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = 1, MASTER_USER = 'nobody'";
	}

	@Override
	Map<String, String> needed() {
		return Map.of("PROCESS ON *.*", "old does not show the numbers of its tables", "REPLICA MONITOR ON *.*",
				"old does not say whether it is a replica");
	}

	/** Only what can't be noted after an update needs a trigger before it. */
	@Test
	void a_table_beside_whose_trigger_the_server_spoils_what_queries_insert_is_told() throws SQLException {
		Database database = database();
		database.execute("CREATE TABLE plain (id INT NOT NULL PRIMARY KEY)",
				"CREATE TABLE emptied (id INT NOT NULL PRIMARY KEY)",
				"CREATE TABLE kid (id INT NOT NULL PRIMARY KEY, a INT, b INT,"
						+ " FOREIGN KEY (a) REFERENCES plain (id) ON DELETE SET NULL ON UPDATE CASCADE,"
						+ " FOREIGN KEY (b) REFERENCES emptied (id) ON UPDATE SET NULL)");
		told(obstacles(database, database), Finding.Level.WARNING, ErrorCode.SYNC_001, "table emptied of old",
				"ON UPDATE SET NULL", "--force");
	}

}
