package dev.drover.app.wrong;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each wrong input has its own code and status 2, changes nothing on either side, and
 * does not stand in the way of the corrected plan under the same id.
 */
class WrongInputIT {

	private static final String TABLE = "CREATE TABLE a (id INTEGER PRIMARY KEY, name VARCHAR(40) NOT NULL, note TEXT)";

	@TempDir
	Path directory;

	private Place source;

	@BeforeEach
	void createSource() throws SQLException {
		this.source = Place.sqlite(this.directory.resolve("source.sqlite"));
		this.source.execute(TABLE, "INSERT INTO a VALUES (1, 'one', NULL), (2, 'two', 'x')",
				"CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INTEGER NOT NULL REFERENCES a (id))",
				"INSERT INTO b VALUES (10, 1), (11, 2)");
	}

	private Path plan(String sourceText, String targetText, String rest) throws Exception {
		Path plan = this.directory.resolve("plan.yaml");
		Files.writeString(plan, "id: wrong\nsource: " + sourceText + "\ntarget: " + targetText + "\n" + rest);
		return plan;
	}

	private Path plan(Place target) throws Exception {
		return plan(this.source.yaml(), target.yaml(), "data: {type: snapshot}\n");
	}

	private Answer drover(String... words) {
		return drover(Map.of(), words);
	}

	private Answer drover(Map<String, String> environment, String... words) {
		List<String> all = new ArrayList<>(List.of(words));
		all.addAll(List.of("--data-dir", this.directory.resolve("data").toString()));
		return Answer.of(environment, all.toArray(String[]::new));
	}

	/**
	 * Refused alike by check and run, with both sides as they were; then right under the
	 * same id.
	 */
	private void refusesThenRuns(Place target, Path plan, String code, String... parts) throws Exception {
		refuses(target, plan, code, parts);
		Place other = Place.h2(this.directory.resolve("corrected"));
		Answer corrected = drover("run", plan(other).toString());
		assertThat(corrected.status()).as(corrected.toString()).isZero();
		assertThat(other.number("SELECT count(*) FROM b")).isEqualTo(2);
	}

	private void refuses(Place target, Path plan, String code, String... parts) throws Exception {
		Map<String, List<String>> sourceBefore = this.source.dump();
		Map<String, List<String>> targetBefore = target.dump();
		drover("run", plan.toString()).isOneLine(2, code, parts);
		assertThat(this.source.dump()).isEqualTo(sourceBefore);
		assertThat(target.dump()).isEqualTo(targetBefore);
	}

	@Test
	void anUnknownKeyIsNamedWithItsLine() throws Exception {
		Place target = Place.postgresql();
		refusesThenRuns(target,
				plan(this.source.yaml(), target.yaml(), "data: {type: snapshot}\ncopy: {paralelism: 3}\n"), "PLAN_001",
				"1 mistake");
	}

	@Test
	void aMissingVariableAndAMissingSecretFileAreNamed() throws Exception {
		Place target = Place.postgresql();
		Path plan = plan(this.source.yaml(),
				"{url: \"" + target.url()
						+ "\", user: \"${env:NO_SUCH_VARIABLE}\", password: \"${file:/no/such/file}\"}",
				"data: {type: snapshot}\n");
		Answer answer = drover("run", plan.toString());
		answer.isOneLine(2, "PLAN_001", "2 mistakes");
		assertThat(answer.err()).contains("NO_SUCH_VARIABLE", "/no/such/file");
	}

	@ParameterizedTest
	@CsvSource({ "missing.yaml, PLAN_002, does not exist", "., PLAN_002, is a directory",
			"empty.yaml, PLAN_001, 1 mistake", "text.yaml, PLAN_001, 1 mistake", "list.yaml, PLAN_001, 1 mistake",
			"broken.yaml, PLAN_001, 1 mistake" })
	void aFileThatIsNoPlanIsRefused(String name, String code, String part) throws Exception {
		Files.writeString(this.directory.resolve("empty.yaml"), "");
		Files.writeString(this.directory.resolve("text.yaml"), "just a word");
		Files.writeString(this.directory.resolve("list.yaml"), "- a\n- b\n");
		Files.writeString(this.directory.resolve("broken.yaml"), "id: [unclosed\nsource: }{\n");
		Answer answer = drover("run", this.directory.resolve(name).toString());
		answer.isOneLine(2, code, part);
	}

