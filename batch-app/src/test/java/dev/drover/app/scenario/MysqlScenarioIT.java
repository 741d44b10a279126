package dev.drover.app.scenario;

/**
 * From MySQL.
 */
class MysqlScenarioIT extends ScenarioContract {

	MysqlScenarioIT() {
		super(Product.MYSQL);
	}

}
