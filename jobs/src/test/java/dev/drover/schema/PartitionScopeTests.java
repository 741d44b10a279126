package dev.drover.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Lineage;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.fault.Finding;
import dev.drover.plan.Scope;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A scope names whole partitioned tables, or nothing of them.
 */
class PartitionScopeTests {

	private static final Catalog CATALOG = new Catalog(List.of(table("plain", null), table("pay", null),
			table("pay_2025", "pay"), table("pay_2026", "pay"), table("pay_2026_jan", "pay_2026")), List.of(),
			List.of(), List.of());

	@Test
	void wholeTablesAreAllRight() {
		assertThat(objects(List.of("*"), List.of())).isEmpty();
		assertThat(objects(List.of("plain"), List.of())).isEmpty();
		assertThat(objects(List.of("*"), List.of("pay*"))).isEmpty();
	}

	@Test
	void aPartitionWithoutItsTableIsRefused() {
		assertThat(objects(List.of("pay_2025", "plain"), List.of())).containsExactly("pay_2025");
		assertThat(objects(List.of("pay_2026", "pay_2026_jan"), List.of())).containsExactly("pay_2026", "pay_2026_jan");
	}

	@Test
	void aTableWithoutOneOfItsPartitionsIsRefused() {
		assertThat(objects(List.of("*"), List.of("pay_2026_jan"))).containsExactly("pay_2026_jan");
	}

	private static List<String> objects(List<String> include, List<String> exclude) {
		return new PartitionScope(CATALOG, new Scope(include, exclude, null)).findings()
			.stream()
			.map(Finding::object)
			.toList();
	}

	private static Table table(String name, @Nullable String partitionOf) {
		TableName parent = (partitionOf == null) ? null : new TableName(null, partitionOf);
		return new Table(new TableName(null, name), List.of(), null, List.of(), List.of(), List.of(), List.of(),
				new Lineage(null, parent, null, List.of()), "", -1, -1);
	}

}
