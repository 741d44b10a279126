package dev.drover.plan;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The YAML text of a plan, bounded before anything recursive touches it: one document, no
 * deep nesting, few aliases.
 */
final class PlanDocument {

	static final int MOST_CHARACTERS = 1024 * 1024;

	private static final int DEEPEST = 16;

	private static final int MOST_ALIASES = 50;

	private final String text;

	private final Mistakes mistakes;

	PlanDocument(String text, Mistakes mistakes) {
		this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
		this.mistakes = mistakes;
	}

	/** The root of the document; refuses the plan where there is none. */
	Node root() {
		if (this.text.length() > MOST_CHARACTERS) {
			throw this.mistakes.refuse(Position.START,
					"the plan has " + this.text.length() + " characters, allowed are " + MOST_CHARACTERS, null);
		}
		LoadSettings settings = LoadSettings.builder().setSchema(new WithoutMerging()).build();
		try {
			checkBounds(new Parse(settings).parseString(this.text));
			Optional<Node> root = new Compose(settings).composeString(this.text);
			if (root.isEmpty() || Seen.of(root.get()) == Seen.NOTHING) {
				throw this.mistakes.refuse(Position.START, "the plan is empty",
						"id, source.url and target.url are required");
			}
			return root.get();
		}
		catch (YamlEngineException ex) {
			throw this.mistakes.refuse(position(ex), "not valid YAML: " + problem(ex), null);
		}
	}

	private void checkBounds(Iterable<Event> events) {
		int documents = 0;
		int depth = 0;
		int aliases = 0;
		for (Event event : events) {
			switch (event.getEventId()) {
				case DocumentStart ->
					require(++documents == 1, event, "a plan is one YAML document, seen a second one");
				case MappingStart, SequenceStart ->
					require(++depth <= DEEPEST, event, "nested deeper than the " + DEEPEST + " levels allowed");
				case MappingEnd, SequenceEnd -> depth--;
				case Alias ->
					require(++aliases <= MOST_ALIASES, event, "more aliases than the " + MOST_ALIASES + " allowed");
				default -> {
				}
			}
		}
	}

	private void require(boolean condition, Event event, String message) {
		if (!condition) {
			throw this.mistakes.refuse(Position.of(event.getStartMark()), message, null);
		}
	}

	private Position position(YamlEngineException failure) {
		if (failure instanceof MarkedYamlEngineException marked) {
			return Position.of(marked.getProblemMark().or(marked::getContextMark));
		}
		if (failure instanceof ReaderException reader) {
			int length = this.text.codePointCount(0, this.text.length());
			int end = this.text.offsetByCodePoints(0, Math.min(Math.max(reader.getPosition(), 0), length));
			return Position.after(this.text.substring(0, end));
		}
		return Position.START;
	}

	/** Only the parser's own words: its snippets of the file may show a secret. */
	private static String problem(YamlEngineException failure) {
		if (failure instanceof MarkedYamlEngineException marked) {
			@Nullable String context = marked.getContext();
			return ((context != null) ? context + ", " : "") + marked.getProblem();
		}
		if (failure instanceof ReaderException reader) {
			return String.format("the character U+%04X is not allowed", reader.getCodePoint());
		}
		return "the text can't be parsed";
	}

	/** A merge key would hide duplicate keys: without it {@code <<} is an unknown key. */
	private static final class WithoutMerging extends CoreSchema {

		@Override
		public ScalarResolver getScalarResolver() {
			return new CoreScalarResolver(false);
		}

	}

}
