package dev.drover.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.drover.engine.Engine;
import dev.drover.engine.EngineKind;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;

/**
 * Rows of the source whose parent is not there. Engines let them in while foreign keys
 * are off; only PostgreSQL says for which keys it has looked at all rows.
 */
public final class SourceOrphans {

	private final Engine source;

	private final Engine target;

	private final Patience patience;

	private final Connection connection;

	private final Violations violations;

	/**
	 * Looks at a source.
	 * @param connection a connection of its own, which a look that takes too long may
	 * spoil
	 */
	public SourceOrphans(Engine source, Engine target, Connection connection, Patience patience) {
		this.patience = patience;
		this.source = source;
		this.connection = connection;
		this.target = target;
		this.violations = new Violations(source, connection, patience.seconds());
	}

	/**
	 * How long the look may take.
	 *
	 * @param rows rows that are looked at, as far as the source can say at once
	 * @param seconds of one foreign key
	 * @param allSeconds after which no other is begun
	 */
	public record Patience(long rows, int seconds, int allSeconds) {

		/** Before a copy: what is not found now is found at its end. */
		public static final Patience BRIEF = new Patience(500_000, 1, 2);

		/**
		 * For those who ask; but no check of a plan should hold its reader up for long.
		 */
		public static final Patience THOROUGH = new Patience(Long.MAX_VALUE, 30, 60);

	}

	/** A warning for each foreign key that rows violate. */
	public List<Finding> of(SchemaMapping mapping) throws SQLException {
		List<Finding> findings = new ArrayList<>();
		Set<TableName> tables = mapping.rowTables()
			.stream()
			.map((table) -> table.source().name())
			.collect(Collectors.toSet());
		int late = 0;
		long rowsLeft = this.patience.rows();
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(this.patience.allSeconds());
		for (TableMapping mapped : mapping.rowTables()) {
			Table table = mapped.source();
			for (ForeignKey key : table.foreignKeys()) {
				boolean vouched = this.source.kind() == EngineKind.POSTGRESQL && key.validated();
				boolean moved = tables.contains(key.referencedTable());
				if (!vouched && moved) {
					rowsLeft -= Math.min(Math.max(0, this.source.rowsAtMost(this.connection, table)),
							Integer.MAX_VALUE);
					String rows = (rowsLeft < 0 || System.nanoTime() > end) ? Violations.TOO_LONG
							: this.violations.orphans(table, key);
					if (rows.equals(Violations.TOO_LONG)) {
						late++;
					}
					else if (!rows.isEmpty()) {
						findings.add(finding(table, key, rows));
					}
				}
			}
		}
		if (late > 0) {
			findings.add(new Finding(ErrorCode.SCHEMA_005, Finding.Level.INFO, "foreign keys", late
					+ " foreign keys were not looked at, since that takes long: rows that violate them are told after"
					+ " the copy", "nothing, or look for rows without a parent in the source"));
		}
		return findings;
	}

	private Finding finding(Table table, ForeignKey key, String rows) {
		String name = table.name().display();
		String fate = switch (this.target.kind()) {
			case POSTGRESQL -> "with --force it is created NOT VALID";
			case H2 -> "with --force it is created with NOCHECK";
			case MYSQL, MARIADB -> "with --force it is created while foreign_key_checks are off";
			case SQLITE -> "with --force it is created, and SQLite does not look at rows that are there";
		};
		boolean asItWas = this.source.kind() == EngineKind.POSTGRESQL && this.target.kind() == EngineKind.POSTGRESQL;
		return new Finding(ErrorCode.SCHEMA_005, asItWas ? Finding.Level.INFO : Finding.Level.WARNING, name,
				"table " + name + ": the foreign key " + (key.name().isEmpty() ? "" : key.name() + " ") + "over "
						+ key.columns() + " to " + key.referencedTable().display() + " is violated by " + rows
						+ (asItWas ? "; it stays NOT VALID" : ""),
				asItWas ? "nothing, or mend the rows" : "mend the rows in the source; " + fate);
	}

}
