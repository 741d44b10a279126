package dev.drover.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.drover.engine.catalog.TableName;

import static org.assertj.core.api.Assertions.assertThat;

class TableOrderTests {

	private static List<String> sorted(List<String> tables, Map<String, Set<String>> before) {
		return TableOrder.sorted(tables, TableName::of, (
				table) -> before.getOrDefault(table, Set.of()).stream().map(TableName::of).collect(Collectors.toSet()));
	}

	@Test
	void tablesStayInTheirOrderUnlessOneHasToWait() {
		assertThat(sorted(List.of("a", "b", "c", "d"), Map.of("a", Set.of("c"), "b", Set.of("d", "missing", "b"))))
			.containsExactly("c", "a", "d", "b");
	}

	@Test
	void aCircleBeginsWithItsFirstTable() {
		assertThat(sorted(List.of("x", "a", "b", "c"),
				Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("a"), "x", Set.of("a"))))
			.containsExactly("x", "a", "c", "b");
		assertThat(sorted(List.of("a", "b", "x"), Map.of("a", Set.of("b"), "b", Set.of("a")))).containsExactly("x", "a",
				"b");
	}

	@Test
	void aChainOfManyTablesIsSortedBackwards() {
		List<String> tables = IntStream.range(0, 20_000).mapToObj((i) -> "t" + i).toList();
		Map<String, Set<String>> next = IntStream.range(0, 19_999)
			.boxed()
			.collect(Collectors.toMap((i) -> "t" + i, (i) -> Set.of("t" + (i + 1))));
		assertThat(sorted(tables, next)).hasSize(20_000).startsWith("t19999", "t19998").endsWith("t0");
	}

}
