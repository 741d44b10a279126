package dev.drover.app.realdata;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.realdata.Moves.Base;
import dev.drover.testserver.MysqlServer;
import dev.drover.testserver.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Databases and tables that hold more than an ordinary SELECT shows, or less.
 */
class OddTablesIT {

	@TempDir
	Path directory;

	@Test
	void bytes_that_are_no_text_in_a_database_of_sql_ascii_are_refused_by_name() throws Exception {
		Base server = Moves.fresh(PostgresServer.shared());
		String name = "ascii_" + System.nanoTime();
		server.execute(
				"CREATE DATABASE " + name + " ENCODING 'SQL_ASCII' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
		Base source = new Base(server.url().replaceFirst("/[^/?]*(\\?.*)?$", "/" + name + "$1"), server.user(),
				server.password());
		source.execute("CREATE TABLE t (id int PRIMARY KEY, v text, a text[])",
				"INSERT INTO t VALUES (1, 'plain', '{x}'), (2, convert_from('\\xc3a4', 'SQL_ASCII'), NULL),"
						+ " (3, convert_from('\\xff41', 'SQL_ASCII'), NULL)");
		Moves moves = new Moves(this.directory);
		for (Base target : List.of(Moves.fresh(PostgresServer.shared()), Moves.fresh(MysqlServer.mysql()))) {
			String id = target.url().contains("mysql") ? "mysql" : "postgresql";
			assertThat(moves.run(id, source, target, "", "--force")).isEqualTo(3);
			assertThat(target.rows("SELECT id, v FROM t")).containsExactly("1|plain", "2|ä");
			assertThat(moves.report(id).get("rejects").toString()).contains("\"key\":\"3\"", "\"column\":\"v\"");
		}
		Base target = Moves.fresh(PostgresServer.shared());
		assertThat(moves.run("nulled", source, target, "mapping: {values: {invalid_text: \"null\"}}\n")).isZero();
		assertThat(target.rows("SELECT id, v FROM t")).containsExactly("1|plain", "2|ä", "3|null");
	}

	@Test
	void triggers_of_a_target_table_are_told_before_they_fire() throws Exception {
		Base source = Moves.fresh(PostgresServer.shared());
		source.execute("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)");
		Base postgresql = Moves.fresh(PostgresServer.shared());
		postgresql.execute("CREATE TABLE t (id int PRIMARY KEY)",
				"CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
				"CREATE TRIGGER audit AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION note()");
		Base mysql = Moves.fresh(MysqlServer.mysql());
		mysql.execute("CREATE TABLE t (id int PRIMARY KEY)",
				"CREATE TRIGGER audit BEFORE INSERT ON t FOR EACH ROW SET NEW.id = NEW.id");
		Base mariadb = Moves.fresh(MysqlServer.mariadb());
		mariadb.execute("CREATE TABLE t (id int PRIMARY KEY)",
				"CREATE TRIGGER audit AFTER INSERT ON t FOR EACH ROW SET @seen = NEW.id");
		Base sqlite = new Base("jdbc:sqlite:" + this.directory.resolve("t.sqlite"), "", "");
		sqlite.execute("CREATE TABLE t (id integer PRIMARY KEY)",
				"CREATE TRIGGER audit AFTER INSERT ON t BEGIN SELECT 1; END");
		Moves moves = new Moves(this.directory);
		List<Base> targets = List.of(postgresql, mysql, mariadb, sqlite);
		for (Base target : targets) {
			String id = "t" + targets.indexOf(target);
			assertThat(moves.run(id, source, target, "")).as(id).isEqualTo(2);
			assertThat(moves.report(id).get("findings").toString()).as(id)
				.contains("the trigger audit of the target table t fires for each row that is copied");
			assertThat(moves.run(id, source, target, "", "--force")).as(id).isZero();
		}
	}

	@Test
	void columns_and_keys_out_of_sight_and_the_history_of_rows() throws Exception {
		Base source = Moves.fresh(MysqlServer.mysql());
		source.execute("CREATE TABLE hidden (id int PRIMARY KEY, v int INVISIBLE DEFAULT 7)",
				"INSERT INTO hidden (id, v) VALUES (1, 3)", "SET SESSION sql_generate_invisible_primary_key = ON",
				"CREATE TABLE keyed (v varchar(5))", "INSERT INTO keyed (v) VALUES ('a'), ('a'), (NULL)");
		Moves moves = new Moves(this.directory);
		Base target = Moves.fresh(PostgresServer.shared());
		assertThat(moves.run("hidden", source, target, "")).isZero();
		assertThat(moves.report("hidden").get("findings").toString()).contains("hidden.v",
				"SELECT * leaves the column out in the source, and shows it in the target");
		assertThat(target.rows("SELECT id, v FROM hidden")).containsExactly("1|3");
		assertThat(target.rows("SELECT my_row_id, v FROM keyed")).containsExactly("1|a", "2|a", "3|null");
		Base h2 = new Base("jdbc:h2:" + this.directory.resolve("hidden"), "", "");
		Base copied = new Base("jdbc:h2:" + this.directory.resolve("copied"), "", "");
		Base mariadb = Moves.fresh(MysqlServer.mariadb());
		assertThat(moves.run("to-h2", source, h2, "scope: {tables: {include: [hidden]}}\n")).isZero();
		assertThat(moves.run("h2-to-h2", h2, copied, "")).isZero();
		assertThat(moves.run("to-mariadb", copied, mariadb, "")).isZero();
		assertThat(copied.rows("SELECT * FROM hidden")).containsExactly("1");
		assertThat(mariadb.rows("SELECT * FROM HIDDEN")).containsExactly("1");
		assertThat(mariadb.rows("SELECT id, v FROM HIDDEN")).containsExactly("1|3");
		Base versioned = Moves.fresh(MysqlServer.mariadb());
		versioned.execute("CREATE TABLE kept (id int PRIMARY KEY, v int) WITH SYSTEM VERSIONING",
				"INSERT INTO kept VALUES (1, 1)", "UPDATE kept SET v = 2");
		Base now = Moves.fresh(PostgresServer.shared());
		assertThat(moves.run("kept", versioned, now, "")).isEqualTo(2);
		assertThat(moves.report("kept").get("findings").toString())
			.contains("the history of the rows of kept stays behind, and the data in it");
		try {
			versioned.execute("SET GLOBAL system_versioning_asof = '2001-01-01 00:00:00'");
			assertThat(moves.run("kept", versioned, now, "", "--force")).isZero();
		}
		finally {
			versioned.execute("SET GLOBAL system_versioning_asof = DEFAULT");
		}
		assertThat(now.rows("SELECT id, v FROM kept")).containsExactly("1|2");
	}

	@Test
	void rows_of_virtual_tables_stay_behind_and_are_told() throws Exception {
		Base source = new Base("jdbc:sqlite:" + this.directory.resolve("words.sqlite"), "", "");
		source.execute("CREATE TABLE t (id integer PRIMARY KEY)", "CREATE VIRTUAL TABLE words USING fts5(word)",
				"INSERT INTO words VALUES ('hello')");
		Moves moves = new Moves(this.directory);
		Base sqlite = new Base("jdbc:sqlite:" + this.directory.resolve("other.sqlite"), "", "");
		Base postgresql = Moves.fresh(PostgresServer.shared());
		assertThat(moves.run("words", source, sqlite, "")).isEqualTo(2);
		assertThat(moves.report("words").get("findings").toString())
			.contains("the virtual table words stays behind, and the data in it");
		assertThat(moves.run("words", source, sqlite, "", "--force")).isZero();
		assertThat(moves.run("out", source, postgresql, "", "--force")).isZero();
		// the tables of its module would stand in the way of one that is made by hand
		sqlite.execute("CREATE VIRTUAL TABLE words USING fts5(word)");
		assertThat(postgresql.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).containsExactly("t");
	}

	@Test
	void json_is_not_written_into_jsonb_without_a_word() throws Exception {
		Base source = Moves.fresh(PostgresServer.shared());
		source.execute("CREATE TABLE t (id int PRIMARY KEY, j json)",
				"INSERT INTO t VALUES (1, '{\"a\": 1, \"a\": 2}'), (2, '{\"a\": 1}')");
		Base there = Moves.fresh(PostgresServer.shared());
		there.execute("CREATE TABLE t (id int PRIMARY KEY, j jsonb)");
		Moves moves = new Moves(this.directory);
		assertThat(moves.run("there", source, there, "", "--force")).isEqualTo(2);
		assertThat(moves.report("there").get("findings").toString()).contains("column j is jsonb, wanted is json");
		assertThat(moves.run("wanted", source, there, "mapping: {types: {json: jsonb}}\n", "--force")).isEqualTo(3);
		assertThat(moves.report("wanted").get("rejects").toString()).contains("\"key\":\"1\"", "\"column\":\"j\"");
		assertThat(there.rows("SELECT id, j FROM t")).containsExactly("2|{\"a\": 1}");
	}

}
