package dev.drover.plan;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an endpoint that the plan gives none: host:port/database, or the file's
 * name; made of parts of the URL that hold no secret.
 */
final class EndpointName {

	/**
	 * The product, then the first host and its port without user info, then the database.
	 */
	private static final Pattern SERVER = Pattern.compile(
			"jdbc:([a-z0-9]+)(?:[:+][a-z0-9:+]*)?://(?:[^/?]*@)?"
					+ "(\\[[^]]*]|[^:/?,;@()=]*)(?::([0-9]+))?(?:,[^/?;@]*)?(?:/([^?;@]*))?(?:[?;].*)?",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern LOCAL_POSTGRESQL = Pattern.compile("jdbc:postgresql:([^/?:@]*)(?:[?].*)?",
			Pattern.DOTALL);

	private static final Pattern H2_SERVER = Pattern.compile("jdbc:h2:(?:tcp|ssl):(//[^;]*)(?:;.*)?", Pattern.DOTALL);

	private static final Pattern FILE = Pattern.compile(
			"jdbc:(?:h2|sqlite):(?:mem:|file:|nio:|zip:)?([^?;]*)(?:[?;].*)?",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private EndpointName() {
	}

	static String of(String url) {
		Matcher h2 = H2_SERVER.matcher(url);
		Matcher server = SERVER.matcher(h2.matches() ? "jdbc:h2:" + h2.group(1) : url);
		if (server.matches()) {
			return server(server);
		}
		Matcher local = LOCAL_POSTGRESQL.matcher(url);
		if (local.matches()) {
			return "localhost:5432/" + local.group(1);
		}
		Matcher file = FILE.matcher(url);
		return file.matches() ? fileName(file.group(1)) : UrlSecrets.mask(url).replaceFirst("[?;].*", "");
	}

	private static String server(Matcher matcher) {
		String host = matcher.group(2).isEmpty() ? "localhost" : matcher.group(2);
		String port = (matcher.group(3) != null) ? matcher.group(3) : defaultPort(matcher.group(1));
		String database = (matcher.group(4) != null) ? matcher.group(4) : "";
		return host + (port.isEmpty() ? "" : ":" + port) + "/" + database;
	}

	private static String defaultPort(String product) {
		return switch (product.toLowerCase(Locale.ROOT)) {
			case "postgresql" -> "5432";
			case "mysql", "mariadb" -> "3306";
			case "h2" -> "9092";
			default -> "";
		};
	}

	private static String fileName(String path) {
		String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
		return name.isEmpty() ? "memory" : name;
	}

}
