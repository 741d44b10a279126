package dev.drover.plan;

import org.jspecify.annotations.Nullable;

/**
 * One side of a migration with its secrets resolved; never stored and never printed
 * whole.
 *
 * @param name the name of messages, tables and reports
 * @param url JDBC URL, may hold secrets
 * @param user user, or {@code null}
 * @param password password, or {@code null}
 */
public record Endpoint(String name, String url, @Nullable String user, @Nullable String password) {

	/** Shows neither the password nor the secrets of the URL. */
	@Override
	public String toString() {
		return "Endpoint[name=" + this.name + ", url=" + Secrets.withoutUrlSecrets(this.url) + "]";
	}

}
