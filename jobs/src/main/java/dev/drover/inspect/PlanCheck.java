package dev.drover.inspect;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.progress.Report;

/**
 * What a look at a plan and both of its sides has found. In JSON the names are written
 * with underscores.
 *
 * @param id the plan's id
 * @param refused whether {@code drover run} would refuse the plan
 * @param refusedWithForce whether it would refuse it even with {@code --force}
 * @param source the source's name
 * @param target the target's name
 * @param findings what was found, the heaviest first
 * @param tables the tables in the scope
 * @param partitions number of partitions of the copy
 * @param estimate how long it may take
 */
public record PlanCheck(String id, boolean refused, boolean refusedWithForce, String source, String target,
		List<Report.FindingReport> findings, List<TableCheck> tables, long partitions, Estimate estimate) {

	/**
	 * One table.
	 *
	 * @param name the source's name
	 * @param targetName the target's name
	 * @param key columns by which its rows are found; empty = it is copied as a whole
	 * @param rows its rows
	 * @param rowsExact whether the rows were counted, not taken from the database's own
	 * estimate
	 * @param bytes its size as it travels, from the sample
	 * @param partitions partitions that hold rows of it
	 * @param columns its columns
	 */
	public record TableCheck(String name, String targetName, List<String> key, long rows, boolean rowsExact, long bytes,
			long partitions, List<ColumnCheck> columns) {

	}

	/**
	 * One column.
	 *
	 * @param name the source's name
	 * @param type the source's type as it spells it
	 * @param targetName the target's name
	 * @param targetType the target's type as it spells it
	 * @param nullable whether NULL is allowed
	 * @param override the entry of {@code mapping.types} that wants this target type, or
	 * {@code null} if Drover chose it
	 * @param loss what is lost or changed on the way, or {@code null} if nothing is
	 */
	public record ColumnCheck(String name, String type, String targetName, String targetType, boolean nullable,
			@Nullable String override, @Nullable String loss) {

	}

	/**
	 * How long it may take, from the speed at which a sample was read; the target is
	 * taken to write as fast as the source reads.
	 *
	 * @param rows rows of all tables
	 * @param bytes bytes of all tables
	 * @param sampledRows rows that were read for it
	 * @param copySeconds the copy
	 * @param verifySeconds the comparison at the plan's level
	 * @param seconds all
	 */
	public record Estimate(long rows, long bytes, long sampledRows, double copySeconds, double verifySeconds,
			double seconds) {

	}

}
