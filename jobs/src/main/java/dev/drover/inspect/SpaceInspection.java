package dev.drover.inspect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

import dev.drover.engine.DiskSpace;
import dev.drover.engine.Engine;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.plan.Endpoint;
import dev.drover.schema.SchemaMapping;
import dev.drover.schema.TableMapping;

/**
 * Whether the target's disk has room for what will be copied.
 */
public final class SpaceInspection {

	private static final long ROWS = 2_000;

	private static final long NANOS = 100_000_000;

	private final Engine source;

	private final Engine target;

	private final Endpoint endpoint;

	/**
	 * Creates the inspection.
	 * @param endpoint the target
	 */
	public SpaceInspection(Engine source, Engine target, Endpoint endpoint) {
		this.source = source;
		this.target = target;
		this.endpoint = endpoint;
	}

	/** The target's disk, as far as it can be seen. */
	Optional<DiskSpace> disk() {
		try {
			return this.target.access().disk(this.endpoint);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the disk of " + this.endpoint.name() + " can't be asked for its space", ex);
		}
	}

	/**
	 * A finding where the disk can be seen and is too small. A few rows of each table are
	 * read for it.
	 * @param connection to the source
	 * @param begun whether part of it lies in the target already
	 */
	public List<Finding> of(Connection connection, SchemaMapping mapping, boolean begun) throws SQLException {
		Optional<DiskSpace> disk = disk();
		if (disk.isEmpty()) {
			return List.of();
		}
		SpaceNeed need = SpaceNeed.NONE;
		for (TableMapping table : mapping.rowTables()) {
			need = need.plus(SpaceNeed.of(this.target.footprint(), table, rows(connection, table),
					Sample.of(this.source, connection, table, ROWS, NANOS)));
			this.source.leaveTables(connection);
		}
		long there = begun ? this.target.access().usedBytes(this.endpoint) : 0;
		return finding(Math.max(0, need.bytes() - there), disk.get());
	}

	private long rows(Connection connection, TableMapping table) throws SQLException {
		long estimated = table.source().estimatedRows();
		if (estimated > 0) {
			return estimated;
		}
		try (Statement statement = connection.createStatement();
				ResultSet row = statement
					.executeQuery("SELECT count(*) FROM " + this.source.rowsOf(connection, table.source().name()))) {
			row.next();
			return row.getLong(1);
		}
	}

	/** A finding where the disk is too small. */
	List<Finding> finding(long neededBytes, DiskSpace disk) {
		return (neededBytes <= disk.spareBytes()) ? List.of()
				: List.of(new Finding(ErrorCode.DISK_001, Finding.Level.ERROR, this.endpoint.name(),
						"the disk of " + this.endpoint.name() + " is too small: about " + neededBytes
								+ " bytes are needed, indexes included, and " + disk.spareBytes() + " can be used in "
								+ disk.directory() + " (" + disk.freeBytes() + " are free, of which "
								+ disk.reserveBytes() + " stay in reserve)",
						"free space there, or name another place in target.url"));
	}

}
