package dev.drover.plan;

import java.io.IOException;
import java.util.Map;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the plan's {@code ${env:NAME}} and {@code ${file:PATH}} where a connection is
 * opened, and masks what must not be printed.
 */
public final class Secrets {

	private final Map<String, String> environment;

	public Secrets(Map<String, String> environment) {
		this.environment = Map.copyOf(environment);
	}

	/**
	 * An endpoint that can be connected to; its name is the URL's where the plan has
	 * none.
	 */
	public Endpoint endpoint(EndpointSpec spec) {
		String url = resolved(spec.url());
		String name = (spec.name() != null) ? spec.name() : EndpointName.of(url);
		return new Endpoint(name, url, resolve(spec.user()), resolve(spec.password()));
	}

	/**
	 * Puts the secrets in the place of their references. A failure names the variable or
	 * the file, never a value.
	 */
	public @Nullable String resolve(@Nullable String reference) {
		return (reference != null) ? resolved(reference) : null;
	}

	/** The URL with its secrets masked, for all printing. */
	public static String withoutUrlSecrets(String url) {
		return UrlSecrets.mask(url);
	}

	private String resolved(String text) {
		StringBuilder resolved = new StringBuilder();
		int from = 0;
		for (Reference reference : Reference.in(text)) {
			resolved.append(text, from, reference.start()).append(value(reference));
			from = reference.end();
		}
		return resolved.append(text, from, text.length()).toString();
	}

	private String value(Reference reference) {
		String malformation = reference.malformation();
		if (malformation != null) {
			throw new DroverException(ErrorCode.PLAN_010, malformation, Reference.FORMS);
		}
		String absence = reference.absence(this.environment);
		if (absence != null) {
			throw new DroverException(ErrorCode.PLAN_010, absence, "");
		}
		try {
			return reference.value(this.environment);
		}
		catch (IOException ex) {
			throw new DroverException(ErrorCode.PLAN_010, reference + " can't be read as UTF-8 text", "", ex);
		}
	}

}
