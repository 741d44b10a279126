package dev.drover.app.scenario;

/**
 * From SQLite.
 */
class SqliteScenarioIT extends ScenarioContract {

	SqliteScenarioIT() {
		super(Product.SQLITE);
	}

}
