package dev.drover.engine;

import dev.drover.testserver.MysqlServer;

class MariadbValuesIT extends MysqlValuesContract {

	MariadbValuesIT() {
		super(MysqlServer.mariadb());
	}

}
