package dev.drover.inspect;

import java.sql.Connection;

import dev.drover.engine.Engine;
import dev.drover.plan.Endpoint;

/**
 * What a dry run looks at.
 *
 * @param source the source's engine
 * @param sourceEndpoint the source
 * @param connection to the source
 * @param target the target's engine
 * @param targetEndpoint the target
 */
public record BothSides(Engine source, Endpoint sourceEndpoint, Connection connection, Engine target,
		Endpoint targetEndpoint) {

}