	@Test
	void anUnreachableServerIsRefusedOnEitherSide() throws Exception {
		Place target = Place.postgresql();
		Place nowhere = target.at("jdbc:postgresql://127.0.0.1:1/nowhere");
		drover("run", plan(nowhere).toString()).isOneLine(2, "CONN_001", "127.0.0.1:1/nowhere");
		refusesThenRuns(target, plan(nowhere.yaml(), target.yaml(), "data: {type: snapshot}\n"), "CONN_001",
				"127.0.0.1:1/nowhere");
	}

	@Test
	void bothUnreachableSidesAreNamedAtOnce() throws Exception {
		Answer answer = drover("run", plan("{url: \"jdbc:postgresql://127.0.0.1:1/one\"}",
				"{url: \"jdbc:postgresql://127.0.0.1:1/two\"}", "data: {type: snapshot}\n")
			.toString());
		assertThat(answer.status()).isEqualTo(2);
		assertThat(answer.err().lines()).hasSize(2).allMatch((line) -> line.startsWith("CONN_001 "));
		answer.isNoStackTrace();
	}

	@Test
	void aDatabaseThatDoesNotExistIsRefused() throws Exception {
		Place target = Place.postgresql();
		refusesThenRuns(target, plan(target.at(target.url().replaceFirst("/[^/?]*(\\?.*)?$", "/no_such_database"))),
				"CONN_003", "no_such_database");
	}

	@Test
	void aSourceFileThatIsNotThereIsRefusedAndNotMade() throws Exception {
		for (Place missing : List.of(Place.sqlite(this.directory.resolve("missing.sqlite")),
				Place.h2(this.directory.resolve("missing")))) {
			Place target = Place.postgresql();
			refuses(target, plan(missing.yaml(), target.yaml(), "data: {type: snapshot}\n"), "CONN_003", "missing");
		}
		assertThat(this.directory.resolve("missing.sqlite")).doesNotExist();
		assertThat(this.directory.resolve("missing.mv.db")).doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:mem:gone", "jdbc:sqlite::memory:" })
	void aTargetThatWouldEndWithTheProcessIsRefused(String url) throws Exception {
		String plan = plan(this.source.yaml(), "{url: \"" + url + "\"}", "data: {type: snapshot}\n").toString();
		drover("run", plan).isOneLine(2, "CONN_003", "memory", "target.url");
	}

	@Test
	void aRefusedRunMakesNoTargetFile() throws Exception {
		for (String url : List.of("jdbc:sqlite:" + this.directory.resolve("fresh.sqlite"),
				"jdbc:h2:file:" + this.directory.resolve("fresh"))) {
			Path plan = plan(this.source.yaml(), "{url: \"" + url + "\"}", "data: {type: none}\n");
			drover("run", plan.toString()).isOneLine(2, "PLAN_003", "none", "snapshot");
			drover("check", plan.toString());
		}
		assertThat(this.directory.resolve("fresh.sqlite")).doesNotExist();
		assertThat(this.directory.resolve("fresh.mv.db")).doesNotExist();
	}

	@Test
	void sourceAndTargetMayNotBeOneDatabaseHoweverItIsSpelled() throws Exception {
		Place same = Place.sqlite(this.directory.resolve("./sub/../source.sqlite"));
		Files.createDirectory(this.directory.resolve("sub"));
		Map<String, List<String>> before = this.source.dump();
		drover("run", plan(same).toString()).isOneLine(2, "CONN_007");
		assertThat(this.source.dump()).isEqualTo(before);
		Place server = Place.postgresql();
		server.execute(TABLE);
		Place spelled = server.at(server.url() + (server.url().contains("?") ? "&" : "?") + "ApplicationName=x");
		drover("run", plan(server.yaml(), spelled.yaml(), "data: {type: snapshot}\n").toString()).isOneLine(2,
				"CONN_007");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "id bigint PRIMARY KEY, name varchar(40) NOT NULL;column note is missing",
			"id bigint PRIMARY KEY, name varchar(40) NOT NULL, note text, extra int NOT NULL;column extra is NOT NULL",
			"id bigint PRIMARY KEY, name date NOT NULL, note text;column name is date",
			"id bigint PRIMARY KEY, name varchar(39) NOT NULL, note text;column name is character varying(39)",
			"id smallint PRIMARY KEY, name varchar(40) NOT NULL, note text;column id is smallint",
			"id bigint PRIMARY KEY, name varchar(40) NOT NULL, note text NOT NULL;column note is NOT NULL" })
	void aTargetTableThatDoesNotFitIsRefused(String columns, String part) throws Exception {
		Place target = Place.postgresql();
		target.execute("CREATE TABLE a (" + columns + ")");
		refusesThenRuns(target, plan(target), "SCHEMA_001", "table a ", part);
	}

