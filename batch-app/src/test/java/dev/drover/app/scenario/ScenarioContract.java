package dev.drover.app.scenario;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.fault.ExitStatus;
import dev.drover.job.Outcome;
import dev.drover.plan.Plan;
import dev.drover.progress.ProgressListener;
import dev.drover.progress.Report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Whatever a source holds arrives unchanged in every engine, or is refused by name. Each
 * scenario runs the real job; both sides are then read without Drover.
 */
abstract class ScenarioContract {

	/** Of five targets. */
	private static final int SHARE = 2;

	private static final String ONLY = System.getProperty("scenario", "");

	private final Product source;

	@TempDir
	Path directory;

	private Ground ground;

	ScenarioContract(Product source) {
		this.source = source;
	}

	@BeforeEach
	void openGround() {
		this.ground = new Ground(this.directory);
	}

	@AfterEach
	void closeGround() {
		this.ground.close();
	}

	/** Each scenario into some engines, which are others for the next. */
	@TestFactory
	Stream<DynamicTest> arrivesUnchangedOrIsRefusedByName() {
		return tests((share) -> share || !ONLY.isEmpty());
	}

	@TestFactory
	@Tag("proof")
	Stream<DynamicTest> arrivesUnchangedOrIsRefusedByNameInAllOthers() {
		return tests((share) -> !share);
	}

	private Stream<DynamicTest> tests(Predicate<Boolean> taken) {
		List<Scenario> scenarios = Scenario.all().toList();
		List<DynamicTest> tests = new ArrayList<>();
		for (int number = 0; number < scenarios.size(); number++) {
			Scenario scenario = scenarios.get(number);
			if (!scenario.has(this.source) || !scenario.name().matches(ONLY.isEmpty() ? ".*" : ONLY)) {
				continue;
			}
			List<Product> targets = Arrays.stream(Product.values())
				.filter((target) -> scenario.goes(this.source, target))
				.toList();
			for (int i = 0; i < targets.size(); i++) {
				Product target = targets.get(i);
				boolean share = Math.floorMod(i - number - this.source.ordinal(), targets.size()) < SHARE;
				if (taken.test(share)) {
					tests.add(DynamicTest.dynamicTest(scenario.name() + " to " + target.word(),
							() -> holds(scenario, target)));
				}
			}
		}
		return tests.stream();
	}

	private void holds(Scenario scenario, Product target) throws Exception {
		Side from = this.ground.fresh(this.source);
		Ground.execute(from, scenario.create(this.source));
		List<String> failing = new ArrayList<>();
		for (String line : scenario.expected(this.source, target, "fails")) {
			String[] parts = line.split(" \\| ");
			failing.add(parts[0]);
			fails(scenario, from, this.ground.fresh(target), parts[0], parts[1].split(" & "));
		}
		String scope = (failing.isEmpty() ? "" : "scope: {tables: {exclude: " + quoted(failing) + "}}\n")
				+ (scenario.expected(this.source, target, "rejects").isEmpty() ? ""
						: "limits: {max_errors: 1000}\nfailure_handling: allow_partial\n");
		moves(scenario, from, this.ground.fresh(target), scope, failing);
	}

	private static List<String> quoted(List<String> names) {
		return names.stream().map((name) -> "\"" + name + "\"").toList();
	}

	private void fails(Scenario scenario, Side from, Side to, String table, String... words) throws Exception {
		Plan plan = plan(scenario, from, to,
				"scope: {tables: {include: " + quoted(List.of(table)) + "}}\nlimits: {max_errors: 0}\n");
		Outcome outcome = this.ground.run(plan, true);
		assertThat(outcome.message()).as(table).isNotNull().contains(words);
		// what the target refuses to create is mended and restarted; a row that is
		// refused
		// ends the migration
		assertThat(outcome.status()).as(table + ": " + outcome.message())
			.isEqualTo(words[0].startsWith("SCHEMA") ? ExitStatus.FAILED : ExitStatus.ROLLED_BACK);
		try (Connection connection = to.open()) {
			assertThat(new Content(to, connection).counts()
				.entrySet()
				.stream()
				.filter((entry) -> !entry.getKey().toLowerCase(Locale.ROOT).contains("drover"))
				.mapToLong(Map.Entry::getValue)
				.sum()).as(table).isZero();
		}
	}

