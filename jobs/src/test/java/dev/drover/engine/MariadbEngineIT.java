package dev.drover.engine;

import org.junit.jupiter.api.Test;

import dev.drover.testserver.MysqlServer;

import static org.assertj.core.api.Assertions.assertThat;

class MariadbEngineIT extends MysqlEngineContract {

	MariadbEngineIT() {
		super(MysqlServer.mariadb());
	}

	@Test
	void is_found_by_its_version() {
		assertThat(engine().kind()).isEqualTo(EngineKind.MARIADB);
	}

}
