package dev.drover.engine.catalog;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a table hangs together with others that share its rows.
 *
 * @param partitionKey of a partitioned table: its key as the engine spells it
 * ({@code RANGE (created)}), or {@code null}
 * @param partitionOf of a partition: its parent, or {@code null}
 * @param bound of a partition: its bound as the engine spells it, or {@code null}
 * @param inherits parents by inheritance (their own rows are read without those of their
 * children)
 */
public record Lineage(@Nullable String partitionKey, @Nullable TableName partitionOf, @Nullable String bound,
		List<TableName> inherits) {

	/** A table by itself. */
	public static final Lineage NONE = new Lineage(null, null, null, List.of());

	public Lineage {
		inherits = List.copyOf(inherits);
	}

	/**
	 * Whether the table's rows are read and written under its own name; those of a
	 * partition travel with the partitioned table at the root.
	 */
	public boolean carriesRows() {
		return this.partitionOf == null;
	}

}
