package dev.drover.schema;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.drover.engine.catalog.TableName;
import dev.drover.plan.Scope;

/**
 * The plan's table patterns.
 */
final class TablePattern {

	private TablePattern() {
	}

	static boolean inScope(Scope scope, TableName table) {
		return anyMatches(scope.include(), table) && !anyMatches(scope.exclude(), table);
	}

	private static boolean anyMatches(List<String> patterns, TableName table) {
		return patterns.stream().anyMatch((pattern) -> matches(pattern, table.display()));
	}

	/** Whether the pattern matches the whole name, whatever the case. */
	static boolean matches(String pattern, String name) {
		String regex = pattern.chars()
			.mapToObj((letter) -> (letter == '*') ? ".*"
					: (letter == '?') ? "." : Pattern.quote(Character.toString(letter)))
			.collect(Collectors.joining());
		return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL)
			.matcher(name)
			.matches();
	}

}
