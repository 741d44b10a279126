package dev.drover.app.rest;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import dev.drover.app.operate.Serving;

/**
 * Whether the control database answers; says at once what is known.
 */
final class ControlHealth implements HealthIndicator {

	private final Serving serving;

	ControlHealth(Serving serving) {
		this.serving = serving;
	}

	@Override
	public Health health() {
		return this.serving.answers() ? Health.up().build() : Health.down().build();
	}

}
