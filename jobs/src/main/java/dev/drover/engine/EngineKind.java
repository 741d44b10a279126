package dev.drover.engine;

/**
 * The engines that Drover moves data between.
 */
public enum EngineKind {

	POSTGRESQL("PostgreSQL"), MYSQL("MySQL"), MARIADB("MariaDB"), SQLITE("SQLite"), H2("H2");

	private final String displayName;

	EngineKind(String displayName) {
		this.displayName = displayName;
	}

	/** The product's own spelling. */
	public String displayName() {
		return this.displayName;
	}

	/** Whether it is MySQL or what came of it. */
	public boolean likeMysql() {
		return this == MYSQL || this == MARIADB;
	}

}
