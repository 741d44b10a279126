package dev.drover.inspect;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.drover.chunk.Slicer;
import dev.drover.chunk.TableSlice;
import dev.drover.engine.Footprint;
import dev.drover.engine.catalog.Column;
import dev.drover.fault.Finding;
import dev.drover.schema.ColumnMapping;
import dev.drover.schema.TableMapping;
import dev.drover.schema.TypeOverride;

/**
 * A table of the source, its ranges and a sample of its rows.
 *
 * @param table the table
 * @param slices its ranges
 * @param exact whether its rows were counted
 * @param sample the sample
 * @param findings what is to be told of its values
 */
record Measured(TableMapping table, List<TableSlice> slices, boolean exact, Sample sample, List<Finding> findings) {

	/** Tables that the source calls larger are not counted for a look. */
	private static final long COUNTED_ROWS = 2_000_000;

	static Measured of(BothSides sides, TableMapping table, long partitionRows) throws SQLException {
		long estimated = table.source().estimatedRows();
		if (!sides.source().access().missingToRead(sides.connection(), List.of(table.source().name())).isEmpty()) {
			return new Measured(table, estimatedSlices(table, Math.max(0, estimated), partitionRows), false,
					Sample.none(table), List.of());
		}
		ValueLook look = new ValueLook(sides, table);
		Sample sample = Sample.of(sides.source(), sides.connection(), table, Sample.LOOK_ROWS, Sample.LOOK_NANOS, look);
		List<Finding> told = look.findings(sample.rows());
		if (estimated > COUNTED_ROWS) {
			return new Measured(table, estimatedSlices(table, estimated, partitionRows), false, sample, told);
		}
		List<TableSlice> slices = new Slicer(sides.source(), partitionRows).slices(sides.connection(), table.source());
		return new Measured(table, slices, true, sample, told);
	}

	private static List<TableSlice> estimatedSlices(TableMapping table, long rows, long partitionRows) {
		if (table.source().rowKey().isEmpty()) {
			return List.of(new TableSlice(table.name(), null, null, rows));
		}
		List<TableSlice> slices = new ArrayList<>();
		for (long open = rows; open > 0; open -= partitionRows) {
			slices.add(new TableSlice(table.name(), "", "", Math.min(open, partitionRows)));
		}
		return slices;
	}

	long rows() {
		return this.slices.stream().mapToLong(TableSlice::rows).sum();
	}

	SpaceNeed need(Footprint footprint) {
		return SpaceNeed.of(footprint, this.table, rows(), this.sample);
	}

	/**
	 * The table as the page shows it.
	 * @param holding partitions that hold rows of it
	 * @param losses what is told of columns, by their names
	 */
	PlanCheck.TableCheck check(long holding, Footprint footprint, Map<String, List<String>> losses) {
		List<PlanCheck.ColumnCheck> columns = new ArrayList<>();
		for (int i = 0; i < this.table.source().columns().size(); i++) {
			Column from = this.table.source().columns().get(i);
			Column to = this.table.target().columns().get(i);
			columns.add(new PlanCheck.ColumnCheck(from.name(), from.type().declared(), to.name(), to.type().declared(),
					from.nullable(), override(from),
					loss(losses.getOrDefault(this.table.name() + "." + from.name(), List.of()))));
		}
		return new PlanCheck.TableCheck(this.table.name(), this.table.target().name().display(),
				this.table.source().rowKey().stream().map(Column::name).toList(), rows(), this.exact,
				this.sample.bytesOf(rows()), need(footprint).bytes(), holding, columns);
	}

	private @Nullable String override(Column source) {
		return this.table.columns()
			.stream()
			.filter((column) -> column.source().equals(source))
			.map(ColumnMapping::override)
			.filter(Objects::nonNull)
			.map(TypeOverride::entry)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable String loss(List<String> told) {
		return told.isEmpty() ? null : String.join("; ", told);
	}

}
