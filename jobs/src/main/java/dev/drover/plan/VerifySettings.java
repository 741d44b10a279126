package dev.drover.plan;

/**
 * How much is compared.
 *
 * @param level how deep
 * @param samplePercentage share of the rows that is compared, above 0 up to 100
 * @param repair whether differences are mended
 */
public record VerifySettings(Level level, double samplePercentage, boolean repair) {

	/** Per cent. */
	private static final int ALL = 100;

	/** Whether no row is left out of the comparison, be it that all are only counted. */
	public boolean everyRow() {
		return this.samplePercentage >= ALL || this.level == Level.COUNT;
	}

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
