package dev.drover.app.scenario;

/**
 * From PostgreSQL.
 */
class PostgresqlScenarioIT extends ScenarioContract {

	PostgresqlScenarioIT() {
		super(Product.POSTGRESQL);
	}

}
