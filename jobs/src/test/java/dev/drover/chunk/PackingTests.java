package dev.drover.chunk;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.drover.engine.catalog.Lineage;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;

import static org.assertj.core.api.Assertions.assertThat;

class PackingTests {

	private static Table table(String name, long rows, long bytes) {
		return new Table(TableName.of(name), List.of(), null, List.of(), List.of(), List.of(), List.of(), Lineage.NONE,
				"", rows, bytes);
	}

	private static TableSlice whole(Table table) {
		return new TableSlice(table.name().display(), null, null, table.estimatedRows());
	}

	@Test
	void theLargestByBytesIsTheFirst() {
		Table many = table("many", 300_000, 15_000_000);
		Table wide = table("wide", 2_000, 900_000_000);
		Weights weights = new Weights(List.of(many, wide));
		assertThat(Packing.pack(List.of(whole(many), whole(wide)), weights))
			.extracting((partition) -> partition.slices().get(0).table())
			.containsExactly("wide", "many");
	}

	@Test
	void tenThousandTablesShareSomeHundredPartitions() {
		List<Table> tables = new ArrayList<>();
		List<TableSlice> slices = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			Table table = table("t" + i, 90_000, 9_000_000);
			tables.add(table);
			slices.add(whole(table));
		}
		Weights weights = new Weights(tables);
		List<PartitionSpec> packed = Packing.pack(slices, weights);
		assertThat(packed).hasSizeBetween(250, 350);
		assertThat(packed.stream().mapToInt((partition) -> partition.slices().size()).sum()).isEqualTo(10_000);
	}

	@Test
	void aLargeFleetHasSomePartitionsForEachOfItsSlots() {
		List<Table> tables = new ArrayList<>();
		List<TableSlice> slices = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			Table table = table("t" + i, 100_000_000, 10_000_000_000L);
			tables.add(table);
			slices.add(whole(table));
		}
		assertThat(Packing.pack(slices, new Weights(tables))).hasSizeBetween(250, 350);
		assertThat(Packing.pack(slices, new Weights(tables, 200))).hasSizeBetween(1_000, 1_250);
		assertThat(Packing.pack(slices, new Weights(tables, 2_000))).hasSize(10_000);
	}

	@Test
	void whatTheCatalogDoesNotKnowCountsByRows() {
		Table unknown = table("unknown", -1, -1);
		Weights weights = new Weights(List.of(unknown));
		assertThat(weights.of(new TableSlice("unknown", null, null, 70_000))).isEqualTo(70_000);
		assertThat(weights.full()).isEqualTo(100_000);
	}

}
