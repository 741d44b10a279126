package dev.drover.live;

import java.io.IOException;

import dev.drover.testserver.OwnMysql;

class MariadbGateIT extends MysqlGateContract {

	@Override
	OwnMysql server() throws IOException {
		return OwnMysql.mariadbThatKeeps();
	}

	@Override
	Database database(String name) {
		return Database.mariadb(name);
	}

}
