package dev.drover.plan;

import java.util.List;
import java.util.Map;

import dev.drover.fault.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class PlanMistakesTests {

	private static final String SMALLEST = """
			id: a
			source: {url: "jdbc:h2:mem:a"}
			target: {url: "jdbc:h2:mem:b"}
			""";

	private final PlanReader reader = new PlanReader(Map.of());

	@Test
	void aNameThatNoLedgerCanHoldIsAMistake() {
		assertThat(refusal("id: orders\nsource: {name: %s, url: \"jdbc:h2:mem:a\"}\ntarget: {url: \"jdbc:h2:mem:b\"}\n"
			.formatted("n".repeat(201)))).hasMessageContaining("source.name: has 201 characters, allowed are 200");
	}

	@Test
	void allMistakesOfAFileAreReportedTogetherInTheOrderOfTheFile() {
		PlanMistakesException refusal = refusal("""
				id: Orders_1
				source:
				  url: postgresql://db1/orders
				  usr: drover
				scope:
				  tables:
				    include: []
				    exlude: [audit_*, 7]
				verify: {level: hsh, sample_percentage: 0}
				copy: {parallelism: many, chunk_bytes: 1KB}
				copy: {parallelism: 2}
				hook: {}
				""");
		assertThat(refusal.code()).isEqualTo(ErrorCode.PLAN_001);
		assertThat(refusal).hasMessage(
				"""
						PLAN_001 12 mistakes in plan.yaml
						plan.yaml:1:1 target.url: is required
						plan.yaml:1:5 id: seen 'Orders_1', allowed are 1 to 64 of a-z, 0-9 and '-'
						plan.yaml:3:8 source.url: a JDBC URL is wanted, it starts with 'jdbc:'
						plan.yaml:4:3 source: unknown key 'usr', allowed are name, url, user, password; did you mean 'user'?
						plan.yaml:7:14 scope.tables.include: at least one pattern is wanted, seen an empty list; '*' stands for all tables
						plan.yaml:8:5 scope.tables: unknown key 'exlude', allowed are include, exclude; did you mean 'exclude'?
						plan.yaml:9:17 verify.level: unknown value 'hsh', allowed are none, count, hash, full; did you mean 'hash'?
						plan.yaml:9:41 verify.sample_percentage: seen '0', allowed is above 0 and up to 100
						plan.yaml:10:21 copy.parallelism: a whole number is wanted, seen 'many'
						plan.yaml:10:40 copy.chunk_bytes: seen '1KB', allowed is 64KB or more
						plan.yaml:11:1 copy: duplicate key, it is in line 10 already
						plan.yaml:12:1 unknown key 'hook', allowed are id, description, source, target, scope, mapping, strategy, data, failure_handling, copy, verify, cutover, limits, hooks, throttle; did you mean 'hooks'?""");
		assertThat(refusal.mistakes()).hasSize(12)
			.contains(new PlanMistake("scope.tables", 8, 5, "unknown key 'exlude', allowed are include, exclude",
					"did you mean 'exclude'?"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					description: 42                          | 4:14 description: text is wanted, seen a number; put it in quotes
					description: [a]                         | 4:14 description: text is wanted, seen a list
					description:                             | 4:13 description: text is wanted, seen nothing
					description: !!binary aGk=               | 4:14 description: text is wanted, seen a tag
					copy: 2                                  | 4:7 copy: a mapping is wanted, seen a number
					copy:                                    | 4:6 copy: a mapping is wanted, seen nothing
					copy: {parallelism: 0}                   | 4:21 copy.parallelism: seen 0, allowed is 1 or more
					copy: {chunk_rows: 3000000000}           | 4:20 copy.chunk_rows: seen 3000000000, allowed is 1 or more, up to 2147483647
					copy: {chunk_rows: 5e4}                  | 4:20 copy.chunk_rows: a whole number is wanted, seen '5e4'
					copy: {chunk_rows: "50"}                 | 4:20 copy.chunk_rows: a whole number is wanted, seen '50'
					copy: {chunk_bytes: 8 MB}                | 4:21 copy.chunk_bytes: a size such as 65536, 64KB, 8MB or 1GB is wanted, seen '8 MB'
					copy: {chunk_bytes: 9999999999999GB}     | 4:21 copy.chunk_bytes: a size such as 65536, 64KB, 8MB or 1GB is wanted, seen '9999999999999GB'
					cutover: {timeout: 5}                    | 4:20 cutover.timeout: a duration such as 500ms, 5s, 5m or 24h is wanted, seen '5'
					cutover: {timeout: -5s}                  | 4:20 cutover.timeout: a duration such as 500ms, 5s, 5m or 24h is wanted, seen '-5s'
					cutover: {timeout: 0s}                   | 4:20 cutover.timeout: seen '0s', allowed is above 0
					cutover: {reverse: yes}                  | 4:20 cutover.reverse: true or false is wanted, seen 'yes'
					cutover: {gate: true}                    | 4:17 cutover.gate: one of auto, manual, never is wanted, seen 'true'
					cutover: {gate: AUTO}                    | 4:17 cutover.gate: unknown value 'AUTO', allowed are auto, manual, never; did you mean 'auto'?
					cutover: {max_lag: -1}                   | 4:20 cutover.max_lag: seen -1, allowed is 0 or more
					cutover: {maxLag: 1}                     | 4:11 cutover: unknown key 'maxLag', allowed are gate, timeout, max_lag, reverse; did you mean 'max_lag'?
					verify: {sample_percentage: 100.01}      | 4:29 verify.sample_percentage: seen '100.01', allowed is above 0 and up to 100
					verify: {sample_percentage: .nan}        | 4:29 verify.sample_percentage: a number above 0 and up to 100 is wanted, seen '.nan'
					verify: {sample_percentage: half}        | 4:29 verify.sample_percentage: a number above 0 and up to 100 is wanted, seen 'half'
					failure_handling: {retry_count: 2}       | 4:19 failure_handling.type: is required
					failure_handling: {type: rollback_all, retry_count: 2} | 4:53 failure_handling.retry_count: only type retry_then_all takes a retry_count
					failure_handling: {type: retry_then_all, retry_count: 0} | 4:55 failure_handling.retry_count: seen 0, allowed is 1 or more
					strategy: {}                             | 4:11 strategy.type: is required
					strategy: time_window                    | 4:11 strategy: a time_window wants start and end, as {type: time_window, start: "01:00", end: "03:00"}
					strategy: {type: time_window, start: "01:00"} | 4:11 strategy: a time_window wants start and end, as {type: time_window, start: "01:00", end: "03:00"}
					strategy: {type: big_bang, zone: UTC}    | 4:34 strategy.zone: only type time_window takes it
					strategy: {type: time_window, start: 01:00, end: "01:00"} | 4:50 strategy.end: another time than start is wanted
					strategy: {type: time_window, start: "1 am", end: "02:00"} | 4:38 strategy.start: a time such as "01:30", or a moment such as "2027-03-28T01:30" or "2027-03-28T01:30Z", is wanted, seen '1 am'
					strategy: {type: time_window, start: "01:00", end: "2027-01-01T02:00"} | 4:52 strategy.end: a time is wanted, as start is one
					strategy: {type: time_window, start: "2027-01-02T01:00", end: "2027-01-02T01:00Z"} | 4:63 strategy.end: a moment after start is wanted
					strategy: {type: time_window, start: "01:00", end: "02:00", zone: Berlin} | 4:67 strategy.zone: a zone such as "Europe/Berlin", "UTC" or "+02:00" is wanted, seen 'Berlin'
					throttle: {rows_per_second: 0}           | 4:29 throttle.rows_per_second: seen 0, allowed is 1 or more
					throttle: {mb_per_second: 0}             | 4:27 throttle.mb_per_second: a number above 0 is wanted, seen '0'
					throttle: {max_source_load: few}         | 4:29 throttle.max_source_load: a whole number is wanted, seen 'few'
					strategy: {type: canary, steps: 3}       | 4:26 strategy: unknown key 'steps', allowed are type, start, end, zone
					data: scan                               | 4:7 data: a mapping is wanted, seen text
					scope: {tables: [a]}                     | 4:17 scope.tables: a mapping is wanted, seen a list
					scope: {tables: {include: "*"}}          | 4:27 scope.tables.include: a list is wanted, seen text
					scope: {tables: {include: [a, 7]}}       | 4:31 scope.tables.include[1]: text is wanted, seen a number; put it in quotes
					scope: {tables: {exclude: [" "]}}        | 4:28 scope.tables.exclude[0]: must not be empty
					scope: {tenant: {column: t}}             | 4:17 scope.tenant.value: is required
					scope: {tenant: {column: t, value: null}} | 4:36 scope.tenant.value: text is wanted, seen nothing
					mapping: {colums: {}}                    | 4:11 mapping: unknown key 'colums', allowed are names, types, values, columns; did you mean 'columns'?
					mapping: {columns: {flag: boolean}}      | 4:27 mapping.columns.flag: a column is written as table.column; types are for mapping.types
					mapping: {columns: {a.b: {typ: text}}}   | 4:27 mapping.columns.'a.b': unknown key 'typ', allowed are type, values, decode; did you mean 'type'?
					mapping: {columns: {a.b: {decode: utf9}}} | 4:35 mapping.columns.'a.b'.decode: unknown value 'utf9', allowed are utf8; did you mean 'utf8'?
					mapping: {values: {zero_date: }}         | 4:30 mapping.values.zero_date: one of null, error, clamp, text is wanted, seen nothing
					mapping: {values: {zero_dates: error}}   | 4:20 mapping.values: unknown key 'zero_dates', allowed are zero_date, nul_byte, infinity, nan, invalid_text, out_of_range; did you mean 'zero_date'?
					mapping: {types: {INT: a, int: b}}       | 4:32 mapping.types.int: a type of this name has an override already
					mapping: {types: {1: a}}                 | 4:19 mapping.types: text is wanted as a key, seen a number
					<<: {description: a}                     | 4:1 unknown key '<<', allowed are id, description, source, target, scope, mapping, strategy, data, failure_handling, copy, verify, cutover, limits, hooks, throttle
					hooks: "echo"                            | 4:8 hooks: a mapping is wanted, seen text
					hooks: {before: "echo"}                  | 4:9 hooks: unknown key 'before', allowed are before_cutover, after_cutover, before_rollback, after_rollback; did you mean 'before_cutover'?
					hooks: {after_cutover: 7}                | 4:24 hooks.after_cutover: text is wanted, seen a number; put it in quotes
					hooks: {after_cutover: " "}              | 4:24 hooks.after_cutover: must not be empty
					hooks: {after_cutover: []}               | 4:24 hooks.after_cutover: a command is wanted, seen an empty list
					hooks: {after_cutover: {timeout: 1s}}    | 4:24 hooks.after_cutover: either command or url is wanted, seen neither
					hooks: {after_cutover: {command: a, url: "http://b"}} | 4:24 hooks.after_cutover: either command or url is wanted, seen both
					hooks: {after_cutover: {url: "ftp://s3cret"}} | 4:30 hooks.after_cutover.url: a URL is wanted, it starts with 'http://' or 'https://'
					hooks: {after_cutover: {url: "${env:GONE}"}} | 4:30 hooks.after_cutover.url: environment variable 'GONE' is not set
					hooks: {after_cutover: {command: a, timeout: 5}} | 4:46 hooks.after_cutover.timeout: a duration such as 500ms, 5s, 5m or 24h is wanted, seen '5'
					""")
	void aMistakeIsToldWithItsPlaceAndWhatIsAllowed(String line, String expected) {
		assertThat(refusal(SMALLEST + line)).hasMessage("PLAN_001 1 mistake in plan.yaml\nplan.yaml:" + expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " \n", "# only a comment\n", "---\n", "null" })
	void anEmptyPlanIsTold(String text) {
		assertThat(refusal(text)).hasMessage("PLAN_001 1 mistake in plan.yaml\n"
				+ "plan.yaml:1:1 the plan is empty; id, source.url and target.url are required");
	}

	@Test
	void aPlanThatIsNoMappingIsTold() {
		assertThat(refusal("- id: a")).hasMessageEndingWith("\nplan.yaml:1:1 a mapping is wanted, seen a list");
	}

	@Test
	void allThatIsRequiredIsTold() {
		assertThat(paths(refusal("description: x"))).containsExactly("id", "source.url", "target.url");
	}

	@Test
	void aSectionOfTheWrongTypeIsOneMistake() {
		assertThat(paths(refusal("id: a\nsource: jdbc:h2:mem:a\ntarget: []"))).containsExactly("source", "target");
	}

	@Test
	void anIdHasAtMost64Characters() {
		String longest = "a".repeat(64);
		assertThat(this.reader.read(SMALLEST.replace("id: a", "id: " + longest), "plan.yaml").id()).isEqualTo(longest);
		assertThat(paths(refusal(SMALLEST.replace("id: a", "id: " + longest + "a")))).containsExactly("id");
	}

	@Test
	void aSyntaxErrorIsOneMistakeAtItsPlace() {
		assertThat(refusal("id: a\nsource: {url: \"x\"\ntarget: {}\n").mistakes()).singleElement()
			.satisfies((mistake) -> {
				assertThat(mistake.line()).isEqualTo(3);
				assertThat(mistake.column()).isEqualTo(1);
				assertThat(mistake.message())
					.startsWith("not valid YAML: while parsing a flow mapping, expected ',' or '}'");
			});
	}

	@Test
	void whateverIsBrokenOffOrLeftOutOfAPlanItIsReadOrRefused() {
		PlanReader lenient = PlanReader.ofAcceptedPlans();
		for (int i = 0; i < Plans.COMPLETE.length(); i += 5) {
			String brokenOff = Plans.COMPLETE.substring(0, i);
			String leftOut = brokenOff + Plans.COMPLETE.substring(i + 1);
			for (String text : List.of(brokenOff, leftOut)) {
				Throwable thrown = catchThrowable(() -> lenient.read(text, "plan.yaml"));
				assertThat(thrown == null || thrown instanceof PlanMistakesException).as(text).isTrue();
			}
		}
	}

	@Test
	void aKeyWithoutASpaceAfterItsColonIsTold() {
		assertThat(refusal(SMALLEST + "copy: {parallelism:2}")).hasMessageEndingWith(
				"\nplan.yaml:4:8 copy: unknown key 'parallelism…', allowed are parallelism, chunk_rows, chunk_bytes; "
						+ "a space is wanted after the colon");
	}

	@Test
	void aControlCharacterIsOneMistakeAtItsPlace() {
		assertThat(refusal("id: a\ndescription: x\u0007y\n"))
			.hasMessageEndingWith("\nplan.yaml:2:15 not valid YAML: the character U+0007 is not allowed");
	}

	@Test
	void aSecondDocumentIsRefused() {
		assertThat(refusal(SMALLEST + "---\nid: b\n"))
			.hasMessageEndingWith("\nplan.yaml:4:1 a plan is one YAML document, seen a second one");
	}

	@Test
	void nestingIsBounded() {
		assertThat(refusal("id: " + "[".repeat(100_000)))
			.hasMessageEndingWith("\nplan.yaml:1:20 nested deeper than the 16 levels allowed");
	}

	@Test
	void aliasesAreBounded() {
		StringBuilder laughs = new StringBuilder("a0: &a0 [ha]\n");
		for (int i = 1; i < 10; i++) {
			laughs.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(10) + "]\n");
		}
		assertThat(refusal(laughs.toString())).hasMessageContaining("more aliases than the 50 allowed");
	}

	@Test
	void aValueThatHoldsItselfIsRefused() {
		assertThat(paths(refusal("id: a\nsource: &s {url: *s}\ntarget: {url: 'jdbc:h2:mem:b'}")))
			.containsExactly("source.url");
	}

	@Test
	void aPlanThatIsTooLargeIsRefused() {
		assertThat(refusal(SMALLEST + "#".repeat(PlanDocument.MOST_CHARACTERS)))
			.hasMessageContaining("characters, allowed are 1048576");
	}

	@Test
	void whatIsShownOfAValueIsBoundedAndObeyedByNoTerminal() {
		assertThat(refusal(SMALLEST.replace("id: a", "id: \"\\e[2J" + "x".repeat(500) + "\"")).mistakes())
			.singleElement()
			.extracting(PlanMistake::message)
			.isEqualTo("seen '?[2J" + "x".repeat(56) + "…', allowed are 1 to 64 of a-z, 0-9 and '-'");
	}

	private PlanMistakesException refusal(String text) {
		return catchThrowableOfType(PlanMistakesException.class, () -> this.reader.read(text, "plan.yaml"));
	}

	private static List<String> paths(PlanMistakesException refusal) {
		return refusal.mistakes().stream().map(PlanMistake::path).toList();
	}

}
