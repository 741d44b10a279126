package dev.drover.app.rest;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The names under which this process is called. A page of somebody else that a browser
 * shows can reach any address, also under a name that it has turned to this machine: what
 * the browser says of it gives it away.
 */
final class Hosts {

	/** Nobody can turn an address to another machine. */
	private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-fA-F:.]+]");

	private static final Pattern PORT = Pattern.compile(":[0-9]+$");

	/** What a browser says of requests that no page of somebody else has made. */
	private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

	private final Set<String> names = new HashSet<>();

	Hosts(List<String> further) {
		this.names.add("localhost");
		further.forEach((name) -> this.names.add(name.toLowerCase(Locale.ROOT)));
		try {
			this.names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
		}
		catch (UnknownHostException ex) {
			// a machine that does not know its name is called by others
			this.names.add("localhost.localdomain");
		}
	}

	/**
	 * Why a request is refused, or empty.
	 * @param host its header {@code Host}
	 * @param origins its headers {@code Origin}
	 * @param site its header {@code Sec-Fetch-Site}
	 */
	Optional<String> refusal(@Nullable String host, List<String> origins, @Nullable String site) {
		if (host == null || !ours(host)) {
			return Optional.of("the name that was called is none of this process; seen in the header Host");
		}
		if (site != null && !OWN_SITE.contains(site)) {
			return Optional.of("a page of another site asks; seen in the header Sec-Fetch-Site");
		}
		if (!origins.stream().allMatch((origin) -> same(origin, host))) {
			return Optional.of("a page of another origin asks; seen in the header Origin");
		}
		return Optional.empty();
	}

	private boolean ours(String host) {
		String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
		return ADDRESS.matcher(name).matches() || this.names.contains(name);
	}

	private static boolean same(String origin, String host) {
		try {
			return host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
