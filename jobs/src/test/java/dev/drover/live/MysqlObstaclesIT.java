package dev.drover.live;

import java.io.IOException;
import java.util.Map;

import dev.drover.testserver.OwnMysql;

class MysqlObstaclesIT extends MysqlObstaclesContract {

	@Override
	Database database() {
		return Database.mysql("old");
	}

	@Override
	OwnMysql server() throws IOException {
		return OwnMysql.mysql();
	}

	@Override
	String becomesReplica() {
		return "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = 1";
	}

	@Override
	Map<String, String> needed() {
		return Map.of("PROCESS ON *.*", "old does not show the numbers of its tables", "XA_RECOVER_ADMIN ON *.*",
				"old does not list its prepared transactions", "SELECT ON performance_schema.*",
				"old does not say whether it is a replica");
	}

}
