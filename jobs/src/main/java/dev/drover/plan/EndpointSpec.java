package dev.drover.plan;

import org.jspecify.annotations.Nullable;

/**
 * One side of a migration as written in the plan; url, user and password may hold
 * {@code ${env:NAME}} and {@code ${file:PATH}} references that are still unresolved.
 *
 * @param name the operator's name for it, or {@code null} for the default
 * host:port/database
 * @param url JDBC URL
 * @param user user, or {@code null}
 * @param password password reference, or {@code null}
 */
public record EndpointSpec(@Nullable String name, String url, @Nullable String user, @Nullable String password) {

	/** Never prints the password, not even its reference's resolved value. */
	@Override
	public String toString() {
		return "EndpointSpec[name=" + this.name + ", url=" + Secrets.withoutUrlSecrets(this.url) + "]";
	}

}
