package dev.drover.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.drover.ledger.TableRecord;
import dev.drover.plan.VerifySettings;
import dev.drover.schema.TableMapping;

/**
 * The partitions of the verify step: a large table alone, small ones together, which
 * share the connections and the records that every partition costs.
 */
final class VerifyGroups {

	/** Rows from which on a group is full. */
	private static final long ROWS = 20_000;

	/** What a table costs beside its rows, in rows. */
	private static final long TABLE_ROWS = 200;

	private final Map<String, List<String>> groups = new LinkedHashMap<>();

	private VerifyGroups() {
	}

	/** The groups of this attempt, by the name of their partition. */
	static Map<String, List<String>> of(MigrationRun run) {
		VerifyGroups built = new VerifyGroups();
		if (run.plan().verify().level() == VerifySettings.Level.NONE) {
			return Map.of();
		}
		Map<String, Long> rows = run.work()
			.tables()
			.stream()
			.collect(Collectors.toMap(TableRecord::name, TableRecord::rowsSource));
		List<String> open = new ArrayList<>();
		long weight = 0;
		for (TableMapping table : run.mapping().rowTables()) {
			if (run.following() != null && table.source().rowKey().isEmpty()) {
				// copied whole in the switch
				continue;
			}
			@Nullable Long counted = rows.get(table.name());
			if (counted == null || counted < 0 || counted >= ROWS) {
				built.add(List.of(table.name()));
				continue;
			}
			if (weight + counted + TABLE_ROWS > ROWS) {
				built.add(open);
				open = new ArrayList<>();
				weight = 0;
			}
			open.add(table.name());
			weight += counted + TABLE_ROWS;
		}
		built.add(open);
		return built.groups;
	}

	private void add(List<String> tables) {
		if (!tables.isEmpty()) {
			this.groups.put(
					(tables.size() == 1) ? tables.get(0) : tables.get(0) + " and " + (tables.size() - 1) + " more",
					List.copyOf(tables));
		}
	}

}
