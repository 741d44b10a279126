package dev.drover.engine;

import dev.drover.testserver.MysqlServer;

class MysqlLargeRowsIT extends MysqlLargeRowsContract {

	MysqlLargeRowsIT() {
		super(MysqlServer.mysql());
	}

}
