package dev.drover.engine;

import org.junit.jupiter.api.Tag;

import dev.drover.testserver.MysqlServer;

@Tag("proof")
class MariadbLargeRowsIT extends MysqlLargeRowsContract {

	MariadbLargeRowsIT() {
		super(MysqlServer.mariadb());
	}

}
