package dev.drover.plan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlanReaderTests {

	private static final String SMALLEST = """
			id: a
			source: {url: "jdbc:h2:mem:a"}
			target: {url: "jdbc:h2:mem:b"}
			""";

	private final PlanReader reader = new PlanReader(Map.of("SOURCE_PASSWORD", "hunter2"));

	@TempDir
	private Path directory;

	@Test
	void readsTheCompleteExampleOfTheDesign() throws IOException {
		Path secret = Files.writeString(this.directory.resolve("target"), "hunter3\n");
		String example = Plans.COMPLETE.replace("/run/secrets/target", secret.toString());
		Plan plan = this.reader.read(Files.writeString(this.directory.resolve("plan.yaml"), example));
		assertThat(plan).isEqualTo(new Plan("orders-to-pg", "Orders from MySQL to PostgreSQL",
				new EndpointSpec("orders-old", "jdbc:mysql://db1/orders", "drover", "${env:SOURCE_PASSWORD}"),
				new EndpointSpec(null, "jdbc:postgresql://db2/orders", "drover", "${file:" + secret + "}"),
				new Scope(List.of("*"), List.of("audit_*"), new Scope.Tenant("tenant_id", "42")),
				new Mapping(Mapping.Names.NATIVE, Map.of("tinyint(1)", "boolean"), Plans.DEFAULT_VALUES),
				new Strategy(Strategy.Type.BIG_BANG),
				new DataTransfer(DataTransfer.Type.SCAN, DataTransfer.Replace.REFUSE, DataTransfer.WithoutKey.REFUSE),
				new FailureHandling(FailureHandling.Type.ROLLBACK_ALL, 0), new CopySettings(2, 50_000, 8 * 1024 * 1024),
				new VerifySettings(VerifySettings.Level.HASH, 100, false),
				new CutoverSettings(CutoverSettings.Gate.AUTO, Duration.ofSeconds(5), 100, true),
				new Limits(5, 3, Duration.ofMinutes(5), Duration.ofHours(24))));
	}

	@Test
	void fillsInTheDefaultsOfThePlanThatHasOnlyWhatIsRequired() {
		Plan plan = read(SMALLEST);
		assertThat(plan).isEqualTo(new Plan("a", "", new EndpointSpec(null, "jdbc:h2:mem:a", null, null),
				new EndpointSpec(null, "jdbc:h2:mem:b", null, null), new Scope(List.of("*"), List.of(), null),
				new Mapping(Mapping.Names.NATIVE, Map.of(), Plans.DEFAULT_VALUES), new Strategy(Strategy.Type.BIG_BANG),
				new DataTransfer(DataTransfer.Type.SCAN, DataTransfer.Replace.REFUSE, DataTransfer.WithoutKey.REFUSE),
				new FailureHandling(FailureHandling.Type.ROLLBACK_ALL, 0), new CopySettings(2, 50_000, 8 * 1024 * 1024),
				new VerifySettings(VerifySettings.Level.HASH, 100, false),
				new CutoverSettings(CutoverSettings.Gate.AUTO, Duration.ofSeconds(5), 100, true),
				new Limits(5, 3, Duration.ofMinutes(5), Duration.ofHours(24))));
	}

	@Test
	void aHookIsALineForAShellAListOfWordsOrAUrl() {
		Plan plan = read(SMALLEST + """
				hooks:
				  before_cutover: "a b > c"
				  after_cutover: {command: [a, "b c", 7], timeout: 2m}
				  before_rollback: "https://h/p"
				  after_rollback: {url: "${env:SOURCE_PASSWORD}"}
				""");
		Duration usual = Duration.ofSeconds(30);
		assertThat(plan.hooks().at())
			.isEqualTo(Map.of(Hooks.Moment.BEFORE_CUTOVER, new Hook(List.of("sh", "-c", "a b > c"), null, usual),
					Hooks.Moment.AFTER_CUTOVER, new Hook(List.of("a", "b c", "7"), null, Duration.ofMinutes(2)),
					Hooks.Moment.BEFORE_ROLLBACK, new Hook(List.of(), "https://h/p", usual),
					Hooks.Moment.AFTER_ROLLBACK, new Hook(List.of(), "${env:SOURCE_PASSWORD}", usual)));
		assertThat(read(SMALLEST).hooks()).isEqualTo(Hooks.NONE);
	}

	@Test
	void readsJson() {
		Plan plan = read("""
				{
				\t"id": "a",
				\t"description": "caf\\u00e9 \\"x\\" \\/ \\ud83d\\ude00",
				\t"source": {"url":"jdbc:h2:mem:a"},
				\t"target": {"url":"jdbc:h2:mem:b", "user":"sa", "password":""},
				\t"verify":{"sample_percentage":0.5,"repair":true},
				\t"failure_handling":{"type":"retry_then_all","retry_count":7}
				}
				""");
		assertThat(plan.description()).isEqualTo("café \"x\" / 😀");
		assertThat(plan.target().password()).isEmpty();
		assertThat(plan.verify()).isEqualTo(new VerifySettings(VerifySettings.Level.HASH, 0.5, true));
		assertThat(plan.failureHandling()).isEqualTo(new FailureHandling(FailureHandling.Type.RETRY_THEN_ALL, 7));
	}

	@Test
	void readsTheStrategyAsAWordOrAsAMapping() {
		assertThat(read(SMALLEST + "strategy: blue_green").strategy().type()).isEqualTo(Strategy.Type.BLUE_GREEN);
		assertThat(read(SMALLEST + "strategy: {type: canary}").strategy().type()).isEqualTo(Strategy.Type.CANARY);
	}

	@Test
	void blueGreenIsHeldReadyUntilTheWordUnlessThePlanSaysOtherwise() {
		assertThat(read(SMALLEST + "strategy: blue_green").cutover().gate()).isEqualTo(CutoverSettings.Gate.MANUAL);
		assertThat(read(SMALLEST + "strategy: blue_green\ncutover: {gate: auto}").cutover().gate())
			.isEqualTo(CutoverSettings.Gate.AUTO);
	}

	@Test
	void readsFailureHandlingAsAWordOrAsAMapping() {
		assertThat(read(SMALLEST + "failure_handling: allow_partial").failureHandling())
			.isEqualTo(new FailureHandling(FailureHandling.Type.ALLOW_PARTIAL, 0));
		assertThat(read(SMALLEST + "failure_handling: retry_then_all").failureHandling())
			.isEqualTo(new FailureHandling(FailureHandling.Type.RETRY_THEN_ALL, 3));
	}

	@Test
	void takesATenantValueAsItIsWritten() {
		assertThat(tenant("42")).isEqualTo("42");
		assertThat(tenant("007")).isEqualTo("007");
		assertThat(tenant("\"42\"")).isEqualTo("42");
		assertThat(tenant("true")).isEqualTo("true");
	}

	@Test
	void takesTheUnquotedNullAsThePolicyNull() {
		Plan plan = read(SMALLEST + "mapping: {types: null, values: {nan: null, infinity: \"null\", nul_byte: clamp}}");
		assertThat(plan.mapping().types()).isEmpty();
		assertThat(plan.mapping().values()).containsEntry(Mapping.ValueHazard.NAN, Mapping.ValuePolicy.NULL)
			.containsEntry(Mapping.ValueHazard.INFINITY, Mapping.ValuePolicy.NULL)
			.containsEntry(Mapping.ValueHazard.NUL_BYTE, Mapping.ValuePolicy.CLAMP)
			.containsEntry(Mapping.ValueHazard.INVALID_TEXT, Mapping.ValuePolicy.ERROR);
	}

	@Test
	void readsTypeNamesWithoutRegardToCase() {
		assertThat(read(SMALLEST + "mapping: {types: {\"TINYINT(1)\": boolean}}").mapping().types())
			.containsExactly(Map.entry("tinyint(1)", "boolean"));
	}

	@Test
	void readsAmountsInAllUnits() {
		Plan plan = read(SMALLEST + """
				copy: {chunk_bytes: 65536}
				cutover: {timeout: 500ms}
				limits: {max_sync_lag: 90s, max_time: 48h}
				""");
		assertThat(plan.copy().chunkBytes()).isEqualTo(65536);
		assertThat(plan.cutover().timeout()).isEqualTo(Duration.ofMillis(500));
		assertThat(plan.limits().maxSyncLag()).isEqualTo(Duration.ofSeconds(90));
		assertThat(plan.limits().maxTime()).isEqualTo(Duration.ofDays(2));
		assertThat(read(SMALLEST + "copy: {chunk_bytes: 1GB}").copy().chunkBytes()).isEqualTo(1L << 30);
	}

	@Test
	void followsAliases() {
		Plan plan = read("""
				id: a
				source: {url: "jdbc:h2:mem:a", user: &who sa}
				target: {url: "jdbc:h2:mem:b", user: *who}
				""");
		assertThat(plan.target().user()).isEqualTo("sa");
	}

	@Test
	void readsAFileWithAByteOrderMark() throws IOException {
		assertThat(this.reader.read(Files.writeString(this.directory.resolve("plan.yaml"), "\uFEFF" + SMALLEST)).id())
			.isEqualTo("a");
	}

	@Test
	void aFileThatIsNotThereIsNotAPlan() {
		Path file = this.directory.resolve("nowhere.yaml");
		assertThatExceptionOfType(DroverException.class).isThrownBy(() -> this.reader.read(file))
			.withMessageContaining("nowhere.yaml does not exist")
			.extracting(DroverException::code)
			.isEqualTo(ErrorCode.PLAN_002);
	}

	@Test
	void aDirectoryIsNotAPlan() {
		assertThatExceptionOfType(DroverException.class).isThrownBy(() -> this.reader.read(this.directory))
			.withMessageEndingWith("is a directory")
			.extracting(DroverException::code)
			.isEqualTo(ErrorCode.PLAN_002);
	}

	@Test
	void aFileThatIsNotUtf8IsRefusedAtItsFirstOddByte() throws IOException {
		Path file = Files.write(this.directory.resolve("plan.yaml"),
				"id: a\ndescription: café".getBytes(StandardCharsets.ISO_8859_1));
		assertThatExceptionOfType(PlanMistakesException.class).isThrownBy(() -> this.reader.read(file))
			.withMessageContaining("plan.yaml:2:17 the file is not UTF-8 text from here on");
	}

	@Test
	void aByteThatEndsTheFileInTheMiddleOfACharacterIsRefused() throws IOException {
		Path file = Files.write(this.directory.resolve("plan.yaml"), new byte[] { 'a', (byte) 0xc3 });
		assertThatExceptionOfType(PlanMistakesException.class).isThrownBy(() -> this.reader.read(file))
			.withMessageContaining("plan.yaml:1:2 the file is not UTF-8");
	}

	private String tenant(String value) {
		return read(SMALLEST + "scope: {tenant: {column: t, value: " + value + "}}").scope().tenant().value();
	}

	private Plan read(String text) {
		return this.reader.read(text, "plan.yaml");
	}

}
