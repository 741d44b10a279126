package dev.drover.live;

import org.junit.jupiter.api.Tag;

@Tag("proof")
class MariadbCaptureIT extends MysqlCaptureContract {

	@Override
	Database database(String name) {
		return Database.mariadb(name);
	}

}
