package dev.drover.app.cli;

import java.nio.file.Path;
import java.util.List;

import dev.drover.progress.Route;

/**
 * Who owns what, as people read it.
 */
final class RoutesText {

	private RoutesText() {
	}

	static String of(List<Route> routes, Path dataDir) {
		if (routes.isEmpty()) {
			return "no migrations in " + dataDir + "\n";
		}
		Columns columns = new Columns(3, "unit", "owner", "state", "epoch");
		routes
			.forEach((route) -> columns.row(route.unit(), route.owner(), route.state(), String.valueOf(route.epoch())));
		return columns.text("");
	}

}
