package dev.drover.live;

class MysqlGateIT extends MysqlGateContract {

	@Override
	Database database(String name) {
		return Database.mysql(name);
	}

}
