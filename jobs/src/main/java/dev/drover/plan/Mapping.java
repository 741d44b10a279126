package dev.drover.plan;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How names, types and values change on the way.
 *
 * @param names how names are written in the target
 * @param types source type as declared (lower case) to the wanted type
 * @param values what happens to values that the target can't hold
 * @param columns what single columns want of all this, by {@code table.column} (lower
 * case) with the patterns of the scope
 */
public record Mapping(Names names, Map<String, String> types, Map<ValueHazard, ValuePolicy> values,
		Map<String, ColumnWish> columns) {

	public Mapping {
		types = Map.copyOf(types);
		values = Map.copyOf(values);
		columns = Map.copyOf(columns);
	}

	/** Without wishes of single columns. */
	public Mapping(Names names, Map<String, String> types, Map<ValueHazard, ValuePolicy> values) {
		this(names, types, values, Map.of());
	}

	/**
	 * What a column wants.
	 *
	 * @param type the target's type, or {@code null} for the usual one
	 * @param values policies that hold here instead of the plan's
	 * @param decode how its bytes are to be read, or {@code null} if as declared
	 */
	public record ColumnWish(@Nullable String type, Map<ValueHazard, ValuePolicy> values, @Nullable Decode decode) {

		public ColumnWish {
			values = Map.copyOf(values);
		}

	}

	/** What the bytes of a text really are. */
	public enum Decode {

		/** UTF-8 that went into a column of latin1. */
		UTF8

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
		/**
		 * It is kept as text: a column that could hold such a value becomes one of text.
		 */
		TEXT

	}

}
