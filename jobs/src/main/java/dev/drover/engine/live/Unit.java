package dev.drover.engine.live;

import com.dynatrace.hash4j.hashing.Hashing;

/**
 * What is fenced as a whole on one side of a migration.
 *
 * @param id names the unit's objects on both sides
 * @param migration the migration's id
 * @param elsewhere the name of the other side's endpoint, which refused writers are told
 */
public record Unit(String id, String migration, String elsewhere) {

	/** The unit that is a migration's whole scope. */
	public static Unit of(String migration, String elsewhere) {
		return new Unit(String.format("%08x", (int) Hashing.xxh3_64().hashCharsToLong(migration)), migration,
				elsewhere);
	}

	/** What tells Drover's own writes from those of applications. */
	public String token() {
		return "drover-" + Long.toHexString(Hashing.xxh3_64().hashCharsToLong("token of " + this.migration));
	}

}
