package dev.drover.live;

import org.junit.jupiter.api.Tag;

@Tag("proof")
class MariadbApplyIT extends ApplyContract {

	@Override
	Database database(String name) {
		return Database.mariadb(name);
	}

}
