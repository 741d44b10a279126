package dev.drover.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A value of the plan with its path and its position. Each reading notes a mistake and
 * answers {@code null} where the value does not fit. Text is not shown in a message
 * unless a closed set of words, a number or an amount is wanted: it may be a secret.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // null is of every type
final class Value {

	private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");

	private final String path;

	private final Node node;

	private final Mistakes mistakes;

	Value(String path, Node node, Mistakes mistakes) {
		this.path = path;
		this.node = node;
		this.mistakes = mistakes;
	}

	@Nullable String text() {
		if (seen() == Seen.NUMBER || seen() == Seen.BOOLEAN) {
			return mistake("text is wanted, seen " + seen(), "put it in quotes");
		}
		return (seen() == Seen.TEXT) ? scalar() : wanted("text");
	}

	@Nullable String filledText() {
		String text = text();
		return (text != null && text.isBlank()) ? mistake("must not be empty", null) : text;
	}

	/** Text, or the text of a number or boolean as it was written. */
	@Nullable String looseText() {
		return (seen() == Seen.NUMBER || seen() == Seen.BOOLEAN) ? scalar() : text();
	}

	<E extends Enum<E>> @Nullable E choice(Class<E> type) {
		String written = scalar();
		List<String> names = Arrays.stream(type.getEnumConstants()).map(Value::nameOf).toList();
		if (seen() != Seen.TEXT && !(seen() == Seen.NOTHING && written.equals("null"))) {
			return wantedShowing("one of " + String.join(", ", names));
		}
		int index = names.indexOf(written);
		return (index >= 0) ? type.getEnumConstants()[index]
				: mistake("unknown value " + Mistakes.shown(written) + ", allowed are " + String.join(", ", names),
						NearestName.hint(written, names));
	}

	@Nullable Boolean flag() {
		return (seen() == Seen.BOOLEAN) ? Boolean.valueOf(scalar()) : wantedShowing("true or false");
	}

	@Nullable Integer integer(int least) {
		Long number = whole(least, Integer.MAX_VALUE);
		return (number != null) ? Math.toIntExact(number) : null;
	}

	@Nullable Long whole(long least, long most) {
		if (seen() != Seen.NUMBER || !WHOLE.matcher(scalar()).matches()) {
			return wantedShowing("a whole number");
		}
		long number = Long.parseLong(scalar());
		if (number >= least && number <= most) {
			return number;
		}
		return mistake(
				"seen " + number + ", allowed is " + least + " or more" + ((number > most) ? ", up to " + most : ""),
				null);
	}

	/** A share above 0 and up to 100. */
	@Nullable Double percentage() {
		Double share = (seen() == Seen.NUMBER) ? decimal(scalar()) : null;
		if (share == null) {
			return wantedShowing("a number above 0 and up to 100");
		}
		return (share > 0 && share <= 100) ? share
				: mistake("seen " + Mistakes.shown(scalar()) + ", allowed is above 0 and up to 100", null);
	}

	/** A number above 0. */
	@Nullable Double positive() {
		Double number = (seen() == Seen.NUMBER) ? decimal(scalar()) : null;
		return (number != null && number > 0 && Double.isFinite(number)) ? number : wantedShowing("a number above 0");
	}

	@Nullable Duration duration() {
		Duration duration = (seen() == Seen.TEXT) ? Amounts.duration(scalar()) : null;
		if (duration == null) {
			return wantedShowing("a duration such as 500ms, 5s, 5m or 24h");
		}
		return duration.isZero() ? mistake("seen " + Mistakes.shown(scalar()) + ", allowed is above 0", null)
				: duration;
	}

	@Nullable Long bytes(long least) {
		boolean amount = seen() == Seen.TEXT || seen() == Seen.NUMBER;
		Long bytes = amount ? Amounts.bytes(scalar()) : null;
		if (bytes == null) {
			return wantedShowing("a size such as 65536, 64KB, 8MB or 1GB");
		}
		return (bytes >= least) ? bytes : mistake(
				"seen " + Mistakes.shown(scalar()) + ", allowed is " + Amounts.text(least) + " or more", null);
	}

	@Nullable List<Value> items() {
		if (!(seen() == Seen.LIST && this.node instanceof SequenceNode sequence)) {
			return wanted("a list");
		}
		List<Value> items = new ArrayList<>();
		for (Node item : sequence.getValue()) {
			items.add(new Value(this.path + "[" + items.size() + "]", item, this.mistakes));
		}
		return items;
	}

	@Nullable List<Entry> entries() {
		return (seen() == Seen.MAPPING && this.node instanceof MappingNode mapping)
				? Entry.of(mapping, this.path, this.mistakes) : wanted("a mapping");
	}

	/** A mapping in which only the given keys are allowed. */
	Section section(String... keys) {
		return Section.of(this, List.of(keys), this.mistakes);
	}

	/** Tells only the kind of what was seen. */
	private <T> @Nullable T wanted(String what) {
		return mistake(what + " is wanted, seen " + seen(), null);
	}

	/** Tells what was seen, where it can't be a secret. */
	private <T> @Nullable T wantedShowing(String what) {
		boolean scalar = seen() == Seen.TEXT || seen() == Seen.NUMBER || seen() == Seen.BOOLEAN;
		return mistake(what + " is wanted, seen " + (scalar ? Mistakes.shown(scalar()) : seen()), null);
	}

	<T> @Nullable T mistake(String message, @Nullable String hint) {
		this.mistakes.add(this.path, position(), message, hint);
		return null;
	}

	Seen seen() {
		return Seen.of(this.node);
	}

	String path() {
		return this.path;
	}

	Position position() {
		return Position.of(this.node);
	}

	static String nameOf(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	private String scalar() {
		return (this.node instanceof ScalarNode scalar) ? scalar.getValue() : "";
	}

	private static @Nullable Double decimal(String text) {
		try {
			return Double.valueOf(text);
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

}
