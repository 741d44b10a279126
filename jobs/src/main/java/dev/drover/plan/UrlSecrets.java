package dev.drover.plan;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks what may be a secret in a JDBC URL. Where the end of a secret is not clear it
 * rather masks too much.
 */
final class UrlSecrets {

	private static final String MASK = "***";

	/** From the first colon of the user info to the last {@code @} before the query. */
	private static final Pattern USER_INFO = Pattern.compile("//([^:/@?\\[]*):[^?]*@");

	/** As above, with a password that holds a {@code ?}: what follows is not a port. */
	private static final Pattern ODD_USER_INFO = Pattern.compile("//([^:/@?\\[]*):(?![0-9]+(?:[/?,;]|$)).*@");

	// begins where a word begins: texts that are no URL may be long
	private static final String KEY = "(?<![A-Za-z0-9_.%+-])([A-Za-z0-9_.%+-]++)(\\s*+=)";

	/** H2 ends a setting with {@code ;} and escapes it with a backslash. */
	private static final Pattern SETTING = Pattern.compile(KEY + "((?:\\\\.|[^;\\\\])*)", Pattern.DOTALL);

	private static final Pattern PARAMETER = Pattern.compile(KEY + "([^&]*)", Pattern.DOTALL);

	private static final Pattern SECRET_KEY = Pattern.compile(
			"password|passwd|passphrase|passcode|pwd|secret|token|credential|sslkey|apikey|privatekey|^(?:hex)?key$");

	private UrlSecrets() {
	}

	static String mask(String url) {
		String masked = USER_INFO.matcher(url).replaceAll("//$1:" + MASK + "@");
		masked = ODD_USER_INFO.matcher(masked).replaceAll("//$1:" + MASK + "@");
		boolean settings = masked.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:");
		return maskValues(masked, settings ? SETTING : PARAMETER);
	}

	private static String maskValues(String url, Pattern pattern) {
		StringBuilder masked = new StringBuilder();
		Matcher matcher = pattern.matcher(url);
		int from = 0;
		while (matcher.find(from)) {
			boolean secret = isSecret(matcher.group(1));
			masked.append(url, from, matcher.end(2)).append(secret ? MASK : "");
			from = secret ? matcher.end() : matcher.end(2);
		}
		return masked.append(url, from, url.length()).toString();
	}

	private static boolean isSecret(String key) {
		return SECRET_KEY.matcher(decoded(key).toLowerCase(Locale.ROOT).replaceAll("[_.-]", "")).find();
	}

	private static String decoded(String key) {
		try {
			return URLDecoder.decode(key, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return key;
		}
	}

}
