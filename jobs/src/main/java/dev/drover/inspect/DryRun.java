package dev.drover.inspect;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.drover.chunk.Packing;
import dev.drover.chunk.PartitionSpec;
import dev.drover.chunk.TableSlice;
import dev.drover.chunk.Weights;
import dev.drover.engine.DiskSpace;
import dev.drover.fault.Finding;
import dev.drover.plan.Plan;
import dev.drover.plan.VerifySettings;
import dev.drover.schema.SchemaMapping;
import dev.drover.schema.TableMapping;

/**
 * Says what a plan would do: types, partitions, room and time. Reads only the source's
 * catalog, keys and some rows.
 */
public final class DryRun {

	private final Plan plan;

	private final BothSides sides;

	/**
	 * Creates a dry run.
	 * @param plan the plan
	 * @param sides what it is about
	 */
	public DryRun(Plan plan, BothSides sides) {
		this.plan = plan;
		this.sides = sides;
	}

	/**
	 * What would be done and what speaks against it.
	 * @param inspected what was found so far; a disk that is too small is added
	 */
	public PlanCheck of(SchemaMapping mapping, Inspected inspected) throws SQLException {
		Weights weights = new Weights(mapping.rowTables().stream().map(TableMapping::source).toList());
		List<Measured> measured = new ArrayList<>();
		for (TableMapping table : mapping.rowTables()) {
			Measured seen = Measured.of(this.sides, table, weights.full());
			this.sides.source().leaveTables(this.sides.connection());
			measured.add(seen);
			seen.findings().forEach(inspected::add);
		}
		List<PartitionSpec> partitions = Packing
			.pack(measured.stream().flatMap((table) -> table.slices().stream()).toList(), weights);
		PlanCheck.Space space = space(measured, inspected);
		List<Finding> findings = inspected.findings();
		Map<String, List<String>> losses = findings.stream()
			.collect(Collectors.groupingBy(Finding::object, Collectors.mapping(Finding::message, Collectors.toList())));
		Map<String, Long> holding = partitions.stream()
			.flatMap((partition) -> partition.slices().stream().map(TableSlice::table).distinct())
			.collect(Collectors.groupingBy((table) -> table, Collectors.counting()));
		return new PlanCheck(this.plan.id(),
				findings.stream().anyMatch((finding) -> finding.level() != Finding.Level.INFO), inspected.refused(),
				this.sides.sourceEndpoint().name(), this.sides.targetEndpoint().name(), inspected.counts(),
				inspected.sorted(), inspected.grants(),
				measured.stream()
					.map((table) -> table.check(holding.getOrDefault(table.table().name(), 0L),
							this.sides.target().footprint(), losses))
					.toList(),
				partitions.size(), space, estimate(measured));
	}

	private PlanCheck.Space space(List<Measured> tables, Inspected inspected) {
		SpaceNeed need = tables.stream()
			.map((table) -> table.need(this.sides.target().footprint()))
			.reduce(SpaceNeed.NONE, SpaceNeed::plus);
		SpaceInspection inspection = new SpaceInspection(this.sides.source(), this.sides.target(),
				this.sides.targetEndpoint());
		Optional<DiskSpace> disk = inspection.disk();
		disk.ifPresent((seen) -> inspected.add(inspection.finding(need.bytes(), seen)));
		return new PlanCheck.Space(need.bytes(), need.tableBytes(), need.indexBytes(),
				disk.map(DiskSpace::freeBytes).orElse(null), disk.map(DiskSpace::reserveBytes).orElse(null),
				disk.map((seen) -> seen.directory().toString()).orElse(null), inspected.sourceBytes(),
				inspected.targetBytes());
	}

	private PlanCheck.Estimate estimate(List<Measured> tables) {
		double reading = tables.stream().mapToDouble((table) -> table.sample().secondsOf(table.rows())).sum()
				/ this.plan.copy().parallelism();
		boolean rowsCompared = this.plan.verify().level() == VerifySettings.Level.HASH
				|| this.plan.verify().level() == VerifySettings.Level.FULL;
		// copied rows are read and written, compared rows are read on both sides
		double copy = 2 * reading;
		double verify = rowsCompared ? 2 * reading : 0;
		return new PlanCheck.Estimate(tables.stream().mapToLong(Measured::rows).sum(),
				tables.stream().mapToLong((table) -> table.sample().bytesOf(table.rows())).sum(),
				tables.stream().mapToLong((table) -> table.sample().rows()).sum(), copy, verify, copy + verify);
	}

}
