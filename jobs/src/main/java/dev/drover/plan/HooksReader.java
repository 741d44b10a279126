package dev.drover.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads {@code hooks}: each one a command line, a list of words, a URL, or a mapping with
 * one of them and a timeout.
 */
final class HooksReader {

	private final EndpointReader references;

	/**
	 * Creates the reader.
	 * @param references checks what URLs refer to
	 */
	HooksReader(EndpointReader references) {
		this.references = references;
	}

	Hooks read(Section plan) {
		Section hooks = plan.section("hooks",
				Arrays.stream(Hooks.Moment.values()).map(Hooks.Moment::text).toArray(String[]::new));
		Map<Hooks.Moment, Hook> found = new EnumMap<>(Hooks.Moment.class);
		for (Hooks.Moment moment : Hooks.Moment.values()) {
			Hook hook = hooks.optional(moment.text(), this::hook);
			if (hook != null) {
				found.put(moment, hook);
			}
		}
		return new Hooks(found);
	}

	private @Nullable Hook hook(Value value) {
		if (value.seen() != Seen.MAPPING) {
			String text = (value.seen() == Seen.TEXT) ? value.text() : null;
			return (text != null && isUrl(text)) ? new Hook(List.of(), url(value), Hook.USUAL_TIMEOUT)
					: ofCommand(command(value), Hook.USUAL_TIMEOUT);
		}
		Section section = value.section("command", "url", "timeout");
		Duration timeout = section.read("timeout", Hook.USUAL_TIMEOUT, Value::duration);
		Value command = section.get("command");
		Value url = section.get("url");
		if ((command == null) == (url == null)) {
			return value.mistake("either command or url is wanted, seen " + ((url == null) ? "neither" : "both"), null);
		}
		if (url != null) {
			String read = url(url);
			return (read != null) ? new Hook(List.of(), read, timeout) : null;
		}
		return ofCommand(section.optional("command", this::command), timeout);
	}

	private static @Nullable Hook ofCommand(@Nullable List<String> command, Duration timeout) {
		return (command != null) ? new Hook(command, null, timeout) : null;
	}

	private @Nullable List<String> command(Value value) {
		if (value.seen() != Seen.LIST) {
			String line = value.filledText();
			return (line != null) ? Hook.shell(line) : null;
		}
		List<String> words = new ArrayList<>();
		List<Value> items = value.items();
		for (Value item : (items != null) ? items : List.<Value>of()) {
			String word = words.isEmpty() ? item.filledText() : item.looseText();
			words.add((word != null) ? word : "");
		}
		return words.isEmpty() ? value.mistake("a command is wanted, seen an empty list", null) : words;
	}

	private @Nullable String url(Value value) {
		String url = this.references.referring(value);
		if (url == null || isUrl(url) || url.startsWith("${")) {
			return url;
		}
		return value.mistake("a URL is wanted, it starts with 'http://' or 'https://'", null);
	}

	private static boolean isUrl(String text) {
		return text.regionMatches(true, 0, "http://", 0, 7) || text.regionMatches(true, 0, "https://", 0, 8);
	}

}
