package dev.drover.app.security;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Names, texts and plans that would be statements if they were put into SQL as they are:
 * a table that they would drop stays, and they arrive as they are.
 */
class InjectionIT {

	/** Each leaves another sort of quotes. */
	private static final List<String> HOSTILE = List.of("a'); DROP TABLE canary; --", "b\"); DROP TABLE canary; --",
			"c`); DROP TABLE canary; --", "d\\'); DROP TABLE canary; --", "e$$); DROP TABLE canary; $$",
			"f*/ DROP TABLE canary; /*", "g;DROP TABLE canary;", "h%s ? ${env:X} {d '1'} :x");

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource({ "postgresql, mysql", "mysql, sqlite", "mariadb, postgresql", "sqlite, h2", "h2, h2" })
	void whatLooksLikeAStatementIsNone(String from, String to) throws Exception {
		isNone(from, to);
	}

	@ParameterizedTest
	@CsvSource({ "postgresql, postgresql", "mysql, mysql", "mysql, mariadb", "mariadb, mariadb", "sqlite, sqlite",
			"h2, postgresql", "sqlite, mysql" })
	@Tag("proof")
	void whatLooksLikeAStatementIsNoneOnOtherPairs(String from, String to) throws Exception {
		isNone(from, to);
	}

	private void isNone(String from, String to) throws Exception {
		Place source = place(from, "source");
		Place target = place(to, "target");
		target.execute("CREATE TABLE canary (id int)", "INSERT INTO canary VALUES (1)");
		Place asWritten = plain(source);
		fill(from, asWritten);
		Path plan = Files.writeString(this.directory.resolve("plan.yaml"),
				"id: hostile\nsource: " + source.yaml() + "\ntarget: " + target.yaml()
						+ "\ndata: {type: snapshot}\nverify: {level: full}\ncopy: {chunk_rows: 2}\ndescription: "
						+ yaml(HOSTILE.get(0)) + "\nmapping: {names: preserve}\nscope: {tables: {include: [\"*\", "
						+ yaml(HOSTILE.get(1)) + "], exclude: [" + yaml("no " + HOSTILE.get(3)) + "]}}\n");
		String data = this.directory.resolve("data").toString();
		for (String[] words : new String[][] { { "run", plan.toString(), "--force" }, { "verify", "hostile" } }) {
			Answer answer = Answer.of(Map.of(), concat(words, "--data-dir", data));
			assertThat(answer.status()).as(answer.toString()).isZero();
		}
		for (int i = 0; i < HOSTILE.size(); i++) {
			String select = select(from, i);
			String there = select(to, i);
			assertThat(plain(target).rows(there)).as(there).isEqualTo(asWritten.rows(select)).hasSize(HOSTILE.size());
		}
		Answer taken = Answer.of(Map.of(), "rollback", "hostile", "--data-dir", data);
		assertThat(taken.status()).as(taken.toString()).isZero();
		assertThat(target.rows("SELECT id FROM canary")).containsExactly("1");
	}

	private static String select(String engine, int table) {
		return "SELECT " + quoted(engine, column(table)) + ", " + quoted(engine, "note") + " FROM "
				+ quoted(engine, HOSTILE.get(table));
	}

	/** Without the driver's own syntax in braces. */
	private static Place plain(Place place) {
		return place.url().startsWith("jdbc:mysql:") ? place.at(place.url() + (place.url().contains("?") ? "&" : "?")
				+ "enableEscapeProcessing=false&processEscapeCodesForPrepStmts=false") : place;
	}

	private static String[] concat(String[] words, String... more) {
		List<String> all = new ArrayList<>(List.of(words));
		all.addAll(List.of(more));
		return all.toArray(String[]::new);
	}

	private Place place(String engine, String name) {
		return switch (engine) {
			case "postgresql" -> Place.postgresql();
			case "mysql" -> Place.mysql();
			case "mariadb" -> Place.mariadb();
			case "h2" -> Place.h2(this.directory.resolve(name));
			default -> Place.sqlite(this.directory.resolve(name + ".sqlite"));
		};
	}

	/** One table for each name, whose column, index, default and keys are hostile too. */
	private static void fill(String engine, Place source) throws Exception {
		for (int i = 0; i < HOSTILE.size(); i++) {
			String name = HOSTILE.get(i);
			String next = HOSTILE.get((i + 1) % HOSTILE.size());
			String key = quoted(engine, column(i));
			String comment = engine.startsWith("m") ? " COMMENT " + literal(engine, next) : "";
			source.execute(
					"CREATE TABLE " + quoted(engine, name) + " (" + key + " varchar(60) NOT NULL PRIMARY KEY" + comment
							+ ", " + quoted(engine, "note") + " varchar(60) DEFAULT " + literal(engine, next) + comment
							+ ")",
					"CREATE INDEX " + quoted(engine, "i" + name) + " ON " + quoted(engine, name) + " ("
							+ quoted(engine, "note") + ")");
			if (engine.equals("postgresql") || engine.equals("h2")) {
				source.execute("COMMENT ON TABLE " + quoted(engine, name) + " IS " + literal(engine, next),
						"COMMENT ON COLUMN " + quoted(engine, name) + "." + key + " IS " + literal(engine, name));
			}
			try (Connection connection = source.connect();
					PreparedStatement insert = connection
						.prepareStatement("INSERT INTO " + quoted(engine, name) + " VALUES (?, ?)")) {
				for (String value : HOSTILE) {
					insert.setString(1, value);
					insert.setString(2, value + name);
					insert.executeUpdate();
				}
			}
		}
		if (engine.equals("postgresql")) {
			String type = quoted(engine, HOSTILE.get(0) + " type");
			source.execute(
					"CREATE TYPE " + type + " AS ENUM (" + literal(engine, HOSTILE.get(0)) + ", "
							+ literal(engine, HOSTILE.get(3)) + ")",
					"CREATE TABLE enums (id int PRIMARY KEY, e " + type + " DEFAULT " + literal(engine, HOSTILE.get(3))
							+ ")",
					"INSERT INTO enums VALUES (1)");
		}
		if (engine.startsWith("m")) {
			source.execute(
					"CREATE TABLE enums (id int PRIMARY KEY, e enum(" + literal(engine, HOSTILE.get(0)) + ", "
							+ literal(engine, HOSTILE.get(3)) + ") DEFAULT " + literal(engine, HOSTILE.get(3)) + ")",
					"INSERT INTO enums (id) VALUES (1)");
		}
		if (engine.equals("sqlite")) {
			source.execute("CREATE TABLE bits (id INTEGER PRIMARY KEY, b bit DEFAULT '1''); DROP TABLE canary; --')",
					"CREATE TABLE typed (id INTEGER PRIMARY KEY, t \"int); DROP TABLE canary; --\")",
					"INSERT INTO bits VALUES (1, 1)", "INSERT INTO typed VALUES (1, 1)");
		}
	}

	private static String column(int number) {
		return "k" + HOSTILE.get(number);
	}

	private static String quoted(String engine, String name) {
		return engine.startsWith("m") ? '`' + name.replace("`", "``") + '`' : '"' + name.replace("\"", "\"\"") + '"';
	}

	private static String literal(String engine, String text) {
		return "'" + (engine.startsWith("m") ? text.replace("\\", "\\\\") : text).replace("'", "''") + "'";
	}

	private static String yaml(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

}
