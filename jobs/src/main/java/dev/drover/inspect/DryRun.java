package dev.drover.inspect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.drover.chunk.Packing;
import dev.drover.chunk.PartitionSpec;
import dev.drover.chunk.Slicer;
import dev.drover.chunk.TableSlice;
import dev.drover.engine.Engine;
import dev.drover.engine.catalog.Column;
import dev.drover.fault.Finding;
import dev.drover.plan.Plan;
import dev.drover.plan.VerifySettings;
import dev.drover.progress.Report;
import dev.drover.schema.ColumnMapping;
import dev.drover.schema.SchemaMapping;
import dev.drover.schema.TableMapping;
import dev.drover.schema.TypeOverride;

/**
 * Says what a plan would do: types, partitions and time. Reads only the source's catalog,
 * keys and some rows.
 */
public final class DryRun {

	/** Tables that the source calls larger are not counted for a look. */
	private static final long COUNTED_ROWS = 2_000_000;

	private final Plan plan;

	private final Engine source;

	private final Connection connection;

	private final String sourceName;

	private final String targetName;

	private final long partitionRows;

	/**
	 * Creates a dry run.
	 * @param plan the plan
	 * @param source the source's engine
	 * @param connection to the source
	 * @param sourceName the source's name
	 * @param targetName the target's name
	 * @param partitionRows rows from which on a partition is full
	 */
	public DryRun(Plan plan, Engine source, Connection connection, String sourceName, String targetName,
			long partitionRows) {
		this.plan = plan;
		this.source = source;
		this.connection = connection;
		this.sourceName = sourceName;
		this.targetName = targetName;
		this.partitionRows = partitionRows;
	}

	/** What would be done and what speaks against it. */
	public PlanCheck of(SchemaMapping mapping, List<Finding> findings) throws SQLException {
		List<Measured> measured = new ArrayList<>();
		for (TableMapping table : mapping.rowTables()) {
			measured.add(measure(table));
		}
		List<PartitionSpec> partitions = Packing
			.pack(measured.stream().flatMap((table) -> table.slices().stream()).toList(), this.partitionRows);
		return new PlanCheck(this.plan.id(),
				findings.stream().anyMatch((finding) -> finding.level() != Finding.Level.INFO),
				findings.stream().anyMatch((finding) -> finding.level() == Finding.Level.ERROR), this.sourceName,
				this.targetName,
				findings.stream().sorted(Comparator.comparing(Finding::level)).map(DryRun::finding).toList(),
				measured.stream().map((table) -> table(table, partitions, findings)).toList(), partitions.size(),
				estimate(measured));
	}

	private static Report.FindingReport finding(Finding finding) {
		return new Report.FindingReport(finding.code().name(), finding.level().name().toLowerCase(Locale.ROOT),
				finding.object(), finding.message(), finding.hint());
	}

	private Measured measure(TableMapping table) throws SQLException {
		Sample sample = Sample.of(this.source, this.connection, table);
		long estimated = table.source().estimatedRows();
		if (estimated > COUNTED_ROWS) {
			return new Measured(table, estimatedSlices(table.name(), estimated, !table.source().rowKey().isEmpty()),
					false, sample);
		}
		return new Measured(table, new Slicer(this.source, this.partitionRows).slices(this.connection, table.source()),
				true, sample);
	}

	private List<TableSlice> estimatedSlices(String table, long rows, boolean keyed) {
		if (!keyed) {
			return List.of(new TableSlice(table, null, null, rows));
		}
		List<TableSlice> slices = new ArrayList<>();
		for (long open = rows; open > 0; open -= this.partitionRows) {
			slices.add(new TableSlice(table, "", "", Math.min(open, this.partitionRows)));
		}
		return slices;
	}

	private static PlanCheck.TableCheck table(Measured measured, List<PartitionSpec> partitions,
			List<Finding> findings) {
		TableMapping table = measured.table();
		long holding = partitions.stream()
			.filter((partition) -> partition.slices().stream().anyMatch((slice) -> slice.table().equals(table.name())))
			.count();
		List<PlanCheck.ColumnCheck> columns = new ArrayList<>();
		for (int i = 0; i < table.source().columns().size(); i++) {
			Column from = table.source().columns().get(i);
			Column to = table.target().columns().get(i);
			columns.add(new PlanCheck.ColumnCheck(from.name(), from.type().declared(), to.name(), to.type().declared(),
					from.nullable(), override(table, from), loss(table.name() + "." + from.name(), findings)));
		}
		return new PlanCheck.TableCheck(table.name(), table.target().name().display(),
				table.source().rowKey().stream().map(Column::name).toList(), measured.rows(), measured.exact(),
				measured.sample().bytesOf(measured.rows()), holding, columns);
	}

	private static @Nullable String override(TableMapping table, Column source) {
		return table.columns()
			.stream()
			.filter((column) -> column.source().equals(source))
			.map(ColumnMapping::override)
			.filter(Objects::nonNull)
			.map(TypeOverride::entry)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable String loss(String object, List<Finding> findings) {
		List<String> losses = findings.stream()
			.filter((finding) -> finding.object().equals(object))
			.map(Finding::message)
			.toList();
		return losses.isEmpty() ? null : String.join("; ", losses);
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

	private record Measured(TableMapping table, List<TableSlice> slices, boolean exact, Sample sample) {

		long rows() {
			return this.slices.stream().mapToLong(TableSlice::rows).sum();
		}

	}

}
