package dev.drover.app.realdata;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.drover.app.realdata.Moves.Base;
import dev.drover.testserver.MysqlServer;
import dev.drover.testserver.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Columns become the types that {@code mapping.types} wants: the copy converts, the
 * comparison knows it, and what can't be converted is refused by name.
 */
class TypeOverridesIT {

	private static final String UUID_1 = "0f8fad5b-d9cb-469f-a165-70867728950e";

	private static final String UUID_2 = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

	@TempDir
	Path directory;

	@Test
	void aSmallNumberOfMysqlBecomesATruthValue() throws Exception {
		Moves moves = new Moves(this.directory);
		for (MysqlServer server : List.of(MysqlServer.mysql(), MysqlServer.mariadb())) {
			Base source = Moves.fresh(server);
			source.execute(
					"CREATE TABLE users (id int PRIMARY KEY, active tinyint(1) NOT NULL DEFAULT 1, admin tinyint(1),"
							+ " age tinyint, kind varchar(10))",
					"INSERT INTO users VALUES (1, 1, 0, 7, 'a'), (2, 0, NULL, 1, 'b'), (3, 1, 1, -5, NULL)");
			Base target = Moves.fresh(PostgresServer.shared());
			String id = (server == MysqlServer.mysql()) ? "mysql" : "mariadb";
			assertThat(moves.run(id, source, target,
					"mapping: {types: {\"TINYINT(1)\": boolean, \"users.ag?\": bigint}}\n"))
				.isZero();
			assertThat(target.rows("SELECT id, active, admin, age, kind FROM users")).containsExactly("1|t|f|7|a",
					"2|f|null|1|b", "3|t|t|-5|null");
			assertThat(target.rows("SELECT column_name, data_type, column_default FROM information_schema.columns"
					+ " WHERE table_name = 'users' AND column_name IN ('active', 'age')"))
				.containsExactly("active|boolean|true", "age|bigint|null");
			assertThat(moves.call(List.of("verify", id, "--level", "full"))).isZero();
			target.execute("UPDATE users SET active = NOT active WHERE id = 2", "DELETE FROM users WHERE id = 3",
					"INSERT INTO users (id, active) VALUES (9, true)");
			assertThat(moves.call(List.of("verify", id, "--level", "full"))).isEqualTo(3);
			assertThat(moves.call(List.of("verify", id, "--level", "full", "--repair"))).isZero();
			assertThat(target.rows("SELECT id, active, admin, age, kind FROM users")).containsExactly("1|t|f|7|a",
					"2|f|null|1|b", "3|t|t|-5|null");
		}
	}

	@Test
	void aValueThatDoesNotFitIsRefusedByNameOrBecomesWhatThePlanSays() throws Exception {
		Moves moves = new Moves(this.directory);
		Base source = Moves.fresh(MysqlServer.mysql());
		source.execute("CREATE TABLE flags (id int PRIMARY KEY, f tinyint(1), d datetime(3))",
				"INSERT INTO flags VALUES (1, 1, '2024-05-06'), (2, -1, '2024-05-06 10:00:00.5')");
		String types = "types: {\"tinyint(1)\": boolean, \"flags.d\": date}";
		Path log = this.directory.resolve("refused.log");
		assertThat(moves.run("refused", source, Moves.fresh(PostgresServer.shared()), "mapping: {" + types + "}\n",
				"--log-file", log.toString()))
			.isEqualTo(1);
		assertThat(Files.readString(log))
			.contains("DATA_002 table flags, key 2, column f: the tinyint(1) '-1' can't become boolean without a loss");
		Base nulled = Moves.fresh(PostgresServer.shared());
		assertThat(moves.run("nulled", source, nulled, "mapping: {" + types + ", values: {out_of_range: \"null\"}}\n"))
			.isZero();
		assertThat(nulled.rows("SELECT id, f, d FROM flags")).containsExactly("1|t|2024-05-06", "2|null|null");
		assertThat(findings(moves.report("nulled"))).contains("DATA_008 info flags.f", "DATA_008 info flags.d");
		assertThat(moves.call(List.of("verify", "nulled", "--level", "full"))).isZero();
		Base clamped = Moves.fresh(PostgresServer.shared());
		source.execute("UPDATE flags SET f = 0 WHERE id = 2");
		assertThat(moves.run("clamped", source, clamped, "mapping: {" + types + ", values: {out_of_range: clamp}}\n"))
			.isZero();
		assertThat(clamped.rows("SELECT id, f, d FROM flags")).containsExactly("1|t|2024-05-06", "2|f|2024-05-06");
	}

