package dev.drover.plan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A reference to a secret inside a text: {@code ${env:NAME}} or {@code ${file:PATH}}.
 *
 * @param start where it starts in the text
 * @param end where the rest of the text starts
 * @param kind what stands before the colon, {@code null} where there is no colon
 * @param name the variable or file
 * @param closed whether the brace is closed
 */
record Reference(int start, int end, @Nullable String kind, String name, boolean closed) {

	static final String FORMS = "write ${env:NAME} or ${file:PATH}";

	private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)(}?)");

	private static final List<String> KINDS = List.of("env", "file");

	static List<Reference> in(String text) {
		return REFERENCE.matcher(text).results().map((found) -> {
			String[] parts = found.group(1).split(":", 2);
			boolean hasKind = parts.length == 2;
			return new Reference(found.start(), found.end(), hasKind ? parts[0] : null, parts[hasKind ? 1 : 0],
					!found.group(2).isEmpty());
		}).toList();
	}

	/**
	 * What is wrong with the form, or {@code null}. Shows nothing of it: it may be a part
	 * of a password that only looks like a reference.
	 */
	@Nullable String malformation() {
		if (!this.closed) {
			return "a reference is not closed with '}'";
		}
		if (this.kind == null) {
			return "a reference has no kind";
		}
		if (!KINDS.contains(this.kind)) {
			return "the kind of a reference is unknown"
					+ NearestName.of(this.kind, KINDS).map((near) -> ", did you mean '" + near + "'?").orElse("");
		}
		return this.name.isBlank() ? "a reference has no name" : null;
	}

	/** Why a well-formed reference can't be resolved now, or {@code null}. */
	@Nullable String absence(Map<String, String> environment) {
		if (isVariable()) {
			return environment.containsKey(this.name) ? null : this + " is not set";
		}
		Path file = file();
		if (file == null || Files.notExists(file)) {
			return this + " does not exist";
		}
		return (Files.isReadable(file) && !Files.isDirectory(file)) ? null : this + " can't be read";
	}

	/** The secret; only after {@link #malformation()} and {@link #absence(Map)}. */
	String value(Map<String, String> environment) throws IOException {
		if (isVariable()) {
			return environment.getOrDefault(this.name, "");
		}
		String content = Files.readString(Path.of(this.name), StandardCharsets.UTF_8);
		return content.replaceFirst("\\r?\\n\\z", "");
	}

	/** The object in a message: never its value. */
	@Override
	public String toString() {
		return (isVariable() ? "environment variable " : "file ") + Mistakes.shown(this.name);
	}

	private boolean isVariable() {
		return "env".equals(this.kind);
	}

	private @Nullable Path file() {
		try {
			return Path.of(this.name);
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

}
