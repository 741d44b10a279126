package dev.drover.engine.value;

/**
 * A sum of 128-bit row digests modulo 2^128: the order of the rows does not matter,
 * duplicates do. (A sum, not an exclusive or, under which two equal rows would cancel.)
 *
 * @param high upper 64 bits
 * @param low lower 64 bits
 */
public record Digest(long high, long low) {

	/** The sum of no rows. */
	public static final Digest EMPTY = new Digest(0, 0);

	/** The sum of both. */
	public Digest plus(Digest other) {
		long sum = this.low + other.low;
		long carry = (Long.compareUnsigned(sum, this.low) < 0) ? 1 : 0;
		return new Digest(this.high + other.high + carry, sum);
	}

	/** The sum without the other. */
	public Digest minus(Digest other) {
		long borrow = (Long.compareUnsigned(this.low, other.low) < 0) ? 1 : 0;
		return new Digest(this.high - other.high - borrow, this.low - other.low);
	}

	/** 32 hexadecimal digits. */
	public String hex() {
		return String.format("%016x%016x", this.high, this.low);
	}

	/**
	 * Reads what {@link #hex()} gave.
	 * @param hex 32 hexadecimal digits
	 * @return the digest
	 */
	public static Digest ofHex(String hex) {
		return new Digest(Long.parseUnsignedLong(hex.substring(0, 16), 16),
				Long.parseUnsignedLong(hex.substring(16), 16));
	}

}
