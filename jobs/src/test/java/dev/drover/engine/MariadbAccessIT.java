package dev.drover.engine;

import dev.drover.testserver.MysqlServer;

class MariadbAccessIT extends MysqlAccessContract {

	MariadbAccessIT() {
		super(MysqlServer.mariadb());
	}

}
