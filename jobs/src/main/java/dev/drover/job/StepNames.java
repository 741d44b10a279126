package dev.drover.job;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Names of worker steps, for which Spring Batch's tables have so much room and no more.
 */
final class StepNames {

	static final int LONGEST = 100;

	private StepNames() {
	}

	/**
	 * The part of a step's name that stands behind the prefix: the whole name where there
	 * is room, else its beginning and a mark that no other name has.
	 */
	static String fitting(String prefix, String name) {
		if (prefix.length() + name.length() <= LONGEST) {
			return name;
		}
		String mark = "~" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
		return name.substring(0, LONGEST - prefix.length() - mark.length()) + mark;
	}

}
