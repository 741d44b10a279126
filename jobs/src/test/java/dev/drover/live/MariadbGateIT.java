package dev.drover.live;

class MariadbGateIT extends MysqlGateContract {

	@Override
	Database database(String name) {
		return Database.mariadb(name);
	}

}
