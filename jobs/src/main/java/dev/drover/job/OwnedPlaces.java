package dev.drover.job;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.FaultPoints;

/**
 * The places between two statements of what only the owner may do, and what no epoch in
 * the target keeps others from: making and removing tables, keys, gates and capture. The
 * flow passes there once it is known that this process is still the owner. Copying,
 * comparing and applying have epochs, and a switch that has begun is not held up: its own
 * steps tell what holds.
 *
 * @param tests where a test may cut the flow
 * @param lease whether it is known; {@code null} where nobody asks
 */
record OwnedPlaces(FaultPoints tests, Supplier<@Nullable Lease> lease) implements FaultPoints {

	private static final List<String> PLACES = List.of("schema.", "schema-sync.", "finish-schema.", "capture.",
			"rollback.", "withdrawal.", "finalize.");

	@Override
	public void reached(String point) {
		this.tests.reached(point);
		Lease known = this.lease.get();
		if (known != null && PLACES.stream().anyMatch(point::startsWith)) {
			known.await();
		}
	}

}
