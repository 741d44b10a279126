package dev.drover.engine;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.value.Kind;
import dev.drover.plan.Mapping.ValueHazard;

/**
 * The types of an engine's columns, and what they hold.
 */
public interface TypeSystem {

	/**
	 * The types that its columns have, each with usual lengths; of types that only users
	 * or extensions make, one.
	 */
	List<ColumnType> types();

	/** This engine's type for a column of the source's type. */
	TypeChoice typeFor(ColumnType source, EngineKind sourceEngine);

	/**
	 * This engine's type of that name, as one would write it in its {@code CREATE TABLE}.
	 * @return {@code null} if it is none of {@link #typeNames()}, or its length is none
	 */
	@Nullable ColumnType typeNamed(String written);

	/** The names of the types to which a plan may turn columns. */
	List<String> typeNames();

	/** The name of the type that holds texts of any length. */
	String textTypeName();

	/**
	 * This engine's type of exactly these labels in this order, or {@code null} if it has
	 * none that keeps them.
	 */
	default @Nullable ColumnType enumOf(List<String> labels) {
		return null;
	}

	/** Whether a column of the type may be a part of a key or an index. */
	default boolean indexable(ColumnType type) {
		return true;
	}

	/**
	 * Whether JSON that it wrote as text may be read back as other JSON, even by itself.
	 */
	default boolean rereadsJson() {
		return false;
	}

	/**
	 * The kind under which a column's values travel between two databases of this engine,
	 * so that each arrives exactly as it was stored.
	 */
	default Kind exactKind(ColumnType type) {
		return type.kind();
	}

	/**
	 * What is known of a column's values where its declared type says nothing of them, as
	 * the end of a sentence; {@code null} where it does.
	 */
	default @Nullable String guess(ColumnType type) {
		return null;
	}

	/**
	 * Why a column of this engine can't hold a value exactly.
	 * @param column the target's column
	 * @param value a canonical value
	 * @return {@code null} if it can, as far as that is known without trying
	 */
	default @Nullable ValueHazard hazard(ColumnBinding column, Object value) {
		return null;
	}

}
