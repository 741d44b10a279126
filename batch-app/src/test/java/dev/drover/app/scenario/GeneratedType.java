package dev.drover.app.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * A type of an engine and literals of it.
 *
 * @param declared the type in a CREATE TABLE
 * @param meaning by what its values are compared
 * @param plain values that every engine holds
 * @param edges values that some engine may refuse, but none may change
 */
record GeneratedType(String declared, Meaning meaning, List<String> plain, List<String> edges) {

	static GeneratedType of(String declared, Meaning meaning, List<String> plain, String... edges) {
		return new GeneratedType(declared, meaning, plain, List.of(edges));
	}

	/** The same with other edges too. */
	GeneratedType and(List<String> more) {
		List<String> all = new ArrayList<>(this.edges);
		all.addAll(more);
		return new GeneratedType(this.declared, this.meaning, this.plain, all);
	}

}
