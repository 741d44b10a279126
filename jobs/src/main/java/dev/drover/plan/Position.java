package dev.drover.plan;

import java.util.Optional;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A place in a plan file as editors count it: both from 1, columns in characters.
 */
record Position(int line, int column) {

	static final Position START = new Position(1, 1);

	static Position of(Node node) {
		return of(node.getStartMark());
	}

	static Position of(Optional<Mark> mark) {
		return mark.map((it) -> new Position(it.getLine() + 1, it.getColumn() + 1)).orElse(START);
	}

	/** The place right after a text. */
	static Position after(String text) {
		int line = 1 + (int) text.chars().filter((c) -> c == '\n').count();
		String last = text.substring(text.lastIndexOf('\n') + 1);
		return new Position(line, last.codePointCount(0, last.length()) + 1);
	}

}
