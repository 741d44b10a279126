package dev.drover.plan;

import org.jspecify.annotations.Nullable;

/**
 * One side of a migration with its secrets resolved; lives only as long as a connection
 * is opened with it.
 *
 * @param name name for people
 * @param url JDBC URL
 * @param user user, or {@code null}
 * @param password password, or {@code null}
 */
public record Endpoint(String name, String url, @Nullable String user, @Nullable String password) {

	/** Never prints a secret. */
	@Override
	public String toString() {
		return "Endpoint[" + this.name + ", " + Secrets.withoutUrlSecrets(this.url) + "]";
	}

}
