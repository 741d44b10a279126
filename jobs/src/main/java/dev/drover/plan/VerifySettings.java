package dev.drover.plan;

/**
 * How much is compared.
 *
 * @param level how deep
 * @param samplePercentage share of the rows that is compared, above 0 up to 100
 * @param repair whether differences are mended
 */
public record VerifySettings(Level level, double samplePercentage, boolean repair) {

	/** How deep two sides are compared. */
	public enum Level {

		/** Nothing is compared. */
		NONE,
		/** The numbers of rows. */
		COUNT,
		/** 128-bit digests of all rows; rows are looked at where digests differ. */
		HASH,
		/** Every value of every row. */
		FULL

	}

}
