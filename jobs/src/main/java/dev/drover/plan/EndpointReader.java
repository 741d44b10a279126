package dev.drover.plan;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads {@code source} and {@code target}, and checks that their references can be
 * resolved without keeping what they resolve to.
 */
final class EndpointReader {

	/** So much fits into every ledger and every message. */
	private static final int LONGEST_NAME = 200;

	private final @Nullable Map<String, String> environment;

	/**
	 * Creates the reader.
	 * @param environment the variables that references may name, or {@code null} to check
	 * only the form of references
	 */
	EndpointReader(@Nullable Map<String, String> environment) {
		this.environment = environment;
	}

	EndpointSpec read(Section plan, String key) {
		Section endpoint = plan.section(key, "name", "url", "user", "password");
		return new EndpointSpec(endpoint.optional("name", EndpointReader::name),
				endpoint.required("url", "", this::url), endpoint.optional("user", this::referring),
				endpoint.optional("password", this::referring));
	}

	private static @Nullable String name(Value value) {
		String name = value.filledText();
		return (name == null || name.length() <= LONGEST_NAME) ? name
				: value.mistake("has " + name.length() + " characters, allowed are " + LONGEST_NAME, null);
	}

	private @Nullable String url(Value value) {
		String url = referring(value);
		if (url == null || url.startsWith("jdbc:") || url.startsWith("${")) {
			return url;
		}
		return value.mistake("a JDBC URL is wanted, it starts with 'jdbc:'", null);
	}

	/** A text whose references were checked. */
	@Nullable String referring(Value value) {
		String text = value.text();
		if (text != null) {
			Reference.in(text).forEach((reference) -> check(reference, value));
		}
		return text;
	}

	private void check(Reference reference, Value value) {
		String malformation = reference.malformation();
		if (malformation != null) {
			value.mistake(malformation, Reference.FORMS);
		}
		else if (this.environment != null) {
			String absence = reference.absence(this.environment);
			if (absence != null) {
				value.mistake(absence, null);
			}
		}
	}

}
