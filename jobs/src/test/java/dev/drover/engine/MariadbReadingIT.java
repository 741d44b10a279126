package dev.drover.engine;

import dev.drover.testserver.MysqlServer;

class MariadbReadingIT extends MysqlReadingContract {

	MariadbReadingIT() {
		super(MysqlServer.mariadb());
	}

}
