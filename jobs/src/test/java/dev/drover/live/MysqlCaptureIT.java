package dev.drover.live;

class MysqlCaptureIT extends MysqlCaptureContract {

	@Override
	Database database(String name) {
		return Database.mysql(name);
	}

}