	private void moves(Scenario scenario, Side from, Side to, String scope, List<String> failing) throws Exception {
		Plan plan = plan(scenario, from, to, scope);
		Product target = to.product();
		List<String> expected = scenario.expected(this.source, target, "finding").stream().sorted().toList();
		List<Report.FindingReport> findings = this.ground.migrations().check(plan).findings();
		assertThat(findings.stream()
			.filter((finding) -> !finding.level().equals("info"))
			.map((finding) -> finding.code() + " " + finding.object())
			.sorted()).as("findings of check: " + findings).isEqualTo(expected);
		String messages = findings.stream().map(Report.FindingReport::message).collect(Collectors.joining("\n"));
		scenario.expected(this.source, target, "told").forEach((words) -> assertThat(messages).contains(words));
		if (!expected.isEmpty()) {
			assertThat(this.ground.run(plan, false).status()).isEqualTo(ExitStatus.REFUSED);
			try (Connection connection = to.open()) {
				assertThat(new Content(to, connection).tables()).as("a refusal changes nothing").isEmpty();
			}
		}
		if (!scenario.expected(this.source, target, "refused").isEmpty()) {
			assertThat(this.ground.run(plan, true).status()).isEqualTo(ExitStatus.REFUSED);
			return;
		}
		Outcome outcome = this.ground.run(plan, true);
		assertThat(outcome.status()).as(outcome.message()).isEqualTo(ExitStatus.DONE);
		Differing differing = new Differing(scenario, this.source, target, failing);
		assertThat(this.ground.migrations()
			.report(plan.id())
			.rejects()
			.stream()
			.map((reject) -> reject.table() + " " + reject.key() + " "
					+ (reject.column().isEmpty() ? "-" : reject.column()))
			.sorted()).as("rejects").isEqualTo(differing.rejects());
		boolean preserved = scenario.plan().contains("preserve");
		if (target != this.source) {
			sameMeaning(from, to, differing, preserved);
		}
		assertThat(this.ground.migrations().verify(plan, ProgressListener.NONE).status()).isEqualTo(ExitStatus.DONE);
		if (target == this.source) {
			sameExactly(from, to, differing);
		}
		else if (!scenario.oneWay()) {
			Side back = this.ground.fresh(this.source);
			Outcome returned = this.ground.run(plan(scenario, to, back, ""), true);
			assertThat(returned.status()).as(returned.message()).isEqualTo(ExitStatus.DONE);
			sameExactly(from, back, differing);
		}
		for (String sql : scenario.expectations(this.source, target)) {
			expect(to, target.mysql() ? spelled(to, sql) : sql);
		}
	}

	private void sameMeaning(Side from, Side to, Differing differing, boolean preserved) throws SQLException {
		try (Connection before = from.open(); Connection after = to.open()) {
			Content source = new Content(from, before);
			Content target = new Content(to, after);
			List<Content.Name> tables = differing.tables(source);
			assertThat(target.tables()).hasSameSizeAs(tables);
			for (Content.Name table : tables) {
				List<Content.ColumnSort> columns = source.columns(table);
				List<Meaning> sorts = columns.stream()
					.map((column) -> differing.changes(table, column.name(), column == columns.get(0))
							? Meaning.ANYTHING : Meaning.of(from.product(), column.type()))
					.toList();
				Content.Name there = counterpart(target, table, to.product(), preserved);
				assertThat(target.meaning(there, sorts)).as(table.display())
					.isEqualTo(differing.arriving(table, source.meaning(table, sorts)));
			}
		}
	}

	/** The same engine again: each value as it was stored. */
	private static void sameExactly(Side from, Side back, Differing differing) throws SQLException {
		try (Connection before = from.open(); Connection after = back.open()) {
			Content source = new Content(from, before);
			Content target = new Content(back, after);
			for (Content.Name table : differing.tables(source)) {
				List<String> except = differing.respelled(table);
				Content.Name there = target.tables()
					.stream()
					.filter((name) -> name.table().equalsIgnoreCase(table.table())
							|| name.table().equalsIgnoreCase(table.schema() + "_" + table.table()))
					.findFirst()
					.orElseThrow();
				assertThat(target.exact(there, except)).as(table.display() + " back again")
					.isEqualTo(differing.arriving(table, source.exact(table, except)));
			}
		}
	}

	private static Content.Name counterpart(Content target, Content.Name table, Product product, boolean preserved)
			throws SQLException {
		String wanted = preserved ? table.table() : product.nativeName(table.table());
		return target.tables()
			.stream()
			.filter((name) -> name.table().equals(wanted) || name.table().equals(table.table())
					|| name.table().equals(table.schema() + "_" + wanted))
			.findFirst()
			.orElseThrow(() -> new AssertionError("no counterpart of " + table.display()));
	}

	/** MySQL tells names of tables by their case, and gets those of H2 in upper case. */
	private static String spelled(Side side, String sql) throws SQLException {
		String spelled = sql;
		try (Connection connection = side.open()) {
			for (Content.Name table : new Content(side, connection).tables()) {
				spelled = spelled.replaceAll("(?i)(?<= )" + table.table() + "\\b", table.table());
			}
		}
		return spelled;
	}

	/** A query must give 1 or true; what begins with FAILS must fail. */
	private static void expect(Side side, String sql) throws SQLException {
		if (sql.startsWith("FAILS ")) {
			assertThatThrownBy(() -> expect(side, sql.substring(6))).as(sql).isInstanceOf(SQLException.class);
			return;
		}
		try (Connection connection = side.open(); Statement statement = connection.createStatement()) {
			statement.execute((side.product() == Product.SQLITE) ? "PRAGMA foreign_keys = 1" : "SELECT 1");
			if (!sql.startsWith("SELECT")) {
				statement.execute(sql);
				return;
			}
			try (ResultSet row = statement.executeQuery(sql)) {
				assertThat(row.next()).as(sql).isTrue();
				assertThat(row.getString(1)).as(sql).isIn("1", "t", "true", "TRUE");
			}
		}
	}

	private Plan plan(Scenario scenario, Side from, Side to, String scope) {
		return this.ground.plan(from, to, scope + scenario.plan());
	}

}
