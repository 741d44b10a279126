package dev.drover.app.wrong;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.testserver.OwnPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Servers that take no writes, take less than they should, or are spelled so that it
 * hurts.
 */
class BrokenGroundIT {

	/** With all that URLs, YAML and SQL make something of. */
	private static final String PASSWORD = "p'\"`;:/?&%=#@ {}[]$!\\ü+x";

	@TempDir
	Path directory;

	private static Place place(String engine) {
		return engine.equals("mysql") ? Place.mysql() : Place.mariadb();
	}

	private Scene scene() throws Exception {
		return Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 20);
	}

	private static Place user(Place server, String password) throws Exception {
		String name = "u" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
		server.execute(
				"CREATE USER " + name + " IDENTIFIED BY '" + password.replace("\\", "\\\\").replace("'", "''") + "'",
				"GRANT ALL ON `" + server.text("SELECT DATABASE()").replace("`", "``") + "`.* TO " + name);
		return server.as(name, password);
	}

	@Test
	void aStandbyIsNoTarget() throws Exception {
		try (OwnPostgres server = OwnPostgres.start()) {
			Scene scene = scene();
			Path plan = scene.plan("standby", new Place(server.url(), server.user(), ""));
			server.becomeStandby();
			scene.drover("run", plan.toString()).isOneLine(2, "PERM_002", "the server is a standby");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "mysql", "mariadb" })
	void aServerThatIsReadOnlyIsNoTarget(String engine) throws Exception {
		Scene scene = scene();
		Place server = place(engine);
		Path plan = scene.plan("readonly", user(server, "mover"));
		server.execute("SET GLOBAL read_only = ON");
		try {
			scene.drover("run", plan.toString()).isOneLine(2, "PERM_002", "read-only");
			// what turns so in mid-copy ends it, and nothing is lost
		}
		finally {
			server.execute("SET GLOBAL read_only = OFF");
		}
		Answer turned = TestFaults.during("copy.before-checkpoint", 1, () -> readOnly(server, "ON"),
				() -> scene.drover("run", plan.toString()));
		readOnly(server, "OFF");
		turned.isOneLine(1, "PERM_002", "drover restart readonly");
		Answer again = scene.drover("restart", "readonly");
		assertThat(again.status()).as(again.toString()).isZero();
		scene.isWhole(server, "readonly");
	}

	private static void readOnly(Place server, String value) {
		try {
			server.execute("SET GLOBAL read_only = " + value);
		}
		catch (java.sql.SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "mysql", "mariadb" })
	void aRowThatIsLargerThanAPacketOfTheSourceIsReadAllTheSame(String engine) throws Exception {
		Place source = place(engine);
		source.execute("CREATE TABLE large (id int PRIMARY KEY, b longblob)",
				"INSERT INTO large VALUES (1, 'x'), (2, repeat('y', 3000000)), (3, NULL)");
		Scene scene = new Scene(this.directory, source, 3);
		Place target = Place.sqlite(this.directory.resolve("target.sqlite"));
		Path plan = scene.plan("packet", target);
		String size = source.text("SELECT @@global.max_allowed_packet");
		source.execute("SET GLOBAL max_allowed_packet = 1048576");
		Answer run;
		try {
			run = scene.drover("run", plan.toString());
		}
		finally {
			source.execute("SET GLOBAL max_allowed_packet = " + size);
		}
		assertThat(run.status()).as(run.toString()).isZero();
		assertThat(target.number("SELECT sum(length(b)) FROM large")).isEqualTo(3_000_001);
	}

	@ParameterizedTest
	@ValueSource(strings = { "mysql", "mariadb" })
	void aUniqueKeyThatFollowsTheTargetsCollationIsToldWithTableAndKey(String engine) throws Exception {
		Place source = Place.sqlite(this.directory.resolve("source.sqlite"));
		source.execute("CREATE TABLE words (id INTEGER PRIMARY KEY, word VARCHAR(40) NOT NULL UNIQUE)",
				"INSERT INTO words VALUES (1, 'apple'), (2, 'Apple'), (3, 'pear')");
		Place target = place(engine);
		target.execute("CREATE TABLE words (id bigint PRIMARY KEY,"
				+ " word varchar(40) COLLATE utf8mb4_general_ci NOT NULL UNIQUE)");
		Scene scene = new Scene(this.directory, source, 3);
		Answer run = scene.drover("run", scene.plan("unique", target).toString(), "--force");
		assertThat(run.status()).as(run.toString()).isNotZero();
		assertThat(run.err() + run.out()).contains("words", "key 2", "Duplicate entry 'Apple'");
		run.isNoStackTrace();
		assertThat(target.number("SELECT count(*) FROM words WHERE id = 2")).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "mysql", "mariadb" })
	void aPasswordMayHoldAnything(String engine) throws Exception {
		Scene scene = scene();
		Place server = place(engine);
		Place user = user(server, PASSWORD);
		// what stands in a variable is no reference itself
		Place other = user(server, PASSWORD + "${env:HOME}");
		Path secret = Files.writeString(this.directory.resolve("secret"), PASSWORD + "\n");
		String url = user.url() + "?user=" + user.user() + "&password="
				+ URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8).replace("+", "%20");
		String yaml = PASSWORD.replace("\\", "\\\\").replace("\"", "\\\"");
		List<String> spellings = List.of(
				"{url: \"" + user.url() + "\", user: " + other.user() + ", password: \"${env:SECRET}\"}",
				"{url: \"" + user.url() + "\", user: " + user.user() + ", password: \"${file:" + secret + "}\"}",
				"{url: \"" + user.url() + "\", user: " + user.user() + ", password: \"" + yaml + "\"}",
				"{url: \"" + url + "\"}");
		for (String spelling : spellings) {
			Path plan = Files.writeString(this.directory.resolve("plan.yaml"), "id: secret\nsource: "
					+ scene.source().yaml() + "\ntarget: " + spelling + "\ndata: {type: snapshot}\n");
			Answer check = scene.drover(Map.of("SECRET", PASSWORD + "${env:HOME}"), "check", plan.toString());
			assertThat(check.status()).as(spelling + check).isZero();
			assertThat(check.out() + check.err()).doesNotContain("p'\"`", "p%27%22");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "mysql", "mariadb" })
	void aDatabaseMayHaveAnyName(String engine) throws Exception {
		Place server = place(engine);
		String suffix = Long.toString(System.nanoTime(), Character.MAX_RADIX);
		String odd = "o'd\"d; --`x_%" + suffix;
		String encoded = URLEncoder.encode(odd, StandardCharsets.UTF_8).replace("+", "%20");
		server.execute("CREATE DATABASE `" + odd.replace("`", "``") + "`");
		Place source = server.at(server.url().replaceFirst("/[^/?]*$", "/" + encoded));
		Scene scene = Scene.in(this.directory, source, 20);
		Place other = Place.postgresql();
		String name = "p'g\"; --x" + suffix;
		other.execute("CREATE DATABASE \"" + name.replace("\"", "\"\"") + "\"");
		Place target = other.at(other.url()
			.replaceFirst("/[^/?]*$", "/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20")));
		Answer out = scene.drover("run", scene.plan("odd", target).toString(), "--force");
		assertThat(out.status()).as(out.toString()).isZero();
		scene.isWhole(target, "odd");
		source.execute("DROP TABLE child", "DROP TABLE parent");
		Answer back = scene.drover("run", scene.plan("back", target, source, "").toString(), "--force");
		assertThat(back.status()).as(back.toString()).isZero();
		scene.isWhole(source, "back");
		server.execute("DROP DATABASE `" + odd.replace("`", "``") + "`");
	}

}
