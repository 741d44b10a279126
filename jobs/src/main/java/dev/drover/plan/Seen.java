package dev.drover.plan;

import java.util.Map;

import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * What a YAML node is, in the words of the messages.
 */
enum Seen {

	TEXT("text"), NUMBER("a number"), BOOLEAN("a boolean"), NOTHING("nothing"), LIST("a list"), MAPPING("a mapping"),
	TAGGED("a tag");

	private static final Map<Tag, Seen> BY_TAG = Map.of(Tag.STR, TEXT, Tag.INT, NUMBER, Tag.FLOAT, NUMBER, Tag.BOOL,
			BOOLEAN, Tag.NULL, NOTHING, Tag.SEQ, LIST, Tag.MAP, MAPPING);

	private final String words;

	Seen(String words) {
		this.words = words;
	}

	static Seen of(Node node) {
		return BY_TAG.getOrDefault(node.getTag(), TAGGED);
	}

	@Override
	public String toString() {
		return this.words;
	}

}
