package dev.drover.engine;

import dev.drover.testserver.MysqlServer;

class MysqlAccessIT extends MysqlAccessContract {

	MysqlAccessIT() {
		super(MysqlServer.mysql());
	}

}
