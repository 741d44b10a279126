package dev.drover.app.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

import dev.drover.fault.ExitStatus;
import dev.drover.job.Outcome;
import dev.drover.plan.Plan;
import dev.drover.progress.Report;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random values and those at the edges, of all types of all engines, go to every engine
 * and from there into a fresh database of their own: they are refused by name or come
 * back as they were.
 */
class GeneratedValuesIT extends GeneratedContract {

	private static final String SETTINGS = "mapping: {values: {zero_date: error}}\nlimits: {max_errors: 100000}\n"
			+ "failure_handling: allow_partial\ncopy: {chunk_rows: 500}\n";

	private final Map<String, Source> sources = new HashMap<>();

	@TestFactory
	Stream<DynamicTest> valuesComeBackAsTheyWereOrAreRefusedByName() {
		return some((pair, seed) -> thereAndBack(source(pair.source(), seed, 6), pair.target()));
	}

	@TestFactory
	@Tag("proof")
	Stream<DynamicTest> manyMoreValuesComeBackAsTheyWereOrAreRefusedByName() {
		return all((pair, seed) -> thereAndBack(source(pair.source(), seed, 150), pair.target()));
	}

	private Source source(Product product, long seed, int each) throws Exception {
		String name = product + " " + seed;
		Source source = this.sources.get(name);
		if (source == null) {
			GeneratedTable table = GeneratedTable.of(product, new Chance(seed, each));
			source = new Source(table, ground().fresh(product));
			Ground.execute(source.side(), table.statements());
			this.sources.put(name, source);
		}
		return source;
	}

	private static void thereAndBack(Source source, Product target) throws Exception {
		GeneratedTable table = source.table();
		Side from = source.side();
		Map<Long, String> before = table.read(from);
		Side to = ground().fresh(target);
		List<String> wrong = new ArrayList<>();
		Map<Long, String> refused = move(table, from, to, wrong);
		refused.forEach((id, column) -> {
			GeneratedTable.Cell cell = table.cells().get(id);
			if (cell.plain()) {
				wrong.add("refused though every engine holds it: " + cell);
			}
			if (!column.equalsIgnoreCase("c" + cell.column())) {
				wrong.add("refused for column " + column + ": " + cell);
			}
		});
		Map<Long, String> arriving = new TreeMap<>(before);
		arriving.keySet().removeAll(refused.keySet());
		compare("there", table, arriving, table.read(to), wrong);
		if (target != table.product()) {
			Side back = ground().fresh(table.product());
			Map<Long, String> refusedBack = move(table, to, back, wrong);
			arriving.keySet().removeAll(refusedBack.keySet());
			refusedBack.keySet()
				.stream()
				.map((id) -> table.cells().get(id))
				.filter(GeneratedTable.Cell::plain)
				.forEach((cell) -> wrong.add("refused on the way back: " + cell));
			compare("back", table, arriving, table.read(back), wrong);
		}
		assertThat(wrong).as("%s to %s, %d values, %d refused", table.product(), target, before.size(), refused.size())
			.isEmpty();
	}

	/** The refused rows by their keys, with the column. */
	private static Map<Long, String> move(GeneratedTable table, Side from, Side to, List<String> wrong) {
		Plan plan = ground().plan(from, to, SETTINGS);
		Outcome outcome = ground().run(plan, true);
		if (outcome.status() != ExitStatus.DONE) {
			wrong.add(from.product() + " to " + to.product() + ": " + outcome.status() + " " + outcome.message() + " "
					+ ground().migrations()
						.report(plan.id())
						.tables()
						.stream()
						.flatMap((moved) -> moved.differences().stream())
						.map((difference) -> table.cells().get(Long.valueOf(difference.key())))
						.toList());
		}
		Map<Long, String> refused = new TreeMap<>();
		for (Report.RejectReport reject : ground().migrations().report(plan.id()).rejects()) {
			refused.put(Long.valueOf(reject.key()), reject.column());
		}
		return refused;
	}

	private static void compare(String where, GeneratedTable table, Map<Long, String> expected, Map<Long, String> found,
			List<String> wrong) {
		expected.forEach((id, value) -> {
			String there = found.get(id);
			if (!value.equals(there)) {
				wrong.add(where + ": " + table.cells().get(id) + ": " + shortened(value) + " became "
						+ shortened(String.valueOf(there)));
			}
		});
		if (found.size() > expected.size()) {
			wrong.add(where + ": " + found.size() + " rows instead of " + expected.size());
		}
	}

	private static String shortened(String value) {
		return (value.length() > 200) ? value.substring(0, 200) + " (" + value.length() + ")" : value;
	}

	/**
	 * A table with values, and where it lies.
	 *
	 * @param table what was generated
	 * @param side the database
	 */
	private record Source(GeneratedTable table, Side side) {

	}

}
