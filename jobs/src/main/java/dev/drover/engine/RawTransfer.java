package dev.drover.engine;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.value.Digest;
import dev.drover.engine.value.KeyTuple;

/**
 * Rows passed on from a source to a target of the same engine in a form that nobody reads
 * on the way. The end is only what the source itself calls the end; a cut connection
 * throws. Nothing is committed here.
 */
public interface RawTransfer extends AutoCloseable {

	/**
	 * Passes rows on until one of the bounds is reached or the source ends; at least one
	 * row if there is one.
	 * @param maxRows bound in rows
	 * @param maxBytes bound in bytes
	 * @param until bound in time, by {@link System#nanoTime()}
	 * @return what was passed on, and is written in the target when this returns
	 */
	Passed pass(long maxRows, long maxBytes, long until) throws SQLException;

	@Override
	void close() throws SQLException;

	/**
	 * Rows that were passed on.
	 *
	 * @param rows rows read from the source
	 * @param written rows that the target reports as written
	 * @param bytes their bytes
	 * @param digest sum of the digests of what was sent, block by block
	 * @param lastKey key of the last of them, or {@code null} without rows or without key
	 * @param last whether the source has no more
	 */
	record Passed(long rows, long written, long bytes, Digest digest, @Nullable KeyTuple lastKey, boolean last) {

	}

}
