package dev.drover.app.operate;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Answers over HTTP for a process that stays. Found by {@link ServiceLoader}, so that no
 * other command loads anything of it.
 */
public interface ApiServer {

	/**
	 * Opens its port.
	 * @throws dev.drover.fault.DroverException PLAN_011 if that can't be opened
	 */
	Opened open(Serving serving, Place place);

	/** The one that there is. */
	static ApiServer load() {
		return ServiceLoader.load(ApiServer.class)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("this build has no API"));
	}

	/**
	 * Where it answers.
	 *
	 * @param address the address of a network of this machine
	 * @param port the port, 0 for any that is free
	 * @param hosts further names under which others may call it
	 */
	record Place(String address, int port, List<String> hosts) {

		public Place {
			hosts = List.copyOf(hosts);
		}

	}

	/** What is open. */
	interface Opened extends AutoCloseable {

		/** Where the API is. */
		String url();

		/** Where the token is. */
		Path token();

		@Override
		void close();

	}

}
