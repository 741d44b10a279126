package dev.drover.engine;

import java.math.BigInteger;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Digests of a table's rows that the server makes itself, part by part. Two tables of the
 * same {@link #form()} hold the same rows if and, but for chance, only if the sums over
 * all their parts are equal, in whatever order and parts the rows come.
 */
public interface ServerDigest {

	/** What both sides have to share for their sums to mean the same. */
	String form();

	/** The next part, or {@code null} if there is none. */
	@Nullable Sum next() throws SQLException;

	/**
	 * A sum over rows; 64 bits of each row go into it, so that a row that differs is
	 * overlooked once in 2^64.
	 *
	 * @param rows how many rows
	 * @param hashes sum of their hashes, as signed numbers
	 */
	record Sum(long rows, BigInteger hashes) {

		/** The sum over no rows. */
		public static final Sum NOTHING = new Sum(0, BigInteger.ZERO);

		/** The sum over the rows of both. */
		public Sum plus(Sum other) {
			return new Sum(this.rows + other.rows, this.hashes.add(other.hashes));
		}

	}

}
