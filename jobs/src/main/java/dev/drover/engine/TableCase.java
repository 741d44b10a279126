package dev.drover.engine;

/**
 * What a MySQL or MariaDB server makes of upper and lower case in names of tables, by its
 * variable {@code lower_case_table_names}.
 */
public enum TableCase {

	/** Names are kept, and names that differ by case are of two tables. */
	EXACT(0),

	/** Names are turned into lower case, and found in any case. */
	LOWERED(1),

	/** Names are kept, and found in any case. */
	IGNORED(2);

	private final int setting;

	TableCase(int setting) {
		this.setting = setting;
	}

	/** The value of the variable. */
	public int setting() {
		return this.setting;
	}

	/**
	 * What a server with that value does.
	 * @throws IllegalArgumentException if there is no such value
	 */
	public static TableCase of(int setting) {
		for (TableCase each : values()) {
			if (each.setting == setting) {
				return each;
			}
		}
		throw new IllegalArgumentException("lower_case_table_names = " + setting);
	}

}
