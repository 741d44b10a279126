package dev.drover.app.realdata;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.realdata.Moves.Base;
import dev.drover.testserver.MysqlServer;
import dev.drover.testserver.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Servers whose settings are not the usual ones, and names that have to be quoted well.
 */
class OddServerIT {

	private static final List<String> MODES = List.of("ANSI_QUOTES", "NO_BACKSLASH_ESCAPES", "PAD_CHAR_TO_FULL_LENGTH",
			"PIPES_AS_CONCAT", "NO_ZERO_DATE", "HIGH_NOT_PRECEDENCE");

	@TempDir
	Path directory;

	@Test
	void settingsOfTheServersChangeNothing() throws Exception {
		Base mysql = Moves.fresh(MysqlServer.mysql());
		Base mariadb = Moves.fresh(MysqlServer.mariadb());
		mysql.execute(
				"CREATE TABLE `o``d\"d; '%n` (`i``d` int PRIMARY KEY, `a\"b;?\\` varchar(30), `t's` timestamp(3) NULL,"
						+ " c char(5), UNIQUE KEY `u``q; \"` (`t's`))",
				"SET time_zone = '+00:00'", "INSERT INTO `o``d\"d; '%n` VALUES (1, 'back\\\\slash; `q` ''s''',"
						+ " '2024-03-31 01:30:00.125', 'x'), (2, '', '1970-01-01 00:00:01', ''), (3, NULL, NULL, NULL)");
		List<String> before = content(mysql);
		Moves moves = new Moves(this.directory);
		try {
			for (Base server : List.of(mysql, mariadb)) {
				server.execute("SET GLOBAL time_zone = '" + ((server == mysql) ? "+09:30" : "-05:00") + "'",
						"SET GLOBAL sql_mode = '" + String.join(",", MODES) + "'", "SET GLOBAL local_infile = OFF",
						"SET GLOBAL sql_select_limit = 1", "SET GLOBAL max_join_size = 1");
			}
			assertThat(moves.run("across", mysql, mariadb, "", "--force")).isZero();
			assertThat(moves.report("across").get("findings").toString()).contains("COPY_006");
			Base postgresql = Moves.fresh(PostgresServer.shared());
			assertThat(moves.run("out", mariadb, postgresql, "", "--force")).isZero();
			assertThat(postgresql.rows("SELECT to_char(\"t's\" AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS')"
					+ " FROM \"o`d\"\"d; '%n\" WHERE \"t's\" IS NOT NULL"))
				.containsExactly("1970-01-01 00:00:01.000", "2024-03-31 01:30:00.125");
			Base back = Moves.fresh(MysqlServer.mysql());
			assertThat(moves.run("back", postgresql, back, "", "--force")).isZero();
			usual(mysql, mariadb);
			assertThat(content(mariadb)).isEqualTo(before);
			assertThat(content(back)).isEqualTo(before);
		}
		finally {
			usual(mysql, mariadb);
		}
	}

	@Test
	void aRowThatIsLargerThanAPacketIsRefusedByName() throws Exception {
		for (MysqlServer server : List.of(MysqlServer.mysql(), MysqlServer.mariadb())) {
			Base target = Moves.fresh(server);
			Path file = this.directory.resolve(target.url().replaceAll("\\W", "") + ".sqlite");
			Base source = new Base("jdbc:sqlite:" + file, "", "");
			source.execute("CREATE TABLE large (id INTEGER PRIMARY KEY, b BLOB, d DATE)",
					"INSERT INTO large VALUES (1, zeroblob(10), NULL), (2, zeroblob(3000000), NULL), (3, NULL, NULL)");
			Moves moves = new Moves(this.directory);
			String id = (server == MysqlServer.mysql()) ? "mysql" : "mariadb";
			String size = target.rows("SELECT @@global.max_allowed_packet").get(0);
			Path log = this.directory.resolve(id + ".log");
			try {
				target.execute("SET GLOBAL max_allowed_packet = 1048576", "SET GLOBAL local_infile = OFF");
				assertThat(moves.run(id, source, target, "", "--force", "--log-file", log.toString())).isEqualTo(3);
			}
			finally {
				target.execute("SET GLOBAL max_allowed_packet = " + size, "SET GLOBAL local_infile = ON");
			}
			assertThat(Files.readString(log)).contains("DATA_002", "key 2", "SET GLOBAL max_allowed_packet");
			// with the setting that the message names the row goes in
			assertThat(moves.call(List.of("verify", id, "--repair"))).isZero();
			assertThat(moves.call(List.of("restart", id))).isZero();
			assertThat(target.rows("SELECT id, length(b) FROM large")).containsExactly("1|10", "2|3000000", "3|null");
		}
	}

	private static void usual(Base... servers) throws Exception {
		for (Base server : servers) {
			server.execute("SET GLOBAL time_zone = 'SYSTEM'", "SET GLOBAL sql_mode = DEFAULT",
					"SET GLOBAL local_infile = ON", "SET GLOBAL sql_select_limit = DEFAULT",
					"SET GLOBAL max_join_size = DEFAULT");
		}
	}

	private static List<String> content(Base base) throws Exception {
		return base.rows("SELECT `i``d`, `a\"b;?\\`, UNIX_TIMESTAMP(`t's`), c FROM `o``d\"d; '%n`");
	}

	@Test
	void settingsOfPostgresqlDatabasesChangeNothing() throws Exception {
		Base source = Moves.fresh(PostgresServer.shared());
		Base target = Moves.fresh(PostgresServer.shared());
		source.execute("CREATE TYPE mood AS ENUM ('sad')",
				"CREATE TABLE t (id int PRIMARY KEY, m mood[], x xml, at timestamptz, span interval, f float8, b bytea,"
						+ " d date)",
				"INSERT INTO t VALUES (1, '{sad,NULL}', 'no <a/> document', '2024-03-31 02:30:00+00',"
						+ " '1 mon -2 days 03:04:05.5', 0.1, '\\x00ff', '2024-02-03')");
		for (Base each : List.of(source, target)) {
			String name = each.rows("SELECT quote_ident(current_database())").get(0);
			for (String setting : List.of("array_nulls = off", "xmloption = document", "DateStyle = 'German, DMY'",
					"IntervalStyle = 'sql_standard'", "extra_float_digits = -15", "bytea_output = 'escape'",
					"TimeZone = 'Asia/Kathmandu'", "transform_null_equals = on", "statement_timeout = '9s'")) {
				each.execute("ALTER DATABASE " + name + " SET " + setting);
			}
		}
		Moves moves = new Moves(this.directory);
		assertThat(moves.run("settings", source, target, "")).isZero();
		String content = "SELECT m[2] IS NULL, x::text, extract(epoch FROM at), extract(epoch FROM span), f = 0.1,"
				+ " encode(b, 'hex'), d - date '2024-01-01' FROM t";
		assertThat(target.rows(content)).isEqualTo(source.rows(content)).hasSize(1);
	}

}
