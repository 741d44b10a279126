package dev.drover.app.scenario;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

import dev.drover.fault.ExitStatus;
import dev.drover.job.Outcome;
import dev.drover.plan.Plan;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tables, columns, indexes and constraints with generated names arrive under these names
 * in every engine that takes them, and are refused by name where it does not.
 */
class GeneratedNamesIT extends GeneratedContract {

	private static final int COLUMNS = 5;

	private static final Product[] WITH_SCHEMAS = { Product.POSTGRESQL, Product.H2 };

	/** Where schema and table become one name, both must fit into it. */
	private static final int SHORT = 20;

	@TestFactory
	Stream<DynamicTest> namesArriveAsTheyAre() {
		return some((pair, seed) -> moves(pair.source(), pair.target(), seed, 4));
	}

	@TestFactory
	@Tag("proof")
	Stream<DynamicTest> allNamesArriveAsTheyAre() {
		return all((pair, seed) -> moves(pair.source(), pair.target(), seed, 12));
	}

	@TestFactory
	Stream<DynamicTest> tablesOfSchemasArriveUnderBothNames() {
		return some((pair, seed) -> movesSchemas(pair.source(), pair.target(), seed, 4), WITH_SCHEMAS);
	}

	@TestFactory
	@Tag("proof")
	Stream<DynamicTest> tablesOfManySchemasArriveUnderBothNames() {
		return all((pair, seed) -> movesSchemas(pair.source(), pair.target(), seed, 12), WITH_SCHEMAS);
	}

	@TestFactory
	Stream<DynamicTest> twinsThatDifferByCaseArriveOrAreRefusedByName() {
		return some((pair, seed) -> twins(pair.source(), pair.target(), seed), Product.POSTGRESQL, Product.H2,
				Product.MYSQL, Product.MARIADB);
	}

	@TestFactory
	@Tag("proof")
	Stream<DynamicTest> allTwinsThatDifferByCaseArriveOrAreRefusedByName() {
		return all((pair, seed) -> twins(pair.source(), pair.target(), seed), Product.POSTGRESQL, Product.H2,
				Product.MYSQL, Product.MARIADB);
	}

	@TestFactory
	Stream<DynamicTest> whatATargetCanNotBeCalledIsRefusedByName() {
		return pairs().filter((pair) -> !GeneratedNames.refused(pair.source(), pair.target()).isEmpty())
			.map((pair) -> DynamicTest.dynamicTest(pair.toString(), () -> refuses(pair.source(), pair.target())));
	}

	private static void moves(Product source, Product target, long seed, int tables) throws Exception {
		GeneratedNames names = new GeneratedNames(seed + 31L * source.ordinal() + target.ordinal());
		Side from = ground().fresh(source);
		List<String> sql = new ArrayList<>();
		String before = null;
		for (String table : names.some(tables, source, target)) {
			sql.addAll(table(source, table, before,
					new GeneratedNames(seed + table.hashCode()).some(COLUMNS + 1, source, target), sql.size()));
			before = table;
		}
		Ground.execute(from, sql);
		for (String mode : List.of("preserve", "native")) {
			if (mode.equals("native") && (source == target || (seed & 1) != 0 && tables < 10)) {
				continue;
			}
			Side to = ground().fresh(target);
			Plan plan = ground().plan(from, to, "mapping: {names: " + mode + "}\n");
			Outcome outcome = ground().run(plan, true);
			assertThat(outcome.status()).as(outcome.message() + " of " + sql).isEqualTo(ExitStatus.DONE);
			assertThat(content(to, mode)).as(sql.toString()).isEqualTo(content(from, mode));
		}
	}

	/** Tables of two names that are one to those who don't tell case. */
	private static void twins(Product source, Product target, long seed) throws Exception {
		Map<String, String> twins = new TreeMap<>();
		new GeneratedNames(seed).some(40, source, target)
			.stream()
			.filter((name) -> !GeneratedNames.twin(name).equals(name))
			.limit(4)
			.forEach((name) -> twins.put(name, GeneratedNames.twin(name)));
		Side from = ground().fresh(source);
		List<String> sql = new ArrayList<>();
		twins.forEach((name, twin) -> {
			for (String each : List.of(name, twin)) {
				sql.add("CREATE TABLE " + source.quote(each) + " (the_key integer PRIMARY KEY)");
				sql.add("INSERT INTO " + source.quote(each) + " VALUES (" + sql.size() + ")");
			}
		});
		Ground.execute(from, sql);
		Side to = ground().fresh(target);
		Plan plan = ground().plan(from, to, "mapping: {names: preserve}\n");
		Outcome outcome = ground().run(plan, true);
		if (target == Product.SQLITE) {
			assertThat(outcome.status()).as(outcome.message() + " of " + sql).isEqualTo(ExitStatus.REFUSED);
			String errors = ground().migrations().check(plan).findings().toString();
			twins.keySet().forEach((name) -> assertThat(errors).contains("SCHEMA_003", name));
			return;
		}
		assertThat(outcome.status()).as(outcome.message() + " of " + sql).isEqualTo(ExitStatus.DONE);
		assertThat(content(to, "preserve")).as(sql.toString()).isEqualTo(content(from, "preserve"));
	}

