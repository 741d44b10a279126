package dev.drover.engine.value;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * How JSON is read that databases hold: whatever its length. A document that the parser
 * refused would count as a text that is none.
 */
final class LongJson {

	/** More than servers take; each level takes some of the stack. */
	private static final int DEEPEST = 2_000;

	static final JsonFactory FACTORY = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNestingDepth(DEEPEST)
			.maxNumberLength(Integer.MAX_VALUE)
			.maxStringLength(Integer.MAX_VALUE)
			.maxNameLength(Integer.MAX_VALUE)
			.build())
		.streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(DEEPEST).build())
		.build();

	private LongJson() {
	}

}
