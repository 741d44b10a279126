package dev.drover.plan;

import java.util.Map;

/**
 * How names, types and values change on the way.
 *
 * @param names how names are written in the target
 * @param types source type as declared (lower case) to the wanted type
 * @param values what happens to values that the target can't hold
 */
public record Mapping(Names names, Map<String, String> types, Map<ValueHazard, ValuePolicy> values) {

	public Mapping {
		types = Map.copyOf(types);
		values = Map.copyOf(values);
	}

	/** How names are written in the target. */
	public enum Names {

		/** So that unquoted SQL works: lower case in PostgreSQL, upper case in H2. */
		NATIVE,
		/** Exactly as in the source. */
		PRESERVE

	}

	/** A kind of value that some target can't hold. */
	public enum ValueHazard {

		ZERO_DATE, NUL_BYTE, INFINITY, NAN, INVALID_TEXT, OUT_OF_RANGE

	}

	/** What happens to such a value. */
	public enum ValuePolicy {

		/** It becomes NULL. */
		NULL,
		/** The row is refused. */
		ERROR,
		/** It becomes the nearest value that fits. */
		CLAMP,
		/** It is kept as text. */
		TEXT

	}

}