	@Test
	void textsOfSqliteBecomeTypedValues() throws Exception {
		Moves moves = new Moves(this.directory);
		Base source = new Base("jdbc:sqlite:" + this.directory.resolve("texts.sqlite"), "", "");
		source.execute(
				"CREATE TABLE event (id TEXT PRIMARY KEY NOT NULL, at TEXT, body TEXT DEFAULT '{}', n TEXT, day TEXT,"
						+ " ms DATETIME)",
				"CREATE TABLE note (id INTEGER PRIMARY KEY, event_id TEXT REFERENCES event (id), t TEXT)",
				"INSERT INTO event VALUES ('" + UUID_1.toUpperCase(Locale.ROOT)
						+ "', '2024-05-06T10:00:00+02:00', '{\"b\": 1, \"a\": [1.50]}', '12.50', '2024-02-29',"
						+ " 1627303906122)",
				"INSERT INTO event VALUES ('" + UUID_2
						+ "', '2024-05-06 10:00:00.123', '[]', '-3', '1999-12-31', NULL)",
				"INSERT INTO note VALUES (1, '" + UUID_2 + "', 'kept as it is')");
		Base target = Moves.fresh(PostgresServer.shared());
		String types = "mapping: {types: {\"*.id\": uuid, \"note.id\": bigint, \"note.event_id\": uuid,"
				+ " \"event.at\": timestamptz, \"event.body\": jsonb, \"event.n\": \"numeric(10,2)\","
				+ " \"event.day\": date, datetime: bigint}}\n";
		assertThat(moves.run("texts", source, target, types, "--force")).isZero();
		assertThat(target.rows("SELECT id, at AT TIME ZONE 'UTC', body, n, day, ms FROM event")).containsExactly(
				UUID_1 + "|2024-05-06 08:00:00|{\"a\": [1.50], \"b\": 1}|12.50|2024-02-29|1627303906122",
				UUID_2 + "|2024-05-06 10:00:00.123|[]|-3.00|1999-12-31|null");
		assertThat(target.rows("SELECT id, event_id, t FROM note")).containsExactly("1|" + UUID_2 + "|kept as it is");
		assertThat(target.rows("SELECT column_default FROM information_schema.columns WHERE column_name = 'body'"))
			.containsExactly("'{}'::jsonb");
		assertThat(moves.call(List.of("verify", "texts", "--level", "full"))).isZero();
		target.execute("UPDATE event SET n = 1, body = '{}'", "ALTER TABLE note DROP CONSTRAINT note_event_id_fkey",
				"DELETE FROM event WHERE id = '" + UUID_1 + "'");
		assertThat(moves.call(List.of("verify", "texts", "--level", "full", "--repair"))).isZero();
		assertThat(target.rows("SELECT id, n, body FROM event"))
			.containsExactly(UUID_1 + "|12.50|{\"a\": [1.50], \"b\": 1}", UUID_2 + "|-3.00|[]");
	}

	@Test
	void uuidsOfPostgresqlBecomeBytesOfMysqlAndComeBack() throws Exception {
		Moves moves = new Moves(this.directory);
		Base source = Moves.fresh(PostgresServer.shared());
		source.execute("CREATE TABLE item (id uuid PRIMARY KEY, name text, price numeric(8,2))",
				"INSERT INTO item VALUES ('" + UUID_1 + "', 'one', 1.5), ('" + UUID_2 + "', NULL, 100)");
		Base middle = Moves.fresh(MysqlServer.mysql());
		assertThat(moves.run("there", source, middle,
				"mapping: {types: {uuid: \"binary(16)\", \"item.price\": \"varchar(20)\"}}\n", "--force"))
			.isZero();
		assertThat(middle.rows("SELECT lower(hex(id)), name, price FROM item"))
			.containsExactly(UUID_1.replace("-", "") + "|one|1.50", UUID_2.replace("-", "") + "|null|100.00");
		assertThat(moves.call(List.of("verify", "there", "--level", "full"))).isZero();
		middle.execute("UPDATE item SET name = 'wrong' WHERE name IS NULL", "DELETE FROM item WHERE name = 'one'");
		assertThat(moves.call(List.of("verify", "there", "--level", "full", "--repair"))).isZero();
		assertThat(middle.rows("SELECT name FROM item")).containsExactly("null", "one");
		Base back = Moves.fresh(PostgresServer.shared());
		assertThat(moves.run("back", middle, back,
				"mapping: {types: {\"binary(16)\": uuid, \"item.price\": numeric}}\n", "--force"))
			.isZero();
		assertThat(back.rows("SELECT id, name, price FROM item")).containsExactly(UUID_1 + "|one|1.50",
				UUID_2 + "|null|100.00");
	}

	@Test
	void whatDoesNotFitIsAFindingAndNothingIsChanged() throws Exception {
		Moves moves = new Moves(this.directory);
		Base source = Moves.fresh(PostgresServer.shared());
		source.execute("CREATE TABLE parent (id text PRIMARY KEY, b bytea, v varchar(20))",
				"CREATE TABLE child (id serial PRIMARY KEY, parent_id text REFERENCES parent)");
		Base target = Moves.fresh(MysqlServer.mysql());
		assertThat(moves.run("wrong", source, target,
				"mapping: {types: {bytea: int, \"varchar(20)\": tinytex, citext: text, \"child.id\": \"char(36)\","
						+ " \"parent.id\": \"bigint\"}}\n",
				"--force"))
			.isEqualTo(2);
		List<String> errors = moves.report("wrong")
			.get("findings")
			.valueStream()
			.filter((finding) -> finding.get("code").asString().equals("TYPE_003"))
			.map((finding) -> finding.get("message").asString() + "; " + finding.get("hint").asString())
			.toList();
		assertThat(errors).containsExactlyInAnyOrder(
				"mapping.types.varchar(20) is tinytex, which is no type of MySQL that Drover knows;"
						+ " did you mean 'tinytext'?",
				"mapping.types.bytea wants parent.b to be int, which no value of bytea can become; choose another type",
				"mapping.types.citext matches no column of the tables in the scope; did you mean 'text'?",
				"mapping.types.child.id wants child.id to be char(36), but the column numbers itself;"
						+ " choose a type of whole numbers, such as bigint",
				"child.parent_id would be varchar(768) and refer to parent.id, which is bigint;"
						+ " add to mapping.types: {\"child.parent_id\": bigint}");
		assertThat(target.rows("SHOW TABLES")).isEmpty();
	}

	private static List<String> findings(JsonNode report) {
		return report.get("findings")
			.valueStream()
			.map((finding) -> finding.get("code").asString() + " " + finding.get("level").asString() + " "
					+ finding.get("object").asString())
			.toList();
	}

}
