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
			.isEqualTo(3);
		assertThat(Files.readString(log))
			.contains("DATA_002 table flags, key 2, column f: the tinyint(1) '-1' can't become boolean without a loss");
		Base changed = Moves.fresh(PostgresServer.shared());
		source.execute("UPDATE flags SET f = 0, d = '2024-05-06'");
		assertThat(moves.run("changed", source, changed, "mapping: {" + types + "}\n")).isZero();
		source.execute("UPDATE flags SET f = -1, d = '2024-05-06 10:00:00.5' WHERE id = 2");
		assertThat(moves.call(List.of("verify", "changed", "--log-file", log.toString()))).isEqualTo(3);
		assertThat(Files.readString(log)).contains("DATA_002 table flags, key 2, column f: the tinyint(1) '-1'");
		source.execute("UPDATE flags SET f = 1 WHERE id = 1");
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
						+ "', '2024-05-06T10:00:00+02:00', '{\"b\": 1e2, \"a\": [1.50]}', '12.50', '2024-02-29',"
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
				UUID_1 + "|2024-05-06 08:00:00|{\"a\": [1.50], \"b\": 100}|12.50|2024-02-29|1627303906122",
				UUID_2 + "|2024-05-06 10:00:00.123|[]|-3.00|1999-12-31|null");
		assertThat(target.rows("SELECT id, event_id, t FROM note")).containsExactly("1|" + UUID_2 + "|kept as it is");
		assertThat(target.rows("SELECT column_default FROM information_schema.columns WHERE column_name = 'body'"))
			.containsExactly("'{}'::jsonb");
		assertThat(moves.call(List.of("verify", "texts", "--level", "full"))).isZero();
		target.execute("UPDATE event SET n = 1, body = '{}'", "ALTER TABLE note DROP CONSTRAINT note_event_id_fkey",
				"DELETE FROM event WHERE id = '" + UUID_1 + "'");
		assertThat(moves.call(List.of("verify", "texts", "--level", "full", "--repair"))).isZero();
		assertThat(target.rows("SELECT id, n, body FROM event"))
			.containsExactly(UUID_1 + "|12.50|{\"a\": [1.50], \"b\": 100}", UUID_2 + "|-3.00|[]");
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
	void betweenTwoPostgresqlServersTheRestOfTheTableStaysAsItIs() throws Exception {
		Moves moves = new Moves(this.directory);
		Base source = Moves.fresh(PostgresServer.shared());
		source.execute(
				"CREATE TABLE own (id serial PRIMARY KEY, flag int DEFAULT 0 NOT NULL, code varchar(40) UNIQUE,"
						+ " amount numeric(10,4), note text COLLATE \"C\", plain int, CHECK (plain > 0))",
				"CREATE INDEX own_note ON own (lower(note))", "COMMENT ON COLUMN own.flag IS 'a flag'",
				"INSERT INTO own (flag, code, amount, note, plain) VALUES (1, '" + UUID_1 + "', 1.25, 'a', 1),"
						+ " (0, '" + UUID_2.toUpperCase(Locale.ROOT) + "', NULL, NULL, 2)",
				"CREATE TABLE part (id int, day date, kind int, PRIMARY KEY (id, day)) PARTITION BY RANGE (day)",
				"CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
				"INSERT INTO part VALUES (1, '2024-05-06', 7)");
		Base target = Moves.fresh(PostgresServer.shared());
		assertThat(moves.run("native", source, target,
				"mapping: {types: {\"own.id\": bigint, \"own.flag\": bool, \"own.code\": uuid, \"numeric(10,4)\":"
						+ " \"numeric(10,2)\", \"own.note\": varchar(99), \"part.kind\": text}}\n"))
			.isZero();
		assertThat(target.rows("SELECT id, flag, code, amount, note, plain FROM own"))
			.containsExactly("1|t|" + UUID_1 + "|1.25|a|1", "2|f|" + UUID_2 + "|null|null|2");
		assertThat(target.rows("SELECT id, day, kind FROM part_1")).containsExactly("1|2024-05-06|7");
		assertThat(
				target.rows("SELECT a.attname, format_type(a.atttypid, a.atttypmod), pg_get_expr(d.adbin, d.adrelid),"
						+ " col_description(a.attrelid, a.attnum), (SELECT collname FROM pg_collation c WHERE c.oid ="
						+ " a.attcollation) FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid"
						+ " AND d.adnum = a.attnum WHERE a.attrelid = 'own'::regclass AND a.attnum > 0"))
			.containsExactly("amount|numeric(10,2)|null|null|null", "code|uuid|null|null|null",
					"flag|boolean|false|a flag|null", "id|bigint|nextval('own_id_seq'::regclass)|null|null",
					"note|character varying(99)|null|null|C", "plain|integer|null|null|null");
		assertThat(target.rows("SELECT indexname FROM pg_indexes WHERE tablename = 'own'"))
			.containsExactly("own_code_key", "own_note", "own_pkey");
		assertThat(moves.call(List.of("verify", "native", "--level", "full"))).isZero();
		source.execute("UPDATE own SET amount = 1.2345 WHERE id = 1");
		Path log = this.directory.resolve("digits.log");
		assertThat(moves.run("digits", source, Moves.fresh(PostgresServer.shared()),
				"mapping: {types: {\"numeric(10,4)\": \"numeric(10,2)\"}}\n", "--log-file", log.toString()))
			.isEqualTo(3);
		assertThat(Files.readString(log)).contains("DATA_002 table own, key 1, column amount");
		for (String type : List.of("\"own.plain\": text", "\"part.day\": timestamp", "\"own.note\": uuid")) {
			assertThat(moves.run("obstacle", source, Moves.fresh(PostgresServer.shared()),
					"mapping: {types: {" + type + "}}\n", "--force"))
				.isEqualTo(2);
			assertThat(findings(moves.report("obstacle"))).anyMatch((finding) -> finding.startsWith("TYPE_003 error"));
		}
	}

	@Test
	void betweenTwoMysqlServersTheRestOfTheTableStaysAsItIs() throws Exception {
		Moves moves = new Moves(this.directory);
		for (MysqlServer server : List.of(MysqlServer.mysql(), MysqlServer.mariadb())) {
			Base source = Moves.fresh(server);
			source.execute(
					"CREATE TABLE own (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, n tinyint NOT NULL DEFAULT 7 COMMENT"
							+ " 'it''s n', v varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'x', b binary(16),"
							+ " e enum('a','b') DEFAULT 'a', KEY (v)) COMMENT 'kept'",
					"CREATE TABLE child (id int PRIMARY KEY, own_id int, FOREIGN KEY (own_id) REFERENCES own (id))",
					"INSERT INTO own (n, v, b, e) VALUES (1, 'ä', x'0f8fad5bd9cb469fa16570867728950e', 'b'),"
							+ " (2, NULL, NULL, NULL)",
					"INSERT INTO child VALUES (1, 2)");
			String id = (server == MysqlServer.mysql()) ? "mysql" : "mariadb";
			String types = "\"own.n\": \"bigint unsigned\", \"own.v\": \"varchar(50)\", \"binary(16)\": \"char(36)\","
					+ " \"own.e\": \"enum('b','c','a')\"";
			assertThat(moves.run(id + "-half", source, Moves.fresh(server),
					"mapping: {types: {\"own.id\": bigint, " + types + "}}\n"))
				.isEqualTo(2);
			Base target = Moves.fresh(server);
			assertThat(moves.run(id, source, target,
					"mapping: {types: {\"own.id\": bigint, \"child.own_id\": bigint, " + types + "}}\n"))
				.isEqualTo(3);
			source.execute("UPDATE own SET b = NULL");
			target = Moves.fresh(server);
			assertThat(moves.run(id + "-2", source, target,
					"mapping: {types: {\"own.id\": bigint, \"child.own_id\": bigint, " + types + "}}\n"))
				.isZero();
			assertThat(target.rows("SELECT id, n, v, b, e FROM own")).containsExactly("1|1|ä|null|b",
					"2|2|null|null|null");
			assertThat(target.rows("SELECT column_name, column_type, column_default, column_comment, collation_name"
					+ " FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'own'"
					+ " AND column_name IN ('n', 'v', 'e')"))
				.satisfies((rows) -> assertThat(rows).hasSize(3))
				.anyMatch((row) -> row.startsWith("e|enum('b','c','a')|"))
				.anyMatch((row) -> row.matches("n\\|bigint(\\(20\\))? unsigned\\|7\\|it's n\\|null"))
				.anyMatch((row) -> row.matches("v\\|varchar\\(50\\)\\|'?x'?\\|\\|latin1_bin"));
			assertThat(target.rows("SHOW INDEX FROM own")).hasSize(2);
		}
	}

	@Test
	void whatDoesNotFitIsAFindingAndNothingIsChanged() throws Exception {
		Moves moves = new Moves(this.directory);
		Base source = Moves.fresh(PostgresServer.shared());
		source.execute("CREATE TABLE parent (id text PRIMARY KEY, b bytea, v varchar(20), j text UNIQUE)",
				"CREATE TABLE child (id serial PRIMARY KEY, parent_id text REFERENCES parent)");
		Base target = Moves.fresh(MysqlServer.mysql());
		assertThat(moves.run("wrong", source, target,
				"mapping: {types: {bytea: int, \"varchar(20)\": tinytex, citext: text, \"parent.j\": json, \"child.id\": \"char(36)\","
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
				"mapping.types.parent.j wants parent.j to be json, which can't be a part of a key or an index, as the column"
						+ " is; choose another type",
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
