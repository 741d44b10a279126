package dev.drover.inspect;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.plan.Plan;
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
 * @param counts how many findings there are of each level
 * @param findings what was found, the heaviest first
 * @param grants what an administrator has to run so that the plan's users may do all that
 * the migration does
 * @param tables the tables in the scope
 * @param partitions number of partitions of the copy
 * @param space whether the target has room for it
 * @param estimate how long it may take
 */
public record PlanCheck(String id, boolean refused, boolean refusedWithForce, String source, String target,
		Counts counts, List<Report.FindingReport> findings, List<Grant> grants, List<TableCheck> tables,
		long partitions, Space space, Estimate estimate) {

	/**
	 * What there is to tell of a plan whose source can't be read.
	 * @param plan the plan
	 * @param source the source's name
	 * @param target the target's name
	 * @param inspected what was found
	 */
	public static PlanCheck withoutTables(Plan plan, String source, String target, Inspected inspected) {
		return new PlanCheck(plan.id(), true, inspected.refused(), source, target, inspected.counts(),
				inspected.sorted(), inspected.grants(), List.of(), 0,
				new Space(0, 0, 0, null, null, null, inspected.sourceBytes(), inspected.targetBytes()),
				new Estimate(0, 0, 0, 0, 0, 0));
	}

	/**
	 * Findings by level.
	 *
	 * @param error those that always refuse
	 * @param warning those that refuse without {@code --force}
	 * @param info those that never refuse
	 */
	public record Counts(long error, long warning, long info) {

	}

	/**
	 * A statement that gives a privilege that is missing.
	 *
	 * @param side {@code source} or {@code target}
	 * @param endpoint that side's name
	 * @param statement the statement, with its semicolon
	 */
	public record Grant(String side, String endpoint, String statement) {

	}

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
	 * @param targetBytes its likely size in the target, indexes included
	 * @param partitions partitions that hold rows of it
	 * @param columns its columns
	 */
	public record TableCheck(String name, String targetName, List<String> key, long rows, boolean rowsExact, long bytes,
			long targetBytes, long partitions, List<ColumnCheck> columns) {

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
	 * The target's disk.
	 *
	 * @param neededBytes what the copy is likely to need in the target
	 * @param tableBytes of these, for rows
	 * @param indexBytes of these, for keys and indexes
	 * @param freeBytes free bytes of the disk on which the target lies, or {@code null}
	 * if they are not visible to its users
	 * @param reserveBytes free bytes that Drover leaves alone, or {@code null}
	 * @param directory where they are free, or {@code null}
	 * @param sourceBytes what the source's database takes now, by its own account, or
	 * {@code null} if it does not say
	 * @param targetBytes what the target's database takes now, or {@code null}
	 */
	public record Space(long neededBytes, long tableBytes, long indexBytes, @Nullable Long freeBytes,
			@Nullable Long reserveBytes, @Nullable String directory, @Nullable Long sourceBytes,
			@Nullable Long targetBytes) {

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