	@Test
	void aLooserTargetTableIsAWarningThatForceAccepts() throws Exception {
		Place target = Place.postgresql();
		target.execute("CREATE TABLE a (id bigint PRIMARY KEY, name text, note text, extra int)");
		Path plan = plan(target);
		refuses(target, plan, "SCHEMA_007", "column name takes NULL");
		Answer forced = drover("run", plan.toString(), "--force");
		assertThat(forced.status()).as(forced.toString()).isZero();
	}

	@Test
	void rowsInTheTargetAreRefused() throws Exception {
		for (Place target : List.of(Place.postgresql(), Place.h2(this.directory.resolve("full")),
				Place.sqlite(this.directory.resolve("full.sqlite")))) {
			target.execute("CREATE TABLE a (id BIGINT PRIMARY KEY, name VARCHAR(40) NOT NULL, note TEXT)",
					"INSERT INTO a VALUES (7, 'seven', 'x')");
			Answer answer = drover("run", plan(target).toString());
			assertThat(answer.status()).as(answer.toString()).isEqualTo(2);
			assertThat(answer.err()).containsIgnoringCase("DATA_001 the target table a already holds 1 rows");
			assertThat(target.number("SELECT count(*) FROM a")).isEqualTo(1);
			answer.isNoStackTrace();
		}
		assertThat(this.directory.resolve("none")).doesNotExist();
	}

	/** Routes and the way back tell the sides by their names. */
	@Test
	void twoSidesOfOneNameAreRefused() throws Exception {
		Files.createDirectories(this.directory.resolve("other"));
		Place target = Place.sqlite(this.directory.resolve("other/source.sqlite"));
		Path plan = Files.writeString(this.directory.resolve("wrong.yaml"),
				"id: wrong\nsource: " + this.source.yaml() + "\ntarget: " + target.yaml() + "\n");
		Answer check = drover("check", plan.toString());
		assertThat(check.status()).isEqualTo(2);
		assertThat(check.out()).contains("PLAN_001").contains("are both named source.sqlite");
		drover("run", plan.toString()).isOneLine(2, "PLAN_001", "are both named source.sqlite");
		assertThat(this.directory.resolve("other/source.sqlite")).doesNotExist();
	}

