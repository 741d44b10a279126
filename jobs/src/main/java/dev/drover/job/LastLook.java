package dev.drover.job;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.drover.apply.Flow;
import dev.drover.engine.Engine;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.value.Row;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.ledger.TableRecord;
import dev.drover.plan.VerifySettings;
import dev.drover.schema.TableMapping;
import dev.drover.verify.HotKeys;
import dev.drover.verify.TableComparison;

/**
 * What is compared while the gate is held and all notes are applied: as much as a moment
 * allows. The rows of small tables are counted; rows that were applied last, and those
 * that kept changing while all was compared, are compared.
 */
final class LastLook {

	private final MigrationRun run;

	private final Map<String, TableMapping> byQueue = new HashMap<>();

	private final List<TableMapping> counted;

	private final Set<String> rejecting;

	/** By table, rows that kept changing while this process or a worker compared them. */
	private final Map<TableMapping, List<Row>> hot = new HashMap<>();

	private LastLook(MigrationRun run, Flow flow, Connection owner) throws SQLException {
		this.run = run;
		this.rejecting = new HashSet<>(run.rejections().records().counts().keySet());
		Map<String, TableMapping> byName = new HashMap<>();
		for (int i = 0; i < flow.tables().size(); i++) {
			TableMapping table = run.mapping().rowTables().get(i);
			this.byQueue.put(flow.from().tables().get(i).queue(), table);
			byName.put(table.name(), table);
		}
		run.work().hot().forEach((name, keys) -> {
			TableMapping table = byName.get(name);
			if (table != null) {
				this.hot.put(table, keys.stream().map((key) -> HotKeys.row(table, key)).toList());
			}
		});
		boolean back = flow.from().endpoint().name().equals(run.targetEndpoint().name());
		// to ask one that was large takes long, and it hardly ever is small by now
		this.counted = SmallTables.among(flow.from().engine(), owner,
				run.work()
					.tables()
					.stream()
					.filter((table) -> table.rowsSource() <= SmallTables.ROWS && !this.rejecting.contains(table.name()))
					.sorted(Comparator.comparingLong(TableRecord::rowsSource))
					.map((table) -> byName.get(table.name()))
					.filter(Objects::nonNull)
					.toList(),
				(table) -> (back ? table.target() : table.source()).name());
	}

	/** Chooses what is looked at, while writers go on. */
	static LastLook of(MigrationRun run, Flow flow) throws SQLException {
		try (Connection owner = flow.from().connect()) {
			return new LastLook(run, flow, owner);
		}
	}

	/**
	 * Looks.
	 * @param applied rows that were applied last, by the queue of their table
	 * @throws DroverException CUT_002 if something differs
	 */
	void require(Connection source, Connection target, Map<String, List<Row>> applied) throws SQLException {
		List<String> differing = differing(source, target, applied, () -> this.run.reached("cutover.counted"));
		if (differing.isEmpty() && this.run.plan().verify().level() != VerifySettings.Level.NONE) {
			differing.addAll(KeylessTables.among(this.run, this.counted).compare(source, target, "under the gate"));
		}
		if (!differing.isEmpty()) {
			throw new DroverException(ErrorCode.CUT_002,
					"the two sides differ under the gate: " + String.join("; ", differing) + "; nothing has changed",
					"drover verify " + this.run.plan().id() + " names the rows");
		}
	}

	/**
	 * Looks once before: what a process does for the first time takes it many times as
	 * long. What differs then says nothing, as writers go on.
	 */
	void rehearse(Connection source, Connection target, Map<String, List<Row>> applied) throws SQLException {
		differing(source, target, applied, () -> {
		});
	}

	private List<String> differing(Connection source, Connection target, Map<String, List<Row>> applied,
			Runnable counted) throws SQLException {
		List<String> differing = new ArrayList<>();
		if (!this.counted.isEmpty()) {
			List<Long> there = counts(this.run.source(), source,
					this.counted.stream().map((table) -> table.source().name()).toList());
			List<Long> here = counts(this.run.target(), target,
					this.counted.stream().map((table) -> table.target().name()).toList());
			for (int i = 0; i < there.size(); i++) {
				if (!there.get(i).equals(here.get(i))) {
					differing.add("table " + this.counted.get(i).name() + " has " + there.get(i)
							+ " rows in the source and " + here.get(i) + " in the target");
				}
			}
		}
		counted.run();
		if (this.run.plan().verify().level() != VerifySettings.Level.NONE) {
			compare(source, target, applied, differing);
		}
		return differing;
	}

	private void compare(Connection source, Connection target, Map<String, List<Row>> applied, List<String> differing)
			throws SQLException {
		Map<TableMapping, Set<Row>> rows = new HashMap<>();
		applied.forEach((queue, keyed) -> {
			TableMapping table = this.byQueue.get(queue);
			if (table != null) {
				rows.computeIfAbsent(table, (each) -> new LinkedHashSet<>()).addAll(keyed);
			}
		});
		this.hot.forEach((table, keyed) -> rows.computeIfAbsent(table, (each) -> new LinkedHashSet<>()).addAll(keyed));
		for (Map.Entry<TableMapping, Set<Row>> each : rows.entrySet()) {
			TableMapping table = each.getKey();
			if (table.keyPositions().isEmpty() || this.rejecting.contains(table.name())) {
				continue;
			}
			List<String> keys = new TableComparison(table, this.run.plan().verify(), this.run.tally(),
					this.run.source(), source, this.run.target(), target)
				.differing(List.copyOf(each.getValue()));
			if (!keys.isEmpty()) {
				differing.add("table " + table.name() + " in key " + keys.get(0)
						+ ((keys.size() > 1) ? " and " + (keys.size() - 1) + " more" : ""));
			}
		}
	}

	private static List<Long> counts(Engine engine, Connection connection, List<TableName> tables) throws SQLException {
		List<String> each = new ArrayList<>();
		for (int i = 0; i < tables.size(); i++) {
			each.add("SELECT " + i + " AS ordinal, count(*) AS n FROM " + engine.rowsOf(connection, tables.get(i)));
		}
		List<Long> counts = new ArrayList<>();
		try (Statement statement = connection.createStatement();
				ResultSet row = statement
					.executeQuery(each.stream().collect(Collectors.joining(" UNION ALL ")) + " ORDER BY 1")) {
			while (row.next()) {
				counts.add(row.getLong(2));
			}
		}
		return counts;
	}

}
