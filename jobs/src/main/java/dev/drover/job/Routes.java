package dev.drover.job;

import java.util.List;
import java.util.Map;

import dev.drover.fault.DroverException;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.MigrationRecord;
import dev.drover.ledger.RouteRecord;
import dev.drover.plan.EndpointSpec;
import dev.drover.plan.Secrets;
import dev.drover.progress.Route;

/**
 * Who owns what: the ledger's routes, and before the first switch the sources.
 */
final class Routes {

	private final Ledger ledger;

	private final Map<String, String> environment;

	Routes(Ledger ledger, Map<String, String> environment) {
		this.ledger = ledger;
		this.environment = environment;
	}

	/** That of each migration, the newest first. */
	List<Route> all() {
		return this.ledger.all().stream().map(this::route).toList();
	}

	private Route route(MigrationRecord migration) {
		RouteRecord route = this.ledger.route(migration.id())
			.orElseGet(() -> new RouteRecord(source(Attempts.accepted(migration).source()), 0));
		return new Route(migration.id(), migration.id(), route.endpoint(), route.epoch(), Statuses.state(migration));
	}

	/** Nothing is connected to, so that a secret that is not there does no harm. */
	private String source(EndpointSpec source) {
		try {
			return new Secrets(this.environment).endpoint(source).name();
		}
		catch (DroverException ex) {
			return (source.name() != null) ? source.name() : Secrets.withoutUrlSecrets(source.url());
		}
	}

}
