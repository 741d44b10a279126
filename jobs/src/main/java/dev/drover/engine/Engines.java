package dev.drover.engine;

import java.util.List;
import java.util.ServiceLoader;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.plan.Secrets;

/**
 * Finds the engine for a URL.
 */
public final class Engines {

	private static final List<Engine> ALL = ServiceLoader.load(Engine.class)
		.stream()
		.map(ServiceLoader.Provider::get)
		.toList();

	private Engines() {
	}

	/**
	 * The engine for a URL.
	 * @param url a JDBC URL
	 * @return its engine
	 * @throws DroverException CONN_005 if no engine accepts it
	 */
	public static Engine forUrl(String url) {
		return ALL.stream()
			.filter((engine) -> engine.accepts(url))
			.findFirst()
			.orElseThrow(() -> new DroverException(ErrorCode.CONN_005,
					"no engine for the URL " + Secrets.withoutUrlSecrets(url),
					"URLs begin with jdbc:postgresql:, jdbc:mysql:, jdbc:mariadb:, jdbc:sqlite: or jdbc:h2:"));
	}

}
