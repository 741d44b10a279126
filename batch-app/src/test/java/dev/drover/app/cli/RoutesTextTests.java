package dev.drover.app.cli;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.drover.progress.ProgressJson;
import dev.drover.progress.Route;

import static org.assertj.core.api.Assertions.assertThat;

class RoutesTextTests {

	private static final List<Route> ROUTES = List.of(new Route("orders", "orders", "db2:5432/orders", 12, "COMPLETED"),
			new Route("a", "a", "old", 0, "COPYING"));

	@Test
	void eachUnitHasALine() {
		assertThat(RoutesText.of(ROUTES, Path.of("data"))).isEqualTo("""
				unit    owner            state      epoch
				orders  db2:5432/orders  COMPLETED     12
				a       old              COPYING        0
				""");
	}

	@Test
	void noneIsSaidWithThePlaceThatWasLookedAt() {
		assertThat(RoutesText.of(List.of(), Path.of("data"))).isEqualTo("no migrations in data\n");
	}

	@Test
	void theJsonHasTheNamesOfThePage() {
		assertThat(ProgressJson.compact(ROUTES.subList(0, 1))).isEqualTo(
				"[{\"unit\":\"orders\",\"migration\":\"orders\",\"owner\":\"db2:5432/orders\",\"epoch\":12,\"state\":\"COMPLETED\"}]");
	}

}
