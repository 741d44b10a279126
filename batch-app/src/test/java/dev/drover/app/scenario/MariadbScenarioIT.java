package dev.drover.app.scenario;

/**
 * From MariaDB.
 */
class MariadbScenarioIT extends ScenarioContract {

	MariadbScenarioIT() {
		super(Product.MARIADB);
	}

}
