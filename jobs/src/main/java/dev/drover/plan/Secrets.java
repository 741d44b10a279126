package dev.drover.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;

/**
 * Resolves {@code ${env:NAME}} and {@code ${file:PATH}} where a connection is opened, and
 * keeps secrets out of what is printed.
 */
public final class Secrets {

	static final Pattern REFERENCE = Pattern.compile("\\$\\{([^:}]*):?([^}]*)}");

	private static final Pattern URL_SECRET = Pattern
		.compile("(?i)((?:password|passwd|pwd|secret|passphrase|trustStorePassword|keyStorePassword)=)([^&;]*)");

	private static final Pattern URL_USER_INFO = Pattern.compile("(//[^/@:]*:)([^/@]*)(@)");

	private final Map<String, String> environment;

	public Secrets(Map<String, String> environment) {
		this.environment = Map.copyOf(environment);
	}

	/**
	 * Resolves an endpoint.
	 * @param spec the endpoint as planned
	 * @return the endpoint with its secrets
	 * @throws DroverException PLAN_010 if a reference can't be resolved
	 */
	public Endpoint endpoint(EndpointSpec spec) {
		String url = resolveText(spec.url());
		String name = (spec.name() != null) ? spec.name() : EndpointNames.of(url);
		return new Endpoint(name, url, resolve(spec.user()), resolve(spec.password()));
	}

	private @Nullable String resolve(@Nullable String text) {
		return (text == null) ? null : resolveText(text);
	}

	private String resolveText(String text) {
		return REFERENCE.matcher(text)
			.replaceAll((match) -> Matcher.quoteReplacement(value(match.group(1), match.group(2))));
	}

	private String value(String sort, String name) {
		String mistake = mistakeIn(sort, name);
		if (mistake != null) {
			throw new DroverException(ErrorCode.PLAN_010, mistake, "set it and run the command again");
		}
		if (sort.equals("env")) {
			return this.environment.getOrDefault(name, "");
		}
		try {
			return Files.readString(Path.of(name)).replaceFirst("\\r?\\n\\z", "");
		}
		catch (IOException ex) {
			throw new DroverException(ErrorCode.PLAN_010, "the secret file " + name + " can't be read",
					"make it readable", ex);
		}
	}

	/** What is wrong with a reference, or {@code null}; the value itself is not kept. */
	@Nullable String mistakeIn(String sort, String name) {
		return switch (sort) {
			case "env" ->
				this.environment.containsKey(name) ? null : "the environment variable " + name + " is not set";
			case "file" -> Files.isReadable(Path.of(name)) ? null : "the secret file " + name + " can't be read";
			default -> "'${" + sort + "…}' is not a reference; allowed are ${env:NAME} and ${file:PATH}";
		};
	}

	/** The URL with what may be a secret in it replaced by stars. */
	public static String withoutUrlSecrets(String url) {
		return URL_USER_INFO.matcher(URL_SECRET.matcher(url).replaceAll("$1***")).replaceAll("$1***$3");
	}

}
