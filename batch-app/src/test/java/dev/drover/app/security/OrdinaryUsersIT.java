package dev.drover.app.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Users with the grants of the page about users, and no others, can do all; and nothing
 * that is kept or said has their passwords.
 */
class OrdinaryUsersIT {

	@TempDir
	Path directory;

	@Test
	void postgresqlToMysql() throws Exception {
		everything(Party.postgresql(), Party.mysql());
	}

	@Test
	void mysqlToMariadb() throws Exception {
		everything(Party.mysql(), Party.mariadb());
	}

	@Test
	void mariadbToPostgresql() throws Exception {
		everything(Party.mariadb(), Party.postgresql());
	}

	@Test
	void h2ToPostgresql() throws Exception {
		everything(Party.h2(this.directory.resolve("source")), Party.postgresql());
	}

	@Test
	void postgresqlToH2() throws Exception {
		everything(Party.postgresql(), Party.h2(this.directory.resolve("target")));
	}

	@Test
	void postgresqlToPostgresqlWithItsLedgerInPostgresql() throws Exception {
		Party control = Party.postgresql();
		everything(Party.postgresql(), Party.postgresql(), control(control, "PostgreSQL"));
		searched(control);
	}

	@Test
	void mysqlToMysqlWithItsLedgerInMysql() throws Exception {
		Party control = Party.mysql();
		everything(Party.mysql(), Party.mysql(), control(control, "MySQL, MariaDB"));
		searched(control);
	}

	private static Map<String, String> control(Party control, String line) throws Exception {
		String database = control.admin().url().replaceAll("^.*/|[?;].*$", "");
		for (String sql : GrantsPage.statements(line, control.user(), control.password(), database)) {
			control.admin().execute(sql);
		}
		return Map.of("DROVER_CONTROL_URL", control.admin().url(), "DROVER_CONTROL_USER", control.user(),
				"DROVER_CONTROL_PASSWORD", control.password());
	}

	private void everything(Party source, Party target) throws Exception {
		everything(source, target, Map.of());
	}

	private void everything(Party source, Party target, Map<String, String> control) throws Exception {
		Place from = source.source();
		Place to = target.target();
		Map<String, String> environment = new HashMap<>(control);
		environment.put("SOURCE_PASSWORD", source.password());
		environment.put("TARGET_PASSWORD", target.password());
		Path plan = plan("all", from.as(source.user(), "${env:SOURCE_PASSWORD}"),
				to.as(target.user(), "${env:TARGET_PASSWORD}"));
		List<String> secrets = Stream
			.concat(Stream.of(source.password(), target.password()),
					control.values().stream().filter((value) -> value.startsWith("pw$")))
			.toList();
		Answer check = said(secrets, environment, -1, "check", plan.toString(), "--json");
		JsonNode page = new JsonMapper().readTree(check.out());
		assertThat(page.get("refused_with_force").asBoolean()).as(check.toString()).isFalse();
		assertThat(page.get("grants").size()).as(check.toString()).isZero();
		said(secrets, environment, 0, "run", plan.toString(), "--force");
		said(secrets, environment, 0, "status", "all");
		said(secrets, environment, 0, "report", "all", "--json");
		target.admin().execute("UPDATE child SET amount = 99 WHERE id = 2", "DELETE FROM child WHERE id = 3");
		said(secrets, environment, 3, "verify", "all");
		said(secrets, environment, 0, "verify", "all", "--repair");
		assertThat(target.admin().rows("SELECT id, parent_id, amount FROM child"))
			.isEqualTo(source.admin().rows("SELECT id, parent_id, amount FROM child"));
		said(secrets, environment, 0, "rollback", "all");
		Path again = plan("again", from.as(source.user(), "${env:SOURCE_PASSWORD}"),
				to.as(target.user(), "${env:TARGET_PASSWORD}"));
		said(secrets, environment, 0, "run", again.toString(), "--force");
		said(secrets, environment, 0, "finalize", "again");
		assertThat(target.admin().number("SELECT count(*) FROM parent")).isEqualTo(2);
		assertThat(target.admin().number("SELECT max(id) FROM numbered")).isEqualTo(2);
		try (Stream<Path> files = Files.walk(this.directory)) {
			for (Path file : files.filter(Files::isRegularFile)
				.filter((file) -> file.startsWith(this.directory.resolve("data")))
				.toList()) {
				String content = Files.readString(file, StandardCharsets.ISO_8859_1);
				assertThat(secrets).as(file.toString()).noneMatch(content::contains);
			}
		}
		for (Party party : List.of(source, target)) {
			for (List<String> rows : party.admin().dump().values()) {
				assertThat(rows).allSatisfy((row) -> assertThat(secrets).noneMatch(row::contains));
			}
			party.dropUser();
		}
	}

	/** What a ledger on a server keeps. */
	private static void searched(Party control) throws Exception {
		Map<String, List<String>> dump = control.admin().dump();
		assertThat(dump.toString()).contains("again").doesNotContain("very-secret");
		control.dropUser();
	}

	private Path plan(String id, Place from, Place to) throws IOException {
		return Files.writeString(this.directory.resolve(id + ".yaml"), "id: " + id + "\nsource: " + from.yaml()
				+ "\ntarget: " + to.yaml() + "\ndata: {type: snapshot}\nverify: {level: full}\n");
	}

	private Answer said(List<String> secrets, Map<String, String> control, int status, String... words) {
		String[] all = Stream
			.concat(Stream.of(words), Stream.of("--data-dir", this.directory.resolve("data").toString()))
			.toArray(String[]::new);
		Answer answer = Answer.of(control, all);
		if (status >= 0) {
			assertThat(answer.status()).as(String.join(" ", words) + ": " + answer).isEqualTo(status);
		}
		assertThat(secrets).noneMatch((answer.out() + answer.err())::contains);
		return answer;
	}

}
