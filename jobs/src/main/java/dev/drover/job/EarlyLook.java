package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.drover.engine.Engine;
import dev.drover.engine.EngineKind;
import dev.drover.engine.Engines;
import dev.drover.fault.DroverException;
import dev.drover.plan.Endpoint;
import dev.drover.plan.EndpointSpec;
import dev.drover.plan.Plan;
import dev.drover.plan.Secrets;

/**
 * Connects to both servers and reads their catalogs while the control database is being
 * opened, so that drivers and catalogs are in memory when the step prepare comes to them.
 * What it sees is not used, and what it meets is told by prepare, which meets it again.
 */
public final class EarlyLook {

	private static final Logger LOG = LoggerFactory.getLogger(EarlyLook.class);

	private EarlyLook() {
	}

	/**
	 * Begins to look; ends by itself and holds up nobody.
	 * @param plan the plan that is about to be carried out
	 * @param environment where its secrets are looked up
	 */
	public static void begin(Plan plan, Map<String, String> environment) {
		Thread thread = new Thread(() -> look(plan, new Secrets(environment)), "early-look");
		thread.setDaemon(true);
		thread.start();
	}

	private static void look(Plan plan, Secrets secrets) {
		try {
			for (EndpointSpec written : List.of(plan.source(), plan.target())) {
				Endpoint endpoint = secrets.endpoint(written);
				Engine engine = Engines.forUrl(endpoint.url());
				// files are opened by nobody before their turn
				if (engine.kind() == EngineKind.POSTGRESQL || engine.kind() == EngineKind.MYSQL) {
					look(engine, endpoint);
				}
			}
		}
		catch (DroverException | SQLException | IllegalStateException ex) {
			LOG.debug("the early look ended: {}", ex.getMessage());
		}
	}

	private static void look(Engine engine, Endpoint endpoint) throws SQLException {
		try (Connection connection = engine.connect(endpoint)) {
			engine.at(endpoint).readCatalog(connection);
		}
	}

}
