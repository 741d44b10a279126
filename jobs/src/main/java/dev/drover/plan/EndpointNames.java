package dev.drover.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an endpoint that was given none: host:port/database, or the file.
 */
final class EndpointNames {

	private static final Pattern SERVER = Pattern
		.compile("jdbc:(\\w+)://(?:[^/@]*@)?([^/:?]+|\\[[^]]+])?(?::(\\d+))?(?:/([^?;]*))?.*");

	private EndpointNames() {
	}

	static String of(String url) {
		Matcher server = SERVER.matcher(url);
		if (server.matches()) {
			String host = (server.group(2) == null) ? "localhost" : server.group(2);
			String port = (server.group(3) != null) ? server.group(3)
					: server.group(1).equals("postgresql") ? "5432" : "3306";
			return host + ":" + port + "/" + ((server.group(4) == null) ? "" : server.group(4));
		}
		return url.replaceFirst("^jdbc:\\w+:", "").replaceFirst("^file:", "").replaceFirst("[?;].*$", "");
	}

}
