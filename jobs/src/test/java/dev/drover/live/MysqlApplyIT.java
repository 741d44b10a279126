package dev.drover.live;

class MysqlApplyIT extends ApplyContract {

	@Override
	Database database(String name) {
		return Database.mysql(name);
	}

}