	@Test
	void allMissingGrantsAreNamedAtOnce() throws Exception {
		Place target = Place.postgresql();
		Place from = Place.postgresql();
		from.execute("CREATE TABLE a (id int PRIMARY KEY)", "CREATE TABLE b (id int PRIMARY KEY)",
				"CREATE SCHEMA hidden", "CREATE TABLE hidden.c (id int PRIMARY KEY)");
		String role = "poor_" + System.nanoTime();
		from.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'poor'", "GRANT SELECT ON a TO " + role,
				"GRANT SELECT ON hidden.c TO " + role);
		Path plan = plan(from.as(role, "poor").yaml(), target.as(role, "poor").yaml(), "data: {type: snapshot}\n");
		Map<String, List<String>> before = target.dump();
		Answer answer = drover("run", plan.toString());
		assertThat(answer.status()).as(answer.toString()).isEqualTo(2);
		assertThat(answer.err().lines()).hasSize(2).allMatch((line) -> line.startsWith("PERM_001 "));
		assertThat(answer.err()).contains("SELECT on table \"b\"", "USAGE on schema \"hidden\"",
				"CREATE on schema \"public\"", "CREATE on database");
		assertThat(answer.err()).doesNotContain("table \"a\"");
		assertThat(target.dump()).isEqualTo(before);
	}

	@Test
	void aReadOnlyTargetIsRefused() throws Exception {
		Path file = this.directory.resolve("readonly.sqlite");
		Place writable = Place.sqlite(file);
		writable.execute("CREATE TABLE other (id INTEGER)");
		refuses(writable, plan(writable.at("jdbc:sqlite:file:" + file + "?mode=ro")), "PERM_002", "readonly");
		Place server = Place.postgresql();
		server.execute("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on',"
				+ " current_database()); END $$");
		refuses(server, plan(server), "PERM_002", "read-only");
	}

	@Test
	void aDataDirectoryThatCanNotBeMadeIsRefused() throws Exception {
		Path file = Files.writeString(this.directory.resolve("file"), "no directory");
		Place target = Place.postgresql();
		Map<String, List<String>> before = target.dump();
		Answer.of(Map.of(), "run", plan(target).toString(), "--data-dir", file.resolve("data").toString())
			.isOneLine(2, "DISK_002", "file/data");
		assertThat(target.dump()).isEqualTo(before);
	}

	@Test
	void aDamagedControlFileIsRefused() throws Exception {
		Path data = Files.createDirectories(this.directory.resolve("data"));
		Files.writeString(data.resolve("control.mv.db"), "this is no database\n".repeat(1000));
		drover("run", plan(Place.postgresql()).toString()).isOneLine(2, "CONN_006", "control", "--data-dir");
		drover("status").isOneLine(2, "CONN_006", "control");
	}

	@Test
	void aControlServerThatCanNotBeReachedIsRefused() throws Exception {
		Map<String, String> environment = Map.of("DROVER_CONTROL_URL", "jdbc:postgresql://127.0.0.1:1/control",
				"DROVER_CONTROL_USER", "x", "DROVER_CONTROL_PASSWORD", "s3cret");
		Answer answer = drover(environment, "run", plan(Place.postgresql()).toString());
		answer.isOneLine(2, "CONN_006", "127.0.0.1:1/control", "DROVER_CONTROL_URL");
		assertThat(answer.err()).doesNotContain("s3cret");
		// it may know of a migration that has begun: whoever repeats the line is to go on
		drover(environment, "run", plan(Place.postgresql()).toString(), "--continue").isOneLine(1, "CONN_006",
				"127.0.0.1:1/control", "DROVER_CONTROL_URL");
		drover(environment, "restart", "orders").isOneLine(1, "CONN_006");
		drover(Map.of("DROVER_CONTROL_URL", "jdbc:nothing:x"), "status").isOneLine(2, "CONN_006", "jdbc:nothing");
		drover(Map.of("DROVER_CONTROL_URL", "jdbc:nothing:x"), "restart", "orders").isOneLine(2, "CONN_006");
	}

	@ParameterizedTest
	@CsvSource({ "status", "restart", "verify", "report", "stop" })
	void anUnknownIdIsRefused(String command) {
		drover(command, "no-such-id").isOneLine(2, "PLAN_007", "no-such-id");
	}

	@Test
	void aFinishedMigrationDoesNotRunAgain() throws Exception {
		Place target = Place.postgresql();
		Path plan = plan(target);
		assertThat(drover("run", plan.toString()).status()).isZero();
		assertThat(target.dump().get("schemas")).doesNotContain("drover");
		refuses(target, plan, "PLAN_005", "wrong", "COMPLETED");
		drover("restart", "wrong").isOneLine(2, "PLAN_005", "wrong");
		drover("stop", "wrong").isOneLine(2, "PLAN_009", "wrong");
		// a scheduler whose process was killed at the very end asks once more
		Answer again = drover("run", plan.toString(), "--continue");
		assertThat(again.status()).isZero();
		assertThat(again.out()).contains("wrong COMPLETED");
	}

	@Test
	void aWrongCommandLineIsRefused() {
		for (String[] words : List.of(new String[] { "rum", "x" }, new String[] { "run" },
				new String[] { "run", "x", "--frobnicate" }, new String[] { "demo", "--rows", "0" },
				new String[] { "worker", "--label", "rack", "--control", "jdbc:postgresql://127.0.0.1:9/none" },
				new String[] { "worker", "--control", "jdbc:h2:mem:none" },
				new String[] { "status", "--control", "jdbc:sqlite:" + this.directory.resolve("none") })) {
			Answer answer = drover(words);
			assertThat(answer.status()).isEqualTo(2);
			answer.isNoStackTrace();
		}
	}

}