	private static void movesSchemas(Product source, Product target, long seed, int schemas) throws Exception {
		GeneratedNames names = new GeneratedNames(seed + target.ordinal());
		boolean flat = !List.of(WITH_SCHEMAS).contains(target);
		List<String> taken = names.some(6 * schemas, source, target)
			.stream()
			.filter((name) -> !flat || name.length() <= SHORT)
			.limit(2L * schemas)
			.toList();
		Side from = ground().fresh(source);
		List<String> sql = new ArrayList<>();
		Map<String, String> expected = new TreeMap<>();
		String parent = null;
		for (int i = 0; i < taken.size(); i += 2) {
			String name = source.quote(taken.get(i)) + "." + source.quote(taken.get(i + 1));
			sql.addAll(List.of("CREATE SCHEMA " + source.quote(taken.get(i)),
					"CREATE TABLE " + name + " (id integer PRIMARY KEY, v varchar(20), parent integer"
							+ ((parent == null) ? "" : ", FOREIGN KEY (parent) REFERENCES " + parent + " (id)") + ")",
					"CREATE INDEX " + source.quote("i " + taken.get(i).strip()) + " ON " + name + " (v)",
					"INSERT INTO " + name + " VALUES (1, 'v" + i + "', NULL), (2, NULL, "
							+ ((parent == null) ? "NULL" : "1") + ")"));
			expected.put(taken.get(i) + (flat ? "_" : ".") + taken.get(i + 1),
					"[1 | v" + i + " | NULL, 2 | NULL | " + ((parent == null) ? "NULL" : "1") + "]");
			parent = name;
		}
		Ground.execute(from, sql);
		Side to = ground().fresh(target);
		Outcome outcome = ground().run(ground().plan(from, to, "mapping: {names: preserve}\n"), true);
		assertThat(outcome.status()).as(outcome.message() + " of " + sql).isEqualTo(ExitStatus.DONE);
		Map<String, String> found = new TreeMap<>();
		try (Connection connection = to.open()) {
			Content content = new Content(to, connection);
			for (Content.Name table : content.tables()) {
				found.put(table.display(),
						content.meaning(table, List.of(Meaning.TEXT, Meaning.TEXT, Meaning.TEXT)).toString());
			}
		}
		assertThat(found).as(sql.toString()).isEqualTo(expected);
	}

	private static List<String> table(Product product, String table, String parent, List<String> names, int number) {
		// names of indexes and constraints may be those of the whole database
		String last = number + names.get(COLUMNS).substring(0, Math.min(20, names.get(COLUMNS).length())).strip();
		List<String> columns = names.stream().limit(COLUMNS).map(product::quote).toList();
		String name = product.quote(table);
		StringBuilder create = new StringBuilder("CREATE TABLE ").append(name).append(" (the_key integer PRIMARY KEY");
		columns.forEach((column) -> create.append(", ").append(column).append(" varchar(20)"));
		if (parent != null) {
			create.append(", parent integer, CONSTRAINT ")
				.append(product.quote("k" + last))
				.append(" FOREIGN KEY (parent) REFERENCES ")
				.append(product.quote(parent))
				.append(" (the_key)");
		}
		return List.of(create + ")",
				"CREATE INDEX " + product.quote("i" + last) + " ON " + name + " (" + columns.get(0) + ")",
				"INSERT INTO " + name + " (the_key, " + String.join(", ", columns)
						+ ((parent == null) ? "" : ", parent") + ") VALUES (1, 'a', 'b', 'c', NULL, ''"
						+ ((parent == null) ? "" : ", 1") + "), (2, NULL, 'b', NULL, 'd', 'e'"
						+ ((parent == null) ? "" : ", NULL") + ")");
	}

	/** By the tables' names, the columns' names and all values. */
	private static Map<String, String> content(Side side, String mode) throws Exception {
		Map<String, String> found = new TreeMap<>();
		try (Connection connection = side.open()) {
			Content content = new Content(side, connection);
			for (Content.Name table : content.tables()) {
				List<Content.ColumnSort> columns = content.columns(table);
				found.put(spelled(table.table(), mode),
						columns.stream()
							.map((column) -> spelled(column.name(), mode))
							.collect(Collectors.joining(" | ")) + " = "
								+ content.meaning(table, columns.stream().map((column) -> Meaning.TEXT).toList()));
			}
		}
		return found;
	}

	private static String spelled(String name, String mode) {
		return mode.equals("preserve") && !name.equalsIgnoreCase("the_key") && !name.equalsIgnoreCase("parent") ? name
				: GeneratedNames.folded(name);
	}

	private static void refuses(Product source, Product target) throws Exception {
		Side from = ground().fresh(source);
		List<String> sql = new ArrayList<>();
		for (String name : GeneratedNames.refused(source, target)) {
			sql.add("CREATE TABLE " + source.quote(name) + " (id integer PRIMARY KEY)");
			sql.add("CREATE TABLE t" + sql.size() + " (id integer PRIMARY KEY, " + source.quote(name) + " integer)");
		}
		Ground.execute(from, sql);
		Side to = ground().fresh(target);
		Plan plan = ground().plan(from, to, "mapping: {names: preserve}\n");
		String errors = ground().migrations()
			.check(plan)
			.findings()
			.stream()
			.filter((finding) -> finding.level().equals("error"))
			.map((finding) -> finding.code() + " " + finding.object() + " " + finding.message())
			.collect(Collectors.joining("\n"));
		for (String name : GeneratedNames.refused(source, target)) {
			assertThat(errors.lines().filter((line) -> line.contains(name))).as(name + " in:\n" + errors)
				.hasSizeGreaterThanOrEqualTo(2);
		}
		assertThat(ground().run(plan, true).status()).isEqualTo(ExitStatus.REFUSED);
		try (Connection connection = to.open()) {
			assertThat(new Content(to, connection).tables()).isEmpty();
		}
	}

}
