package dev.drover.plan;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something outside that is called at a moment of a migration: a command or a URL.
 *
 * @param command the command and its arguments; empty if a URL is called
 * @param url http or https URL that may hold references, or {@code null} if a command is
 * called
 * @param timeout how long it may take
 */
public record Hook(List<String> command, @Nullable String url, Duration timeout) {

	/** What a plan that says nothing means. */
	static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);

	public Hook {
		command = List.copyOf(command);
	}

	/** What a shell runs. */
	static List<String> shell(String line) {
		return List.of("sh", "-c", line);
	}

	/** Never prints what may hold a secret. */
	@Override
	public String toString() {
		return "Hook[" + ((this.url == null) ? "command" : "url") + ", timeout=" + this.timeout + "]";
	}

}
