package dev.drover.app.scenario;

/**
 * From H2.
 */
class H2ScenarioIT extends ScenarioContract {

	H2ScenarioIT() {
		super(Product.H2);
	}

}
