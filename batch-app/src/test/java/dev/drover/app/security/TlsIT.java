package dev.drover.app.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;
import dev.drover.testserver.OwnMysql;
import dev.drover.testserver.OwnPostgres;
import dev.drover.testserver.TestCertificate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Servers that let nobody in without TLS: ordinary users move databases between them and
 * look at their certificates, and what does not fit is one line.
 */
class TlsIT {

	private static final String STORE_PASSWORD = "store-very-secret";

	@TempDir
	static Path certificates;

	private static TestCertificate trusted;

	private static TestCertificate foreign;

	private static OwnPostgres postgresql;

	private static OwnMysql mysql;

	private static OwnMysql mariadb;

	@TempDir
	Path directory;

	@BeforeAll
	static void start() throws Exception {
		trusted = TestCertificate.in(Files.createDirectory(certificates.resolve("trusted")), STORE_PASSWORD);
		foreign = TestCertificate.in(Files.createDirectory(certificates.resolve("foreign")), STORE_PASSWORD);
		postgresql = OwnPostgres.startWithTls(trusted);
		mysql = OwnMysql.mysqlWithTls(trusted);
		mariadb = OwnMysql.mariadbWithTls(trusted);
	}

	@AfterAll
	static void stop() throws Exception {
		postgresql.close();
		mysql.close();
		mariadb.close();
	}

	private static Party postgresql(String database) throws Exception {
		Place server = new Place(postgresql.url(), postgresql.user(), "");
		server.execute("CREATE DATABASE " + database);
		return Party.of("PostgreSQL", server.at(postgresql.url().replaceAll("/postgres$", "/" + database)));
	}

	private static Party mysql(OwnMysql server, String database) throws Exception {
		new Place(server.url(), "root", "").execute("CREATE DATABASE " + database);
		return Party.of("MySQL and MariaDB", new Place(server.url() + database, "root", ""));
	}

	/** With the server's certificate looked at, its name too. */
	private static Place verified(Place place, TestCertificate certificate) {
		return place.at(place.url() + (place.url().startsWith("jdbc:postgresql:")
				? "?sslmode=verify-full&sslrootcert=" + certificate.certificate()
				: "?sslMode=VERIFY_IDENTITY&trustCertificateKeyStoreUrl=file:" + certificate.trust()
						+ "&trustCertificateKeyStoreType=PKCS12&trustCertificateKeyStorePassword="
						+ "${env:STORE_PASSWORD}"));
	}

	private static Place inClear(Place place) {
		return place
			.at(place.url() + (place.url().startsWith("jdbc:postgresql:") ? "?sslmode=disable" : "?sslMode=DISABLED"));
	}

	@Test
	void postgresqlToMysql() throws Exception {
		moves(postgresql("a"), mysql(mysql, "a"));
	}

	@Test
	void mysqlToMariadb() throws Exception {
		moves(mysql(mysql, "b"), mysql(mariadb, "b"));
	}

	@Test
	void mariadbToPostgresql() throws Exception {
		moves(mysql(mariadb, "c"), postgresql("c"));
	}

	private void moves(Party source, Party target) throws Exception {
		Place from = source.source();
		Place to = target.target();
		for (String command : List.of("run", "verify")) {
			Answer answer = drover(command, reference(verified(from, trusted), "SOURCE_PASSWORD"),
					reference(verified(to, trusted), "TARGET_PASSWORD"), from.password(), to.password());
			assertThat(answer.status()).as(answer.toString()).isZero();
			assertThat(answer.out() + answer.err()).doesNotContain("very-secret");
		}
		assertThat(target.admin().rows("SELECT id, parent_id, amount FROM child"))
			.isEqualTo(source.admin().rows("SELECT id, parent_id, amount FROM child"));
		try (Stream<Path> files = Files.walk(this.directory.resolve("data"))) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).as(file.toString())
					.doesNotContain("very-secret");
			}
		}
	}

	@Test
	void anotherCertificateThanTheTrustedOneIsOneLine() throws Exception {
		for (Party party : List.of(postgresql("d"), mysql(mysql, "d"), mysql(mariadb, "d"))) {
			Place target = party.target();
			Answer answer = drover("run", Place.sqlite(source()), verified(target, foreign));
			answer.isOneLine(2, "CONN_001", "certif");
			assertThat(answer.err()).doesNotContain("very-secret");
		}
	}

	@Test
	void aServerThatDemandsTlsIsOneLineWhereTheUrlForbidsIt() throws Exception {
		for (Party party : List.of(postgresql("e"), mysql(mysql, "e"), mysql(mariadb, "e"))) {
			Place target = party.target();
			Answer answer = drover("run", Place.sqlite(source()), inClear(target));
			assertThat(answer.status()).as(answer.toString()).isEqualTo(2);
			assertThat(answer.err().lines().filter((line) -> line.matches("CONN_00[12] .*"))).as(answer.toString())
				.hasSize(1);
			answer.isNoStackTrace();
		}
	}

	private Path source() throws Exception {
		Path file = this.directory.resolve("source.sqlite");
		if (!Files.exists(file)) {
			Place.sqlite(file).execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
		}
		return file;
	}

	private static Place reference(Place place, String variable) {
		return place.as(place.user(), "${env:" + variable + "}");
	}

	private Answer drover(String command, Place from, Place to, String... passwords) throws IOException {
		Path plan = Files.writeString(this.directory.resolve("tls.yaml"),
				"id: tls\nsource: " + from.yaml() + "\ntarget: " + to.yaml() + "\ndata: {type: snapshot}\n");
		List<String> words = new ArrayList<>(
				List.of(command, plan.toString(), "--data-dir", this.directory.resolve("data").toString()));
		if (command.equals("run")) {
			words.add("--force");
		}
		Map<String, String> environment = new HashMap<>(Map.of("STORE_PASSWORD", STORE_PASSWORD));
		if (passwords.length > 0) {
			environment.putAll(Map.of("SOURCE_PASSWORD", passwords[0], "TARGET_PASSWORD", passwords[1]));
		}
		return Answer.of(environment, words.toArray(String[]::new));
	}

}
