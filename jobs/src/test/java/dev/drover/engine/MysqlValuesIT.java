package dev.drover.engine;

import dev.drover.testserver.MysqlServer;

class MysqlValuesIT extends MysqlValuesContract {

	MysqlValuesIT() {
		super(MysqlServer.mysql());
	}

}
