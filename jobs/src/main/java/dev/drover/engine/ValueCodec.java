package dev.drover.engine;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.value.KeyValue;
import dev.drover.engine.value.Kind;

/**
 * Between an engine's columns and canonical values. {@code kind} is the kind that both
 * sides of a migration agreed on for the column; its carriers are described at
 * {@link Kind}.
 */
public interface ValueCodec {

	/** The select expression from which {@link #read} gets the value. */
	String expression(String quotedColumn, Column column, Kind kind);

	/**
	 * The value in column {@code index} of the current row.
	 * @throws ValueException if the stored value is not one of that kind
	 */
	@Nullable Object read(ResultSet row, int index, Column column, Kind kind) throws SQLException;

	/** The parameter marker for a value, with a cast where the engine needs one. */
	String parameter(Column column, Kind kind);

	/** Binds a canonical value. */
	void bind(PreparedStatement statement, int index, Column column, Kind kind, @Nullable Object value)
			throws SQLException;

	/**
	 * In how many spellings a value of this kind is looked for, since the engine keeps
	 * each as it was written and takes no two for the same.
	 */
	default int spellings(Kind kind) {
		return 1;
	}

	/**
	 * The condition that a column holds a value, in whatever spelling; it has as many
	 * parameters as there are {@link #spellings}.
	 */
	default String same(String quotedColumn, Column column, Kind kind) {
		return quotedColumn + " = " + parameter(column, kind);
	}

	/** Binds a canonical value for {@link #same}. */
	default void bindSame(PreparedStatement statement, int index, Column column, Kind kind, @Nullable Object value)
			throws SQLException {
		bind(statement, index, column, kind, value);
	}

	/** The select expression from which {@link #readKey} gets a resume point. */
	String keyExpression(String quotedColumn, Column column);

	/** The key column's value, typed as the engine holds it. */
	KeyValue readKey(ResultSet row, int index, Column column) throws SQLException;

	/** The parameter marker for a resume point's value. */
	String keyParameter(Column column);

	/** Binds a resume point's value. */
	void bindKey(PreparedStatement statement, int index, KeyValue value) throws SQLException;

}
