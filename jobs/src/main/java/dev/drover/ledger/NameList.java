package dev.drover.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names in one text, with commas between; a comma that is a part of a name has a
 * backslash before it.
 */
final class NameList {

	private static final Pattern NAME = Pattern.compile("(?s)(?:[^,\\\\]|\\\\.)+");

	private static final Pattern SPECIAL = Pattern.compile("[,\\\\]");

	private static final Pattern MARKED = Pattern.compile("(?s)\\\\(.)");

	private NameList() {
	}

	static String text(List<String> names) {
		return names.stream()
			.map((name) -> SPECIAL.matcher(name).replaceAll("\\\\$0"))
			.collect(Collectors.joining(","));
	}

	static List<String> names(String text) {
		List<String> names = new ArrayList<>();
		NAME.matcher(text).results().forEach((name) -> names.add(MARKED.matcher(name.group()).replaceAll("$1")));
		return names;
	}

}
