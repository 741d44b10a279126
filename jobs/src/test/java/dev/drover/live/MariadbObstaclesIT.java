package dev.drover.live;

import java.io.IOException;
import java.util.Map;

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

}
