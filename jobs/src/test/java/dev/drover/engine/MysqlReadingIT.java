package dev.drover.engine;

import dev.drover.testserver.MysqlServer;

class MysqlReadingIT extends MysqlReadingContract {

	MysqlReadingIT() {
		super(MysqlServer.mysql());
	}

}
