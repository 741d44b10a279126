package dev.drover.engine;

import dev.drover.testserver.MysqlServer;

class MariadbLargeRowsIT extends MysqlLargeRowsContract {

	MariadbLargeRowsIT() {
		super(MysqlServer.mariadb());
	}

}
